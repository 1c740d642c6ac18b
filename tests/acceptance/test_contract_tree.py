"""The categories that CONTRACT, parts 3 and 4, publish, against the tree that ships."""

from __future__ import annotations

import re

import pytest

from minlint import taxonomy
from minlint.taxonomy import is_within

TREE = taxonomy.default()


def spread(text: str) -> list[str]:
    """``user.a.{b,c}`` as ``user.a.b`` and ``user.a.c``."""
    found = []
    for word in re.findall(r"[\w.]+(?:\{[^}]*\})?", text):
        stem, _, inner = word.partition("{")
        found += [stem + name.strip() for name in inner.rstrip("}").split(",")] if inner else [word]
    return found


REQUIRED = spread(
    """
    user.biometric.{face,iris,palm,gait,keystroke,vein,signature,dna_profile}
    user.physical.{height,weight,eye_color,hair,skin,tattoo,scar,distinguishing_mark}
    user.location.{history,geofence,travel} user.immigration.{status,history,visa}
    user.government_id.{tax_id,alien_registration_number,voter_id,military_id,document_copy}
    user.demographic.{nationality,age,place_of_birth,union_membership,civility,philosophical_belief}
    user.sex_life user.relationship.{family,partner,dependant,emergency_contact,associate}
    user.communication.{content,metadata,contacts} user.behavior.{routine,app_usage,interaction,keystrokes}
    user.financial.{income,credit,transaction,tax,benefit,wealth,card_security_code}
    user.vehicle.{plate,vin,telematics} user.household.{utility,tenancy,composition} user.education
    user.employment.{employer,history,performance} user.inference.{score,segment,prediction,confidence}
    user.enforcement.{flag,priority,allegation,gang_affiliation,detention}
    user.health_and_medical.{diagnosis,medication,disability,mental,reproductive,measurement,allergy}
    user.device.{user_agent,advertising_id,fingerprint,mac_address} user.content.{free_text,voice,video}
    user.account.activity user.signature
    """
)
MENTIONED = spread(
    """
    user.name user.account.username user.demographic.gender user.demographic.date_of_birth user.government_id
    user.content.self_image user.demographic.{nationality,race_ethnicity,religious_belief,political_opinion}
    user.immigration user.relationship user.employment user.financial.{bank_account,credit_card}
    user.behavior.purchase_history user.health_and_medical user.biometric user.physical user.criminal_history
    user.vehicle user.location.precise user.behavior user.communication.content user.inference user.unique_id
    user.contact.{email,phone_number,organization} user.workplace user.payment user.children user.childrens
    user.government_id.{vehicle_registration,immigration} user.demographic.age_range user.biometric.voice.recording
    user.content.private user.authorization user.social user.demographic.sexual_orientation
    """
)
SENSITIVE = spread(
    """
    user.biometric user.authorization user.health_and_medical user.sex_life user.criminal_history user.enforcement
    user.immigration user.government_id user.childrens user.communication.content user.content.private
    user.content.voice
    user.demographic.{race_ethnicity,nationality,religious_belief,philosophical_belief,political_opinion}
    user.demographic.{union_membership,sexual_orientation}
    user.financial.{bank_account,credit_card,card_security_code} user.location.{precise,history,geofence}
    """
)
NAMED = [
    *SENSITIVE,
    *spread(
        """
        user.vehicle user.physical user.inference user.relationship user.social user.communication
        user.behavior.{routine,keystrokes} user.household user.location.travel
        """
    ),
]


@pytest.mark.parametrize("key", [*REQUIRED, *MENTIONED])
def test_a_published_key_exists_and_says_what_it_is(key: str) -> None:
    category = TREE[key]
    assert category.title and category.description.endswith(".")


@pytest.mark.parametrize("key", [key for key in REQUIRED if is_within(key, "user.biometric")])
def test_each_biometric_has_its_template_and_its_original(key: str) -> None:
    assert f"{key}.template" in TREE
    assert f"{key}.image" in TREE or f"{key}.recording" in TREE


@pytest.mark.parametrize("key", ["fingerprint", "retinal", "voice"])
def test_fideslangs_own_biometrics_have_them_too(key: str) -> None:
    assert f"user.biometric.{key}.template" in TREE
    assert f"user.biometric.{key}.image" in TREE or f"user.biometric.{key}.recording" in TREE


def listed(key: str, branches: list[str]) -> bool:
    """Whether a key stands at or below one of these branches."""
    return any(is_within(key, branch) for branch in branches)


def test_exactly_the_published_categories_are_sensitive() -> None:
    wrong = [item.key for item in TREE if item.sensitive != listed(item.key, SENSITIVE)]
    assert wrong == []


def test_exactly_the_published_categories_must_be_named() -> None:
    wrong = [item.key for item in TREE if item.must_be_named != listed(item.key, NAMED)]
    assert wrong == []


NINE = spread(
    """
    user.biometric user.health_and_medical user.sex_life
    user.demographic.{race_ethnicity,religious_belief,philosophical_belief,political_opinion,union_membership}
    user.demographic.sexual_orientation
    """
)


@pytest.mark.parametrize("key", NINE)
def test_the_special_categories_are_marked(key: str) -> None:
    assert "gdpr-9" in TREE[key].marks and TREE[key].sensitive


@pytest.mark.parametrize("key", spread("user.criminal_history user.enforcement.{flag,allegation,gang_affiliation}"))
def test_criminal_data_is_marked(key: str) -> None:
    assert "gdpr-10" in TREE[key].marks


def test_nothing_else_is_marked_as_special_or_criminal() -> None:
    special = [item.key for item in TREE if "gdpr-9" in item.marks and not item.sensitive]
    criminal = [
        item.key
        for item in TREE
        if "gdpr-10" in item.marks and not listed(item.key, ["user.criminal_history", "user.enforcement"])
    ]
    assert (special, criminal) == ([], [])


def test_every_key_falls_back_to_an_ancestor_or_its_twin_in_fideslang() -> None:
    lost = [item.key for item in TREE if item.fallback not in TREE]
    assert lost == []
