"""Whether Presidio's phone recogniser finds a number in a text: one walk for all of its regions.

It looks through a text eight times, once a region; which parts of a text are candidates doesn't depend on the region,
so one walk serves them all. Most candidates can't be a number of any region, which their neighbours or their digits
alone tell: only the others are parsed and verified by the library.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

REGIONS = ("US", "GB", "DE", "FR", "IL", "IN", "CA", "BR")
"""Those that Presidio looks for by default."""

MAYBE = re.compile(r"\d(?:[^\n\da-wyzA-WYZ]{0,4}\d){3}")  # the fewest, as near as in a number
_PLAIN = re.compile(r"[0-9\s().\-/\[\]]+")  # without a country's mark, an extension or another script's digits
_APART = re.compile(r"\D+")
_GROUP = re.compile(r"\d+")
_FEWEST = 4  # digits of the shortest numbers of these plans
_LETTER = re.compile("[a-wyzA-WYZ]")
_GAP = 4  # signs between two groups of one number
_BEFORE = frozenset(("", "x", *map(chr, range(33)), *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"))
_BEHIND = _BEFORE | frozenset("aeix")  # extensions begin so
_MANY, _BLOCK = 8, 20  # groups of a run, and digits of one, beyond which a text is walked anyway
_LEADS = "+\uff0b(\uff08[\uff3b"
_TYPES = "fixed_line mobile toll_free premium_rate shared_cost personal_number voip pager uan voicemail"
_KINDS = tuple(_TYPES.split())
_FIRST_GROUP = re.compile(r"\(?\$?\\?1\)?")
_WHOLE = ("general_desc",)


def may_hold(text: str) -> bool:
    """Whether a text has digits enough, near enough to each other."""
    return MAYBE.search(text) is not None


def any_number(text: str) -> bool:
    """Whether the recogniser finds a number in a text."""
    return may_hold(text) and _planned(text) and bool(_walker()(text, None).has_next())


def _planned(text: str) -> bool:
    """Whether some neighbouring groups of digits together fit a plan: what is looked at begins and ends with one.

    A letter right before such groups, or behind them where no extension can begin with it, rules them out.
    """
    if "+" in text or not text.isascii():
        return True
    run: list[tuple[str, bool, bool]] = []
    last = 0
    for match in _GROUP.finditer(text):
        start, end = match.span()
        if end - start > _BLOCK:
            return True
        if run and (start - last > _GAP or _LETTER.search(text, last, start)):
            if _fits(run):
                return True
            run = []
        run.append((match[0], text[start - 1 : start].lower() in _BEFORE, text[end : end + 1].lower() in _BEHIND))
        last = end
    return _fits(run)


def _fits(run: list[tuple[str, bool, bool]]) -> bool:
    """Whether some of the groups of a run, next to each other, fit a plan. A group: digits, may begin, may end."""
    if len(run) > _MANY:
        return True
    for start, (_, begins, _) in enumerate(run):
        if not begins:
            continue
        joined = ""
        for digits, _, ends in run[start:]:
            joined += digits
            if ends and len(joined) >= _FEWEST and _of(joined):
                return True
    return False


@cache
def _walker() -> Any:
    """The library's matcher, verifying each candidate for every region at once."""
    from phonenumbers import PhoneNumberMatcher

    class Walker(PhoneNumberMatcher):
        def __init__(self, text: str, region: str | None) -> None:
            super().__init__(text, region, leniency=1)

        def _parse_and_verify(self, candidate: str, offset: int) -> Any:
            if _glued(self.text, candidate, offset):
                return None
            for region in regions(candidate):
                self.preferred_region = region
                match = super()._parse_and_verify(candidate, offset)
                if match is not None:
                    return match
            return None

    return Walker


def _glued(text: str, candidate: str, offset: int) -> bool:
    """Whether a Latin letter stands right before or behind a candidate, which then is none."""
    if offset and candidate[:1] not in _LEADS and _letter(text[offset - 1]):
        return True
    end = offset + len(candidate)
    return end < len(text) and _letter(text[end])


def _letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def regions(candidate: str) -> tuple[str, ...]:
    """The regions of which a candidate may be a number: all, or those whose plan one of its endings fits."""
    if "+" in candidate or "\uff0b" in candidate:
        return REGIONS[:1]  # what names its country is read alike everywhere
    if not _PLAIN.fullmatch(candidate):
        return REGIONS
    return _of(_APART.sub("", candidate))


@lru_cache(maxsize=50_000)
def _of(digits: str) -> tuple[str, ...]:
    """The regions whose plans some digits fit."""
    if not _plans("", False).fullmatch(digits):
        return ()
    rough = (region for region in REGIONS if _plans(region, False).fullmatch(digits))
    fine = (region for region in rough if _plans(region, True).fullmatch(digits))
    return tuple(region for region in fine if _written(region, digits))


def _written(region: str, digits: str) -> bool:
    """Whether digits may be written as they are: most numbers of some regions need the prefix before an area's code."""
    known, before = _prefixed(region)
    if before.match(digits):
        return True
    rule: Any = _rule(known.number_format, digits)
    if rule is None or not rule.national_prefix_formatting_rule or rule.national_prefix_optional_when_formatting:
        return True
    return bool(_FIRST_GROUP.fullmatch(rule.national_prefix_formatting_rule))


def _rule(formats: Any, digits: str) -> Any:
    from phonenumbers.phonenumberutil import _choose_formatting_pattern_for_number

    return _choose_formatting_pattern_for_number(formats, digits)


@cache
def _prefixed(region: str) -> tuple[Any, re.Pattern[str]]:
    """A region's plan, and what digits begin with that name a country or an area's code."""
    from phonenumbers import PhoneMetadata, country_code_for_region, region_code_for_country_code

    code = country_code_for_region(region)
    known: Any = PhoneMetadata.metadata_for_region(region_code_for_country_code(code))
    own: Any = PhoneMetadata.metadata_for_region(region)
    before = f"(?:{own.international_prefix})|{code}|(?:{own.national_prefix_for_parsing})"
    return known, re.compile(before)


@cache
def _plans(region: str, fine: bool) -> re.Pattern[str]:
    """What the digits of a region's numbers look like, with what is dialled before them; of all where none is said.

    ``fine`` tells the kinds of number apart, which takes longer and lets fewer through.
    """
    if not region:
        return re.compile("|".join(f"(?:{_plans(each, fine).pattern})" for each in REGIONS))
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, country_code_for_region

    code = country_code_for_region(region)
    known: list[Any] = [PhoneMetadata.metadata_for_region(other) for other in COUNTRY_CODE_TO_REGION_CODE[code]]
    said = (getattr(item, kind) for item in known for kind in (_KINDS if fine else _WHOLE))
    own = "|".join(
        sorted({f"(?:{form.national_number_pattern})" for form in said if form and form.national_number_pattern})
    )
    here: Any = PhoneMetadata.metadata_for_region(region)
    before = here.national_prefix_for_parsing.replace(r"(\d{10,11})", "")  # Brazil's holds the number itself
    return re.compile(rf"(?:{here.international_prefix})\d+|(?:{code})?(?:{before}){{0,2}}(?:{own})")
