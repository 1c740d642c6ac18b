"""What the stages hand to each other: sources, records, fields, readings and findings.

Named tuples throughout: frozen, and far cheaper to define at start-up than dataclasses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from minlint.tuples import NamedTuple
from minlint.values import Figures as Figures
from minlint.values import Joint as Joint
from minlint.values import Values as Values
from minlint.values import Vector as Vector

if TYPE_CHECKING:
    from minlint.measures import Measures

Kind = Literal["schema", "data"]
Severity = Literal["error", "warning", "info"]
Persona = Literal["commit", "review", "audit"]
Direction = Literal["in", "out", "both", ""]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
PERSONAS: tuple[Persona, ...] = ("commit", "review", "audit")


class Span(NamedTuple):
    """A place in a text. Lines and columns count from 1, in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Reference(NamedTuple):
    """What a foreign key points at."""

    record: str
    field: str | None = None


Said: TypeAlias = Literal["purpose", "allow", "unknown"]
"""What words meant for minlint do: name a purpose, waive a rule, or nothing that it knows."""


class Marker(NamedTuple):
    """Words meant for minlint beside the data: ``purpose=newsletter`` or ``allow X101 until …``."""

    kind: Said
    text: str
    span: Span | None = None


class Small(NamedTuple):
    """Which groups of rows that look alike are small, those of fewer than ``k``, and the share of rows that may lie in
    such."""

    k: int
    share: float


SMALL = Small(5, 0.01)
"""Unless something else is said."""


class Field(NamedTuple):
    """One collected thing: a column, property, element or header.

    ``path`` is its name within the record: ``birth_date``, ``address.street``, ``tags[]``.
    ``type`` is the declared type as the source writes it, ``format`` what a schema says of its form.
    ``mandatory``: a value must be given (NOT NULL without a default, ``required``); None where the source can't say.
    ``pointer`` is the logical path used in fingerprints where it isn't ``record.path``.
    ``direction`` is "out" for what is only given out (``readOnly``), "in" for what is only taken in (``writeOnly``).
    ``length`` is that of the longest text allowed, in characters, where it stands beside the type (``maxLength``).
    ``labels`` are what people called it in a catalogue: keys of categories, classes, tags.
    """

    path: str
    type: str = ""
    span: Span | None = None
    mandatory: bool | None = None
    comment: str = ""
    enum: tuple[str, ...] = ()
    primary: bool = False
    unique: bool = False
    references: Reference | None = None
    format: str = ""
    container: bool = False
    default: bool = False
    values: Values | None = None
    markers: tuple[Marker, ...] = ()
    pointer: str = ""
    vector: Vector | None = None
    direction: Direction = ""
    length: int | None = None
    labels: tuple[str, ...] = ()
    figures: Figures | None = None

    @property
    def name(self) -> str:
        """The last step of the path, without array brackets."""
        path = self.path
        return path if path.isidentifier() else path.removesuffix("[]").rpartition(".")[2].removesuffix("[]")


class Record(NamedTuple):
    """A table, message, type, model, form or file's row: what one person's (or thing's) data looks like.

    ``rows`` counts a dataset's rows, ``sampled`` those that were looked at where that isn't all of them.
    ``vectors`` names columns that make a vector together, with its measure.
    ``direction``: an interface collects it ("in"), gives it out, does both, or doesn't say.
    ``whose``: the person that a row is of, where the format itself says so.
    """

    name: str
    fields: tuple[Field, ...]
    span: Span | None = None
    comment: str = ""
    rows: int | None = None
    sampled: int | None = None
    markers: tuple[Marker, ...] = ()
    vectors: tuple[tuple[tuple[str, ...], Vector], ...] = ()
    direction: Direction = ""
    joint: Joint | None = None
    whose: str = ""


class Problem(NamedTuple):
    """A place that could not be read: E001 for the whole source, E002 for a part of it."""

    code: Literal["E001", "E002"]
    reason: str
    line: int | None = None
    column: int | None = None


