"""Every recogniser that Presidio ships for a country is asked, or something stricter stands in for it, or it is about
firms: one that a new release brings fails here until it is placed."""

from __future__ import annotations

import inspect

from presidio_analyzer import predefined_recognizers

from minlint.detect.values.national import numbers
from minlint.detect.values.recognisers import kinds, presidio_countries, presidio_kinds

BY_NUMBER = {
    "AuTfn": "au.tfn",
    "CaSin": "ca.sin",
    "DeTaxId": "de.idnr",
    "EsNie": "es.nie",
    "EsNif": "es.dni",
    "FiPersonalIdentityCode": "fi.hetu",
    "InAadhaar": "in_.aadhaar",
    "InPan": "in_.pan",
    "InVoter": "in_.epic",
    "ItFiscalCode": "it.codicefiscale",
    "KrRrn": "kr.rrn",
    "Nhs": "gb.nhs",
    "PlPesel": "pl.pesel",
    "SePersonnummer": "se.personnummer",
    "ThTnin": "th.pin",
    "TrNationalId": "tr.tckimlik",
    "ZaIdNumber": "za.idnr",
    "ZaIncomeTaxNumber": "za.tin",
}
"""What python-stdnum holds to its checksum."""

BY_KIND = {
    "CaPostalCode": "postcode ca",
    "DeKfz": "plate de",
    "InVehicleRegistration": "plate in",
    "TrLicensePlate": "plate tr",
    "UkPostcode": "postcode gb",
    "UkVehicleRegistration": "plate gb",
    "DePlz": "postcode us de fr es it tr fi mx th my ua kr hr",
}
"""What a recogniser of our own finds."""

FIRMS = {
    *("AbaRouting", "AuAbn", "AuAcn", "DeBsnr", "DeHandelsregister", "DeLanr", "DeVatId", "InGstin", "ItVatCode"),
    *("KrBrn", "MedicalLicense", "SeOrganisationsnummer", "SgUen", "UsNpi", "UsProviderTaxId"),
    *("ZaCompanyRegistration", "ZaVatNumber"),
}
"""Numbers of banks, firms and practices."""

LOOSE = {
    *("UsClaimNumber", "UsHealthInsuranceMemberId", "UsPrescriptionNumber", "UsPriorAuthorizationNumber"),
    *("UsReferralNumber", "NgVehicleRegistration", "ZaDriverLicense", "ZaLicensePlate", "ZaTrafficRegisterNumber"),
}
"""Forms that order numbers have as well: left to the names of columns."""

PLANS = {"ZaMobileNumber", "ZaTelephoneNumber"}
"""Telephone numbers, which the countries' plans tell."""


def test_every_country_s_recogniser_has_its_place() -> None:
    shipped = {
        name.removesuffix("Recognizer")
        for name, found in vars(predefined_recognizers).items()
        if inspect.isclass(found) and "country_specific" in found.__module__
    }
    asked = {kind.find.__self__.recognizer for kind in (*presidio_kinds.KINDS, *presidio_countries.KINDS)}  # type: ignore[attr-defined]
    assert shipped >= {*BY_NUMBER, *BY_KIND, *FIRMS, *LOOSE, *PLANS}
    placed = {name.removesuffix("Recognizer") for name in asked} | {*BY_NUMBER, *BY_KIND, *FIRMS, *LOOSE, *PLANS}
    assert shipped - placed == set()
    assert {*BY_NUMBER.values()} <= {number.module for number in numbers()}
    assert {*BY_KIND.values()} <= {kind.name for kind in kinds()}
