"""What the ``autocomplete`` of a control says is asked for: the autofill field names of the HTML standard.

Source: HTML Living Standard, section 4.10.18.7, "Autofill".
"""

from __future__ import annotations

TOKENS = {
    "name": "user.name",
    "honorific-prefix": "user.demographic.civility",
    "given-name": "user.name.first",
    "additional-name": "user.name",
    "family-name": "user.name.last",
    "honorific-suffix": "user.name",
    "nickname": "user.account.username",
    "username": "user.account.username",
    "new-password": "user.authorization.password",
    "current-password": "user.authorization.password",
    "one-time-code": "user.authorization.one_time_code",
    "organization-title": "user.job_title",
    "organization": "user.contact.organization",
    "street-address": "user.contact.address.street",
    "address-line1": "user.contact.address.street",
    "address-line2": "user.contact.address.street",
    "address-line3": "user.contact.address.street",
    "address-level4": "user.contact.address",
    "address-level3": "user.contact.address",
    "address-level2": "user.contact.address.city",
    "address-level1": "user.contact.address.state",
    "country": "user.contact.address.country",
    "country-name": "user.contact.address.country",
    "postal-code": "user.contact.address.postal_code",
    "cc-name": "user.name",
    "cc-given-name": "user.name.first",
    "cc-additional-name": "user.name",
    "cc-family-name": "user.name.last",
    "cc-number": "user.financial.credit_card",
    "cc-exp": "user.financial.credit_card",
    "cc-exp-month": "user.financial.credit_card",
    "cc-exp-year": "user.financial.credit_card",
    "cc-csc": "user.financial.card_security_code",
    "cc-type": "user.financial.credit_card",
    "transaction-amount": "user.financial.transaction",
    "language": "user.demographic.language",
    "bday": "user.demographic.date_of_birth",
    "bday-day": "user.demographic.date_of_birth",
    "bday-month": "user.demographic.date_of_birth",
    "bday-year": "user.demographic.date_of_birth",
    "sex": "user.demographic.gender",
    "url": "user.contact.url",
    "photo": "user.content.self_image",
    "tel": "user.contact.phone_number",
    "tel-country-code": "user.contact.phone_number",
    "tel-national": "user.contact.phone_number",
    "tel-area-code": "user.contact.phone_number",
    "tel-local": "user.contact.phone_number",
    "tel-local-prefix": "user.contact.phone_number",
    "tel-local-suffix": "user.contact.phone_number",
    "tel-extension": "user.contact.phone_number",
    "email": "user.contact.email",
    "impp": "user.contact",
}
"""Field names, and what they ask for."""


def labels(said: str) -> tuple[str, ...]:
    """The categories that an ``autocomplete`` attribute names; its other words (``section-a``, ``home``) say none."""
    return tuple(dict.fromkeys(TOKENS[word] for word in said.lower().split() if word in TOKENS))
