"""Pictures and recordings in bytes, base64 or data URIs: of a person where the record is about people."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, named, sieve, whole
from minlint.detect.values.packed import unpacked

_HEAD = 96  # signs of a text that tell what its bytes are
_IMAGES = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF....WEBP|BM.{4}\0\0\0\0|II\*\0|MM\0\*|....ftyp(?:heic|heix|mif1|avif)|"
    rb"\0\0\0\x0cjP  ",
    re.DOTALL,
)
_SOUNDS = re.compile(
    rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2]|RIFF....WAVE|fLaC|OggS|#!AMR|....ftyp(?:M4A|mp42 )|\.snd|FORM....AIF",
    re.DOTALL,
)
_B64_IMAGES = r"/9j/|iVBORw0KGgo|R0lGODd|UklGR|Qk0|SUkqA|TU0AK|AAAA[\w+/]{2}ZnR5c|AAAADGpQ"
_B64_SOUNDS = r"SUQz|//[uvsyzt]|UklGR|ZkxhQ|T2dnU|IyFBTV|LnNuZ|Rk9STQ"
_HEX_IMAGES = r"(?:0x|\\x)?(?:ffd8ff|89504e47|47494638|52494646|424d|49492a00|4d4d002a|00000(?:0..66747970|00c6a50))"
_HEX_SOUNDS = r"(?:0x|\\x)?(?:494433|fff[b32]|52494646|664c6143|4f676753|2321414d|464f524d|2e736e64)"


def _begins(form: re.Pattern[bytes], text: str) -> bool:
    start, _, rest = text[:400].rpartition(",")
    head = f"{start},{rest[:_HEAD]}" if start.startswith("data:") else text[:_HEAD]
    data = unpacked(head)
    return data is not None and form.match(data) is not None


def image(text: str) -> bool:
    """Whether a text is a picture's bytes."""
    return text.startswith("data:image/") or _begins(_IMAGES, text)


def sound(text: str) -> bool:
    """Whether a text is a recording's bytes."""
    return text.startswith("data:audio/") or _begins(_SOUNDS, text)


KINDS: tuple[Kind, ...] = (
    Kind(
        "image",
        "user.content.self_image",
        "pictures (JPEG, PNG, WebP, HEIC, …)",
        sieve(f"^(?:data:|{_B64_IMAGES}|{_HEX_IMAGES})"),
        whole(image),
        0.8,
        least=1,
        words=named("photo selfie portrait face avatar headshot picture mugshot"),
        gate="people",
        proof=True,
        packed=True,
    ),
    Kind(
        "sound",
        "user.content.voice",
        "recordings (MP3, WAV, Ogg, FLAC, …)",
        sieve(f"^(?:data:|{_B64_SOUNDS}|{_HEX_SOUNDS})"),
        whole(sound),
        0.8,
        least=1,
        words=named("voice audio call recording speech"),
        gate="people",
        proof=True,
        packed=True,
    ),
)
