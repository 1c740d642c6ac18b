"""Each recogniser finds values made for it, and says nothing of near misses: one that is new fails here until both are
written down. What they need besides (a name, a record about people, an address, a country) is given to both."""

from __future__ import annotations

import base64
import random
import string
import struct
from collections.abc import Callable

import pytest
from stdnum import iban, luhn, verhoeff

from minlint.detect.values.columns import detections
from minlint.detect.values.kinds import Context, Kind
from minlint.detect.values.recognisers import kinds
from tests.detect.values.test_recognisers import h3, polyline

RNG = random.Random(41)
MANY = 60
Make = Callable[[], str]
SIGNS = {"#": string.digits, "@": string.ascii_uppercase, "&": string.ascii_uppercase + string.digits,
         "%": "0123456789abcdef", "~": string.ascii_letters + string.digits}  # fmt: skip


def of(*masks: str) -> Make:
    """Texts of one of some forms: ``#`` is a digit, ``@`` a letter, ``&`` either, ``%`` hexadecimal, ``~`` any."""
    return lambda: "".join(RNG.choice(SIGNS[sign]) if sign in SIGNS else sign for sign in RNG.choice(masks))


def digits(count: int) -> str:
    return of("#" * count)()


def checked(first: str, count: int) -> Make:
    """Numbers whose last digit is Luhn's."""

    def make() -> str:
        body = first + digits(count - len(first) - 1)
        return body + luhn.calc_check_digit(body)

    return make


def unchecked(make: Make) -> Make:
    """The same with another last digit."""

    def wrong() -> str:
        text = make()
        return text[:-1] + str((int(text[-1]) + RNG.randint(1, 9)) % 10)

    return wrong


def held(make: Make, holds: Callable[[str], object]) -> Make:
    """Those that hold to a rule."""
    return lambda: next(text for text in iter(make, None) if holds(text))


def presidio(name: str, make: Make) -> Make:
    from minlint.detect.values.presidio import recognizer

    return held(make, lambda text: recognizer(name).validate_result(text))


def kept(name: str, make: Make) -> Make:
    from minlint.detect.values.presidio import recognizer

    return held(make, lambda text: not recognizer(name).invalidate_result(text))


def record(sign: bytes, wrong: int = 0) -> Make:
    """A record of ISO 19794 in base64, its length told."""

    def make() -> str:
        body = RNG.randbytes(6 * RNG.randint(10, 30))
        return base64.b64encode(sign + b" 20\0" + struct.pack(">I", 24 + len(body) + wrong) + bytes(12) + body).decode()

    return make


def spelt(head: bytes) -> Make:
    return lambda: base64.b64encode(head + RNG.randbytes(60)).decode()


def loinc() -> str:
    body = str(RNG.randint(1_000, 99_999))
    return f"{body}-{luhn.calc_check_digit(body)}"


def snomed() -> str:
    body = f"{RNG.randint(10_000, 9_999_999)}00"
    return body + verhoeff.calc_check_digit(body)


def vin(checks: bool = True) -> str:
    from minlint.detect.values.recognisers.vehicles import vin_checked

    signs = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    while True:
        text = "1FT" + "".join(RNG.choice(signs) for _ in range(10)) + digits(4)
        if vin_checked(text) is checks:
            return text


def zone(wrong: int = 0) -> str:
    """The line of numbers of a passport."""

    def check(text: str) -> str:
        values = (0 if sign == "<" else int(sign, 36) for sign in text)
        return str((sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) + wrong) % 10)

    number, born, ends = of("@@#######")(), of("6#0112")(), of("3#0112")()
    return f"{number}{check(number)}UTO{born}{check(born)}F{ends}{check(ends)}<<<<<<<<<<<<<<00"


def jwt(head: bytes = b'{"alg":"HS256","typ":"JWT"}') -> str:
    body = f'{{"sub":"{digits(8)}"}}'.encode()
    parts = [base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (head, body)]
    return f"{parts[0]}.{parts[1]}.{of('~' * 43)()}"


def itin() -> str:
    return f"9{digits(2)}-{RNG.randint(70, 88)}-{digits(4)}"


