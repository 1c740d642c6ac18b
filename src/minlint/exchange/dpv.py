"""A manifest in the Data Privacy Vocabulary (DPV 2, w3.org/community/dpvcg), as JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from minlint.exchange.activities import Activity
from minlint.manifest.model import Manifest
from minlint.taxonomy import Taxonomy

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

BASES = {
    "consent": "dpv:Consent",
    "contract": "dpv:Contract",
    "legal_obligation": "dpv:LegalObligation",
    "vital_interests": "dpv:VitalInterest",
    "public_task": "dpv:PublicInterest",
    "legitimate_interests": "dpv:LegitimateInterest",
}
"""The grounds of CONTRACT 2 as DPV calls them; a citation stays in its own words."""


def graph(said: Manifest, found: Sequence[Activity], book: Taxonomy) -> dict[str, Any]:
    """The manifest as a graph: one `dpv:Process` a purpose."""
    return {"@context": CONTEXT, "@graph": [_process(said, activity, book) for activity in found]}


def _process(said: Manifest, activity: Activity, book: Taxonomy) -> dict[str, Any]:
    purpose = activity.purpose
    keys = sorted({*activity.collected, *(key for entry in purpose.entries for key in entry.categories)})
    necessary = {key for entry in purpose.necessary for key in entry.categories}
    process: dict[str, Any] = {
        "@id": f"#{purpose.id}",
        "@type": "dpv:Process",
        "dct:title": purpose.id,
        "dpv:hasPurpose": {
            "@id": f"#{purpose.id}-purpose",
            "@type": "dpv:Purpose",
            "dct:description": purpose.statement,
        },
        "dpv:hasPersonalData": [_data(key, key in necessary, book) for key in keys],
        "dpv:hasDataSubject": [{"@type": "dpv:DataSubject", "dct:title": subject} for subject in purpose.subjects],
        "dpv:hasRecipient": [{"@type": "dpv:Recipient", "dct:title": name} for name in purpose.recipients],
        "dpv:hasDataController": _named("dpv:DataController", said.controller.get("name")),
        "dpv:hasLegalBasis": _basis(purpose.lawful_basis),
        "dpv:hasStorageCondition": _named("dpv:StorageDuration", purpose.retention.said if purpose.retention else None),
    }
    return {key: value for key, value in process.items() if value}


def _data(key: str, necessary: bool, book: Taxonomy) -> dict[str, Any]:
    """A category by its DPV-PD terms, with its own key, so that nothing is lost on the way."""
    terms = [f"pd:{term}" for term in book[key].dpv]
    special = ["dpv:SpecialCategoryPersonalData"] if "gdpr-9" in book[key].marks else []
    said: dict[str, Any] = {"@type": [*(terms or ["dpv:PersonalData"]), *special], "dct:identifier": key}
    return {**said, "dpv:hasNecessity": "dpv:Required"} if necessary else said


def _named(type_: str, name: Any) -> dict[str, Any] | None:
    return {"@type": type_, "dct:title": str(name)} if name else None


def _basis(said: str | None) -> dict[str, Any] | None:
    if said in BASES:
        return {"@type": BASES[said]}
    return _named("dpv:LegalBasis", said)