class Source(NamedTuple):
    """A file that was read. ``path`` is relative to the working folder, with ``/``.

    ``stored``: a schema's records are tables whose rows are kept, not messages or forms; a dataset's are anyway.
    """

    path: str
    format: str
    kind: Kind
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    markers: tuple[Marker, ...] = ()
    text: str | None = None  # for excerpts; None where a source has no lines
    stored: bool = False


class Evidence(NamedTuple):
    """Why a detector thinks so, in plain words.

    Its kind is name, record, type, comment, enum, reference, label, values or text.
    """

    kind: str
    detail: str


class Detection(NamedTuple):
    """A category a field may hold. ``precision`` is a rung's name on the category's ladder, None where unknown."""

    category: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    precision: str | None = None


class Reading(NamedTuple):
    """A field with its detections, best first; or, with ``field`` None, what several fields make together."""

    field: Field | None
    detections: tuple[Detection, ...]
    parts: tuple[Field, ...] = ()

    def bare(self) -> Reading:
        """It without values."""
        field = self.field._replace(values=None) if self.field else None
        return Reading(field, self.detections, tuple(part._replace(values=None) for part in self.parts))


class RecordReading(NamedTuple):
    """A record with the readings of its fields, in its own order, then those of its combinations.

    ``subject`` says what a row is about: person, device (of a person), thing, log, or unknown.
    """

    record: Record
    readings: tuple[Reading, ...]
    subject: str = "unknown"
    measures: Measures | None = None

    def bare(self) -> RecordReading:
        """It without values."""
        fields = tuple(field._replace(values=None) for field in self.record.fields)
        record = self.record._replace(fields=fields, joint=None)
        return self._replace(record=record, readings=tuple(reading.bare() for reading in self.readings))


class SourceReading(NamedTuple):
    """A source with the readings of its records."""

    source: Source
    records: tuple[RecordReading, ...]

    def bare(self) -> SourceReading:
        """It without the values that were looked at: what is made of them is known, and they leave no process."""
        records = self.source.records
        if all(record.joint is None and all(field.values is None for field in record.fields) for record in records):
            return self
        bare = tuple(reading.bare() for reading in self.records)
        return SourceReading(self.source._replace(records=tuple(item.record for item in bare)), bare)


class Element(NamedTuple):
    """One of several things a finding is about together, which a baseline accepts one by one."""

    field: str | None
    category: str
    fingerprint: str


class Finding(NamedTuple):
    """One rule that holds at one place. The fields are those of the JSON output (CONTRACT, part 5).

    ``logical`` names the place within its source for as long as the thing exists.
    """

    code: str
    name: str
    severity: Severity
    message: str
    source: str
    span: Span | None
    record: str | None
    field: str | None
    category: str | None
    purposes: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    suggestion: str
    confidence: float | None
    facts: Mapping[str, Any]
    laws: tuple[str, ...]
    fingerprint: str
    waived: bool = False
    parts: tuple[str, ...] = ()
    persona: Persona = "review"
    elements: tuple[Element, ...] = ()
    logical: str = ""


class Summary(NamedTuple):
    """Counts over one run; ``beyond`` counts the fields that no bound purpose covers.

    ``unchanged`` and ``fixed`` count what was found on the side that is compared with, too, and there alone.
    """

    sources: int = 0
    records: int = 0
    fields: int = 0
    personal: int = 0
    beyond: int = 0
    errors: int = 0
    warnings: int = 0
    unreadable: int = 0
    waived: int = 0
    baselined: int = 0
    unchanged: int = 0
    fixed: int = 0


class Result(NamedTuple):
    """What a check hands to the reports: findings in stable order, the waived ones apart."""

    findings: Sequence[Finding]
    waived: Sequence[Finding]
    readings: Sequence[SourceReading]
    summary: Summary
    notes: Sequence[str] = ()