LATIN = "[[11.51##, 48.1###], [11.52##, 48.1###], [11.53##, 48.1###]]"
COINS = (
    "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
)
P19794 = {name: name.upper().encode() + b"\0" for name in "fmr fsp fir fac iir sdi fsk vir hnd spd vdi dna".split()}  # noqa: SIM905
PLATES: dict[str, tuple[Make, Make]] = {
    "us": (of("#@@@###", "@@@ ####"), of("@@@-@@@@-@@@@", "##########")),
    "gb": (of("@@## @@@", "@### @@@"), of("@@@@ @@", "## @@@ @@")),
    "de": (of("M-@@ 1##", "HH-@ 2###"), of("M-@@@ 1##", "MMMM-@ 12")),
    "fr": (of("@@-###-@@"), of("@@@-###-@@", "@@-####-@@")),
    "es": (of("#### @@@"), of("##### @@@", "### @@@")),
    "it": (of("@@ ### @@"), of("@@ #### @@", "@@@ ### @@")),
    "nl": (of("@@-###-@", "##-@@-@@"), of("@@###@", "@@@@-##-@@")),
    "pl": (of("@@ #####", "@@@ ####"), of("@@#####", "@@@@ ####")),
    "br": (of("@@@#@##", "@@@-####"), of("@@####", "@@@@-####")),
    "se": (of("@@@ ##@", "@@@###"), of("@@ ####", "@@@@ ##")),
    "tr": (of("34 @@ ####", "06 @@@ ###"), of("92 @@ ####", "00 @ ####")),
    "jp": (of("品川 ### あ ##-##", "なにわ ### さ ##-##"), of("品川 # あ ##-##", "Shinagawa ###")),
    "in": (of("MH ## @@ ####", "DL#@@####"), of("M ## @@ ####", "MH@@####")),
    "at": (of("W-#####@", "GU-###@@"), of("WIEN-####@", "W#####@")),
    "ch": (of("ZH ######", "BE-####"), of("XX ######", "ZH@####")),
    "pt": (of("@@-##-@@", "##-@@-##"), of("@@-###-@@", "@@##@@")),
    "be": (of("1-@@@-###", "2@@@###"), of("0-@@@-###", "1-@@-####")),
    "ru": (of("А###ВС##", "К###МН###"), of("Я###ВС##", "А####ВС")),
}
POSTCODES: dict[str, tuple[Make, Make]] = {
    "gb": (of("SW#@ #@@", "M## #@@"), of("SWW# #@@", "#@@ M##")),
    "ca": (of("K#A #B#"), of("KA# #B#")),
    "nl": (of("1### AB"), of("0### AB", "1### A")),
    "pl": (of("##-###"), of("###-##")),
    "jp": (of("###-####"), of("####-###")),
    "br": (of("#####-###"), of("####-####")),
    "pt": (of("####-###"), of("###-####")),
    "se cz sk gr": (of("### ##"), of("## ###")),
    "us de fr es it tr fi mx th my ua kr hr": (of("#####", "#####-####"), of("######", "#####-##")),
    "at ch be dk no au hu nz za si bg": (of("####"), of("###", "#####")),
    "in cn ru sg ro": (of("######"), of("#####", "#######")),
}
PRESIDIO: dict[str, tuple[Make, Make]] = {
    "au medicare": (presidio("AuMedicareRecognizer", of("2#########")), of("2#########")),
    "de healthinsurance": (presidio("DeHealthInsuranceRecognizer", of("@#########")), of("@#########")),
    "de idcard": (presidio("DeIdCardRecognizer", of("L########")), of("L########")),
    "de passport": (presidio("DePassportRecognizer", of("C########")), of("C########")),
    "kr frn": (presidio("KrFrnRecognizer", of("900101-5######")), of("900101-5######")),
    "ng nin": (presidio("NgNinRecognizer", of("###########")), of("###########")),
    "de fuehrerschein": (of("@@########&"), of("@########&", "@@#######")),
    "de taxnumber": (of("181/815/####", "93/815/0####"), of("181-815-####", "181/##")),
    "es passport": (of("@@@######"), of("@@######", "@@@#####")),
    "gb passport": (of("@@#######"), of("@@######", "@@@#######")),
    "in passport": (of("M12####1", "P12####5"), of("MM12####", "M12####")),
    "it driverlicense": (of("@@#######@"), of("@@######@", "@#######@")),
    "it identitycard": (of("@@#######", "@@#####@@"), of("@@######", "@@####@@")),
    "it passport": (of("@@#######"), of("@@######", "@@@#######")),
    "kr driverlicense": (of("11-##-######-##"), of("99-##-######-##", "11-##-#####-##")),
    "kr passport": (of("M########"), of("MM########", "M#######")),
    "ph passport": (of("P#######A"), of("PP#######AA", "P######A")),
    "ph tin": (kept("PhTinRecognizer", of("###-###-###")), of("###-###-###", "##-###-###")),
    "ph umid": (of("####-#######-#"), of("###-#######-#", "####-######-#")),
    "za passport": (of("A########", "M########"), of("B########", "A#######")),
}
SECRETS: dict[str, tuple[Make, Make]] = {
    "jwt": (jwt, lambda: jwt(b'{"sub":"HS256","typ":"JWT"}')),
    "aws key": (of("AKIA" + "@" * 16), of("AKIA" + "@" * 15, "AKIB" + "@" * 16)),
    "github token": (of("ghp_" + "~" * 36), of("ghx_" + "~" * 36, "ghp_" + "~" * 20)),
    "gitlab token": (of("glpat-" + "~" * 20), of("glpat-" + "~" * 12, "glpit-" + "~" * 20)),
    "slack token": (of("xoxb-" + "#" * 12 + "-" + "~" * 12), of("xoxz-" + "#" * 12, "xoxb-####")),
    "stripe key": (of("sk_live_" + "~" * 24), of("sk_done_" + "~" * 24, "sk_live_~~~~")),
    "google key": (of("AIza" + "~" * 35), of("AIza" + "~" * 30)),
    "sendgrid key": (of("SG." + "~" * 22 + "." + "~" * 43), of("SG." + "~" * 20 + "." + "~" * 43)),
    "npm token": (of("npm_" + "~" * 36), of("npm_" + "~" * 30)),
    "private key": (
        of("-----BEGIN RSA PRIVATE KEY-----\n" + "~" * 64),
        of("-----BEGIN PUBLIC KEY-----\n" + "~" * 64, "-----BEGIN CERTIFICATE-----\n" + "~" * 64),
    ),
    "password hash": (of("$2b$12$" + "~" * 53), of("$2b$12$" + "~" * 40, "$9b$12$" + "~" * 53)),
}
NUMBERS: dict[str, tuple[Make, Make]] = {
    "payment card": (checked("4", 16), unchecked(checked("4", 16))),
    "card track": (of(";4###############=2912#########?"), of(";4######=2912##?", "4###############-2912###")),
    "card security code": (of("###", "####"), of("##", "#####")),
    "imei": (checked("35", 15), unchecked(checked("35", 15))),
    "iccid": (checked("8949", 19), unchecked(checked("8949", 19))),
    "imsi": (of("26201##########"), of("262#######", "@@@############")),
    "android id": (of("%" * 16), of("%" * 12, "%" * 20)),
    "mrz": (zone, lambda: zone(wrong=3)),
    "us alien number": (of("A#########", "A-###-###-###"), of("A######", "AA#########")),
    "us alien number by letter": (of("A#########"), of("B#########", "A######")),
    "sevis": (of("N00########"), of("N#########", "M00########")),
    "uscis receipt": (of("IOE##########", "EAC##########"), of("QQQ##########", "IOE########")),
    "i-94": (of("#########A#"), of("########A#", "#########AA")),
    "i-94 by letter": (of("#########A#"), of("########A#", "#########AA")),
    "icd-10": (of("E1#", "F3#.#", "J4#"), of("EE1", "#3F", "F3")),
    "icd-10 with points": (of("E1#.#", "F3#.#", "J4#.##"), of("E1#.@@", "3#.#")),
    "snomed ct": (snomed, unchecked(snomed)),
    "loinc": (loinc, unchecked(loinc)),
    "ndc": (of("#####-####-##", "#####-###-##"), of("###-####-##", "#####-##-##")),
    "us ssn": (of("51#-4#-4###"), of("9##-4#-4###", "###-##-###")),
    "us ssn plain": (of("51#4#4###"), of("51#4#4##", "51#4#4####")),
    "us itin": (itin, of("9##-1#-####", "8##-7#-####")),
    "uk nino": (of("AB######C", "JK######A"), of("DF######C", "AB######Z")),
    "uk driving licence": (of("MORGA657054SM#IJ"), of("MORGA997754SM#IJ", "MORGA657054")),
    "us mbi": (of("1EG4-TE5-MK7#"), of("1EGG-TE5-MK7#", "1EG4-TE5-MK7")),
    "sg fin": (of("S#######D", "T#######J"), of("A#######D", "S######D")),
    "us passport": (of("#########"), of("########", "##########")),
    "us license": (of("A#######", "D#######"), of("@@@@@@@", "A-#-#")),
    "us bank": (of("############"), of("######", "####################")),
    "iban": (held(of("GB##WEST12345698######"), iban.is_valid), of("GB##WEST12345698######")),
    "crypto": (lambda: RNG.choice(COINS), lambda: RNG.choice(COINS)[:-1] + "z"),
    "de social security": (
        presidio("DeSocialSecurityRecognizer", of("150706##C1##")),
        of("150706##C1##"),
    ),
    "vin": (vin, lambda: vin(checks=False).replace("1FT", "QQQ")),
    "vin by maker": (of("WVWZZZ1JZXW######"), of("QQQZZZ1JZXW######", "WVWZZZ1JZXW#####")),
}
PLACES: dict[str, tuple[Make, Make]] = {
    "geohash": (of("u33d##bc#"), of("u33a##bl#", "####")),
    "h3": (h3, of("8" + "%" * 14)),
    "plus code": (of("8FVC9G8F+6W", "8FVC22GH+5Q", "9C3W9QCJ+2V"), of("8FVA9G8F+6W", "8FVC9G8F-6W")),
    "well-known line": (of("LINESTRING(11.5## 48.1##, 11.5## 48.1##)"), of("LINE(11.5## 48.1##)")),
    "well-known point": (
        of("POINT (11.5## 48.1##)", "SRID=4326;POINT(11.5## 48.1##)"),
        of("POINTS: ##", "PT (11.5## 48)"),
    ),
    "polyline": (polyline, of("~" * 40)),
    "coordinate pair": (of("48.1###, 11.5###"), of("48.1, 11.5", "98.1###, 11.5###")),
    "coordinate trace": (of(LATIN), of("[[11.5###, 48.1###]]")),
}
OTHERS: dict[str, tuple[Make, Make]] = {
    "wsq": (spelt(b"\xff\xa0\xff\xa4"), spelt(b"\xff\xa0\xff\x00")),
    "cbeff": (of("<BIR><Version>19785</Version>" + "~" * 40), of("<BIRD><Version>1</Version>" + "~" * 40)),
    "ansi nist": (of("1.001:##~~1.002:0500"), of("1.002:##~~1.001:0500")),
    "user agent": (
        of("Mozilla/5.0 (X11; Linux x86_64; rv:##.0) Gecko/20100101 Firefox/###.0"),
        of("Firefox ###", "a report/## of Linux"),
    ),
    "advertising id": (of("%%%%%%%%-%%%%-4%%%-a%%%-%%%%%%%%%%%%"), of("%%%%%%%%-%%%%-4%%%-a%%%", "%%%%%%%%%%%%")),
    "image": (spelt(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), spelt(b"\x89PMG\r\n\x1a\n\0\0\0\rIHDR")),
    "sound": (spelt(b"ID3\x04"), spelt(b"ID9\x04")),
    "email": (lambda: f"{of('~~~~####')()}@mail.example.org", lambda: f"{of('~~~~####')()}@mail"),
    "ip": (of("203.0.#.##", "2001:db8::%%%%"), of("203.0.#", "999.888.777.##", "2001:db8:%%%%")),
    "mac address": (of("%%:%%:%%:%%:%%:%%"), of("%%:%%:%%:%%:%%", "%%%%:%%%%:%%%%")),
    "international phone": (of("+1 202 555 ####", "+44 20 7946 0###"), of("+1 002 055 ####", "+999 20 7946 0###")),
}
MADE: dict[str, tuple[Make, Make]] = {
    **{f"iso 19794 {name}": (record(sign), record(sign, wrong=40)) for name, sign in P19794.items()},
    **{f"plate {country}": both for country, both in PLATES.items()},
    **{f"postcode {countries}": both for countries, both in POSTCODES.items()},
    **{f"presidio {name}": both for name, both in PRESIDIO.items()},
    **SECRETS,
    **NUMBERS,
    **PLACES,
    **OTHERS,
}


def said(kind: Kind, make: Make) -> bool:
    """Whether a column of such values is said to be of a kind, where all is there that the kind needs."""
    values = list(dict.fromkeys(make() for _ in range(MANY)))
    context = Context(kind.gate == "people", kind.gate == "address", kind.countries)
    words = kind.words if kind.words and not kind.gate else frozenset()
    found = detections(values, words, context, packed=kind.packed)
    return any(f"are {kind.what}" in item.evidence[0].detail for item in found)


def test_all_are_here() -> None:
    assert {kind.name for kind in kinds()} == set(MADE)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_its_own_and_near_misses(kind: Kind) -> None:
    own, near = MADE[kind.name]
    assert said(kind, own)
    assert not said(kind, near)
