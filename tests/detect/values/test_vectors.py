"""Which vectors of numbers recognise a person."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import pytest

from minlint import taxonomy
from minlint.detect.values import from_values, record_from_values
from minlint.model import Detection, Field, Record, Values
from minlint.read.vectors import measured

BOOK = taxonomy.default()
RNG = random.Random(3)
FACE = "user.biometric.face.template"


def directed(dimension: int, length: float = 1.0, spread: float = 0.0) -> list[float]:
    numbers = [RNG.gauss(0, 1) for _ in range(dimension)]
    scale = (length + RNG.gauss(0, spread)) / math.hypot(*numbers)
    return [number * scale for number in numbers]


def made(rows: Sequence[Sequence[float]], file: str = "features_all", name: str = "f", *others: str) -> list[Detection]:
    """What columns of these numbers are, and the same as one column of lists, which must agree."""
    vector = measured(rows)
    assert vector is not None
    paths = tuple(f"{name}{index}" for index in range(vector.dimension))
    beside = tuple(Field(other, "varchar") for other in others)
    wide = Record(file, (*beside, *(Field(path, "double") for path in paths)), vectors=((paths, vector),))
    values = Values({tuple(row): 1 for row in rows}, len(rows))
    listed = Field(name, f"double[{vector.dimension}]", values=values, vector=vector)
    found = record_from_values(wide, BOOK)
    assert [detection for detection, _ in found] == from_values(listed, Record(file, (*beside, listed)), BOOK)
    assert all(parts == paths for _, parts in found)
    return [detection for detection, _ in found]


def told(found: list[Detection]) -> list[tuple[str, float]]:
    return [(item.category, item.confidence) for item in found]


def test_dlib_descriptors_need_no_name() -> None:
    found = made([directed(128, 1.38, 0.04) for _ in range(100)], "features_all", "column")
    assert told(found) == [(FACE, 0.85)]
    assert found[0].evidence[0].detail == "vectors of 128 numbers, lengths about 1.4, as dlib makes them of faces"


@pytest.mark.parametrize("dimension", [128, 512])
def test_unit_vectors(dimension: int) -> None:
    rows = [directed(dimension) for _ in range(50)]
    assert told(made(rows, "data", "v")) == [(FACE, 0.6)]
    assert told(made(rows, "data", "v", "student_name")) == [(FACE, 0.85)]
    assert told(made(rows, "face_db", "v")) == [(FACE, 0.95)]
    assert told(made(rows, "data", "face_embedding_")) == [(FACE, 0.95)]


@pytest.mark.parametrize(
    ("file", "dimension", "category"),
    [
        ("arcface", 512, FACE),
        ("speaker_embeddings", 192, "user.biometric.voice.template"),
        ("voiceprints", 256, "user.biometric.voice.template"),
        ("iris_codes", 256, "user.biometric.iris.template"),
        ("fingerprints", 64, "user.biometric.fingerprint.template"),
    ],
)
def test_names_say_what_it_was_made_from(file: str, dimension: int, category: str) -> None:
    assert told(made([directed(dimension, 17.0, 2.0) for _ in range(40)], file, "v")) == [(category, 0.9)]


def sparse() -> list[float]:
    numbers = [RNG.random() if RNG.random() < 0.1 else 0.0 for _ in range(511)] + [0.1]
    return [number / math.hypot(*numbers) for number in numbers]


def one_hot(dimension: int) -> list[float]:
    place = RNG.randrange(dimension)
    return [1.0 if index == place else 0.0 for index in range(dimension)]


OTHER: dict[str, Callable[[], list[float]]] = {
    "pixels": lambda: [float(RNG.randint(0, 255)) for _ in range(64)],
    "scaled pixels": lambda: [RNG.random() for _ in range(1024)],
    "TF-IDF": sparse,
    "one-hot": lambda: one_hot(128),
    "genes": lambda: [RNG.lognormvariate(1, 1) for _ in range(128)],
    "standard scores": lambda: [RNG.gauss(0, 1) for _ in range(128)],
    "sensors": lambda: [RNG.uniform(-20, 60) for _ in range(64)],
    "text embeddings": lambda: directed(384),
    "large text embeddings": lambda: directed(768),
    "an odd length": lambda: directed(130, 1.4),
}


@pytest.mark.parametrize("make", OTHER.values(), ids=OTHER)
def test_other_matrices(make: Callable[[], list[float]]) -> None:
    assert made([make() for _ in range(60)], "matrix", "x", "name") == []


def test_text_embeddings_even_beside_a_face() -> None:
    assert made([directed(768) for _ in range(20)], "face_captions", "v") == []


def test_names_of_other_things() -> None:
    assert made([directed(256) for _ in range(30)], "product_vectors", "v", "name") == []
    assert made([directed(512) for _ in range(30)], "data", "sentence_", "name") == []
