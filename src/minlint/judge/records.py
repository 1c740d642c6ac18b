"""Records and their fields, as rules look at them: what they hold, and how their purposes stand to that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.judge.contexts import About, Place, Run, relative
from minlint.judge.coverage import Coverage, Permit
from minlint.judge.fingerprint import fingerprint
from minlint.judge.ownership import is_housekeeping, is_key, own_keys
from minlint.manifest.match import Bound
from minlint.manifest.model import Purpose
from minlint.measure import measured
from minlint.model import Detection, Element, Evidence, Field, Reading, RecordReading, Source
from minlint.once import cached_property
from minlint.taxonomy import Category

SAID = Evidence("manifest", "said in the manifest")
"""Why a category is thought to be there that a person named."""

NOT_PERSONAL = ("none",)


class RecordContext:
    """A record with the purposes bound to it."""

    def __init__(self, run: Run, source: Source, reading: RecordReading, bound: Bound) -> None:
        self.run, self.source, self.reading, self.bound = run, source, reading, bound

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @cached_property
    def purposes(self) -> tuple[Purpose, ...]:
        """The purposes bound to the record."""
        return self.stated(self.bound.purposes)

    @cached_property
    def served(self) -> tuple[Purpose, ...]:
        """The purposes that its personal fields serve."""
        return tuple({purpose.id: purpose for item in self.judged for purpose in item.purposes}.values())

    def stated(self, ids: Sequence[str]) -> tuple[Purpose, ...]:
        """Purposes by their ids."""
        return tuple(self.run.manifest.purposes[id_] for id_ in ids)

    @cached_property
    def judged(self) -> tuple[FieldContext, ...]:
        """Each field's best category, every sensitive one, what was counted within texts and what a person named."""
        counting = ((reading, tuple(self._counting(self._said(reading)))) for reading in self.reading.readings)
        return tuple(
            FieldContext(self, reading, self._measured(reading, detection), tuple(item.category for item in found))
            for reading, found in counting
            for detection in found
        )

    def held(self) -> Iterator[tuple[tuple[str, ...], set[str]]]:
        """Each field's purposes, with every category that it may hold, however unsure."""
        yield self.bound.purposes, set()
        for reading in self.reading.readings:
            ids = self.bound.of(reading.field.path) if reading.field else self.bound.purposes
            yield ids, {item.category for item in self._said(reading)}

    @cached_property
    def own(self) -> frozenset[str]:
        """The paths of the keys that are the record's own."""
        keys = [
            reading.field
            for reading in self.reading.readings
            if reading.field and (found := self._said(reading)) and is_key(found[0].category)
        ]
        return own_keys(self.reading.record, keys, self.purposes)

    @cached_property
    def unstated(self) -> list[FieldContext]:
        """What is personal, has no purpose, isn't accepted by a baseline, and wasn't there before."""
        return [item for item in self._without_purpose if not self._is_accepted(item) and not self._is_known(item)]

    @cached_property
    def accepted(self) -> int:
        """How many categories of fields without a purpose the baseline accepts."""
        return sum(map(self._is_accepted, self._without_purpose))

    @property
    def known(self) -> int:
        """How many more were there before."""
        return len(self._without_purpose) - len(self.unstated) - self.accepted

    def _is_accepted(self, item: FieldContext) -> bool:
        return bool(self.run.accepted) and item.element.fingerprint in self.run.accepted

    def _is_known(self, item: FieldContext) -> bool:
        place = item.place
        return (place.source, place.record, place.field, item.category.key) in self.run.known

    @cached_property
    def _without_purpose(self) -> list[FieldContext]:
        return [item for item in self.judged if item.coverage.state == "unstated"]

    @cached_property
    def place(self) -> Place:
        record = self.reading.record
        narrowed = len(self.unstated) < len(self._without_purpose)
        shown = self.unstated if narrowed else self.judged
        first = next((item.field for item in shown if item.field), None)
        span = None if narrowed else record.span
        return Place(self.source.path, span or (first.span if first else None), record.name, record.name)

    @cached_property
    def about(self) -> About:
        confidence = max((item.detection.confidence for item in self.judged), default=1.0)
        return About(confidence=confidence, elements=tuple(item.element for item in self.unstated))

    def _said(self, reading: Reading) -> tuple[Detection, ...]:
        """A reading's detections, or what a person said of the field instead.

        What several fields make together falls when a person said that one of them is not personal.
        """
        if reading.field is None:
            return () if any(self._categories(part) == NOT_PERSONAL for part in reading.parts) else reading.detections
        said = self._categories(reading.field)
        if not said:
            return reading.detections
        return () if said == NOT_PERSONAL else tuple(self._named(key, reading) for key in said)

    def _named(self, key: str, reading: Reading) -> Detection:
        """A category that a person said of a field."""
        rung = next((item.precision for item in reading.detections if item.category == key), None)
        return measured(Detection(key, 1.0, (SAID,), rung), reading, self.run.taxonomy)

    def _categories(self, field: Field) -> tuple[str, ...]:
        bound = self.bound.fields.get(field.path)
        return bound.categories if bound else ()

    def _measured(self, reading: Reading, detection: Detection) -> Detection:
        """A field that says nothing of precision is as fine as what it makes together with others."""
        if detection.precision or reading.field is None:
            return detection
        wholes = (whole for whole in self._wholes if reading.field in whole.parts)
        found = (item.precision for whole in wholes for item in whole.detections if item.category == detection.category)
        return detection._replace(precision=next(found, None))

    @cached_property
    def _wholes(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.reading.readings if reading.field is None)

    def _counting(self, detections: Sequence[Detection]) -> Iterator[Detection]:
        for index, item in enumerate(detections):
            category = self.run.taxonomy[item.category]
            if (
                item.confidence >= self.run.confidence
                and category.personal
                and (index == 0 or category.sensitive or SAID in item.evidence or _in_text(item))
            ):
                yield item


