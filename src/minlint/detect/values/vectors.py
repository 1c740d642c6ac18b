"""Vectors of numbers that recognise a person: templates of faces, voices, irises and fingers."""

from __future__ import annotations

from minlint.model import Detection, Evidence, Vector

DIMENSIONS = frozenset((64, 128, 192, 256, 512, 1024))
"""How long the templates of the models in use are; those of texts have other lengths (384, 768, 1536, 3072)."""

FACE = "user.biometric.face.template"

_MADE_FROM = {  # what a vector is, and the words of files' and columns' names that say so
    FACE: "face faces facial facenet arcface dlib insightface deepface selfie",
    "user.biometric.voice.template": "voice voices voiceprint voiceprints speaker speakers xvector ivector ecapa",
    "user.biometric.iris.template": "iris irises iriscode",
    "user.biometric.fingerprint.template": "finger fingers fingerprint fingerprints minutiae",
    "user.biometric.palm.template": "palm palmprint",
    "user.biometric.gait.template": "gait",
}
_OTHER_WORDS = """
text texts sentence sentences word words token tokens doc docs document documents title article news query review
product products item items song songs track tracks movie movies book books gene genes protein molecule compound
cell cells pixel pixels image images sensor spectrum stock node graph tfidf bert glove gpt openai chunk chunks
passage mnist digit digits cifar
"""
_OTHER = frozenset(_OTHER_WORDS.split())
_PERSON_WORDS = """
name names person persons people student students employee employees user users member members subject staff
identity customer visitor attendee label who
"""
_PERSON = frozenset(_PERSON_WORDS.split())


def detection(vector: Vector, words: frozenset[str], beside: frozenset[str]) -> Detection | None:
    """What a vector is a template of, if of a person.

    ``words`` are those of the file's and the columns' names, ``beside`` those of the record's other columns.
    """
    if vector.dimension not in DIMENSIONS or vector.whole or vector.high <= vector.low:
        return None
    told = next((made for made, names in _MADE_FROM.items() if words & frozenset(names.split())), None)
    kind = _signature(vector)
    if told:
        return _made(told, 0.95 if kind else 0.9, vector, kind)
    if not kind or words & _OTHER:
        return None
    sure = 0.85 if kind == "dlib" or beside & _PERSON else 0.6
    return _made(FACE, sure, vector, kind)


def _made(category: str, confidence: float, vector: Vector, kind: str) -> Detection:
    how = {
        "dlib": f", lengths about {vector.norm_mean:.1f}, as dlib makes them of faces",
        "unit": ", all of length 1, as face recognition makes them",
    }.get(kind, "")
    detail = f"vectors of {vector.dimension} numbers{how if category == FACE else ''}"
    return Detection(category, confidence, (Evidence("values", detail),))


def _signature(vector: Vector) -> str:
    """``dlib`` for its 128 small components, ``unit`` for vectors of length 1, empty for other numbers."""
    even = vector.norm_spread <= 0.12 * vector.norm_mean
    signed = vector.low < -0.02 and vector.high > 0.02
    if not even or not signed:
        return ""
    if vector.dimension == 128 and 1.1 <= vector.norm_mean <= 1.7 and max(-vector.low, vector.high) <= 0.8:
        return "dlib"
    unit = abs(vector.norm_mean - 1) <= 0.01 and vector.norm_spread <= 0.01
    return "unit" if unit and max(-vector.low, vector.high) <= 0.9 else ""