def _in_text(found: Detection) -> bool:
    """Whether rows were counted that hold it within free text."""
    return any(item.kind == "text" for item in found.evidence)


class FieldContext:
    """One category of a field, or of several fields that make it together; ``keys`` are all of them, best first."""

    def __init__(
        self, record: RecordContext, reading: Reading, detection: Detection, keys: tuple[str, ...] = ()
    ) -> None:
        self.record, self.reading, self.detection = record, reading, detection
        self.keys = keys or (detection.category,)

    def part(self, namespace: str) -> object:
        if namespace in ("record", "beside"):
            return self.record
        return self.run if namespace == "manifest" else self

    @property
    def run(self) -> Run:
        return self.record.run

    @cached_property
    def element(self) -> Element:
        """It as one of the things that a finding about its record is about."""
        place, source = self.place, relative(self.record.source.path, self.run.manifest.folder)
        key = self.detection.category
        return Element(place.field, key, fingerprint("unstated", key, source, place.logical))

    @property
    def field(self) -> Field | None:
        """The field; None where several make the category together."""
        return self.reading.field

    @cached_property
    def category(self) -> Category:
        return self.run.taxonomy[self.detection.category]

    @cached_property
    def purposes(self) -> tuple[Purpose, ...]:
        """The purposes bound to it."""
        return self.record.stated(self.record.bound.of(self.field.path)) if self.field else self.record.purposes

    @cached_property
    def own(self) -> bool:
        """Whether it is the record's own key or housekeeping time."""
        key = self.detection.category
        return is_housekeeping(key) or bool(is_key(key) and self.field and self.field.path in self.record.own)

    @cached_property
    def coverage(self) -> Coverage:
        return self.run.coverage(self.detection, tuple(purpose.id for purpose in self.purposes), own=self.own)

    @cached_property
    def permit(self) -> Permit | None:
        """Of the entries that cover it the one whose purpose shows most: reasons, an end, a basis."""
        ranked = sorted(
            self.coverage.permits,
            key=lambda permit: (self.reasons(permit), _bounded(permit), bool(permit.purpose.special_category_basis)),
            reverse=True,
        )
        return ranked[0] if ranked else None

    def reasons(self, permit: Permit) -> bool:
        """Whether an entry gives reasons for this very category, or for a sensitive one above it."""
        return bool(permit.entry.because and (self.names(permit) or self.run.taxonomy[permit.key].sensitive))

    def names(self, permit: Permit) -> bool:
        """Whether an entry names this very category, by either of its words."""
        return permit.key in self.run.taxonomy.synonyms(self.detection.category)

    @property
    def mandatory(self) -> bool:
        return bool(self.field and self.field.mandatory)

    @cached_property
    def first_choice(self) -> FieldContext | None:
        """The earlier mandatory field that already is the one where all that needs this is "one of several"."""
        needing = [permit for permit in self.coverage.permits if permit.necessary]
        if not all(permit.entry.any_of for permit in needing):
            return None
        chosen = [self._chosen_before(permit) for permit in needing]
        return chosen[0] if chosen and all(chosen) else None

    def _chosen_before(self, wanted: Permit) -> FieldContext | None:
        for other in self.record.judged:
            if other is self:
                return None
            if other.mandatory and any(p.entry is wanted.entry and p.key != wanted.key for p in other.coverage.permits):
                return other
        return None

    @cached_property
    def place(self) -> Place:
        record, field = self.record.reading.record, self.field
        parts = tuple(part.path for part in self.reading.parts)
        if field is None:
            span = record.span or next((part.span for part in self.reading.parts), None)
            return Place(self.record.source.path, span, record.name, record.name, None, parts)
        logical = field.pointer or f"{record.name}.{field.path}"
        return Place(self.record.source.path, field.span, logical, record.name, field.path, parts)

    @cached_property
    def about(self) -> About:
        without = self.coverage.without
        if self.first_choice:
            without = tuple(purpose.id for purpose in self.purposes)
        evidence = self.detection.evidence + tuple(dict.fromkeys(self._exceptions()))
        return About(self.category.key, without, evidence, self.detection.confidence)

    def _exceptions(self) -> Iterator[Evidence]:
        """Where only an entry that goes beyond its purpose's profile permits it, or it is kept longer than there; or
        where the policy, and not the manifest, forbids it."""
        if self.coverage.forbidden_by and self.run.manifest.policy.forbidden:
            from minlint.judge.banning import banned  # few manifests stand under a policy

            yield from banned(self.category.key, self.purposes, self.run)
        for purpose, entry, _, _ in self.coverage.permits:
            if purpose.ground:
                from minlint.judge.loosening import kept_longer, loosened  # few manifests name profiles

                how = "" if entry.from_profile else loosened(entry, purpose.ground, self.run.taxonomy)
                why = "for the reason given" if entry.because else "without a reason"
                if how:
                    yield Evidence("profile", f"permitted by an entry that {how} {purpose.profile}, {why}")
                yield from kept_longer(purpose)


def _bounded(permit: Permit) -> bool:
    return bool(permit.purpose.retention and permit.purpose.retention.bounded)
