"""Lengths of time in words and in ISO 8601."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint import rulebook
from minlint.manifest.numbers import numbers
from minlint.manifest.periods import DAY, SECONDS, Period, interval, period

YEAR, MONTH = 365.25, 30.4375


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("1 year", YEAR),
        ("P1Y", YEAR),
        ("12 months", YEAR),
        ("a year", YEAR),
        ("18 months", 18 * MONTH),
        ("P18M", 18 * MONTH),
        ("1 year and 6 months", 18 * MONTH),
        ("1 year, 6 months", 18 * MONTH),
        ("P1Y6M", 18 * MONTH),
        ("1.5 years", 1.5 * YEAR),
        ("two weeks", 14),
        ("P2W", 14),
        ("Twenty  Days", 20),
        ("ninety days", 90),
        ("90d", 90),
        ("PT12H", 0.5),
        ("P1DT12H", 1.5),
        ("24 hours", 1),
        ("up to 30 days", 30),
        ("no longer than 30 days", 30),
        ("30 days, then deleted", 30),
        ("5 years (by statute)", 5 * YEAR),
        ("0 days", 0),
        ("not kept", 0),
        ("eighteen months", 18 * MONTH),
        ("twenty-four months", 2 * YEAR),
        ("twenty four months", 2 * YEAR),
        ("thirty (30) days", 30),
        ("a year and a half", 1.5 * YEAR),
        ("two and a half years", 2.5 * YEAR),
        ("half a year", 0.5 * YEAR),
        ("2½ years", 2.5 * YEAR),
        ("10 business days", 14),
        ("zwei Jahre", 2 * YEAR),
        ("vierundzwanzig Monate", 2 * YEAR),
        ("siebenundsiebzig Tage", 77),
        ("dreißig Tage", 30),
        ("anderthalb Jahre", 1.5 * YEAR),
        ("ein halbes Jahr", 0.5 * YEAR),
        ("1,5 Jahre", 1.5 * YEAR),
        ("ein Quartal", 3 * MONTH),
        ("nach zwei Jahren", 2 * YEAR),
        ("deux ans", 2 * YEAR),
        ("un an et demi", 1.5 * YEAR),
        ("dix-huit mois", 18 * MONTH),
        ("soixante et onze jours", 71),
        ("quatre-vingt-dix jours", 90),
        ("un trimestre", 3 * MONTH),
        ("5 jours ouvrés", 7),
        ("dos años", 2 * YEAR),
        ("un año y medio", 1.5 * YEAR),
        ("dieciocho meses", 18 * MONTH),
        ("treinta y un días", 31),
        ("hasta dos años", 2 * YEAR),
    ],
)
def test_periods(words: str, days: float) -> None:
    found = period(words)
    assert found is not None
    assert found.trigger is None
    assert found.days == pytest.approx(days)


@pytest.mark.parametrize(
    ("words", "days", "trigger"),
    [
        ("30 days after the Visit", 30, "the Visit"),
        ("until 30 days after the visit", 30, "the visit"),
        ("within 2 weeks of the last contact", 14, "the last contact"),
        ("P3M from collection", 3 * MONTH, "collection"),
        ("visit + 3 months", 3 * MONTH, "visit"),
        ("life of the account plus 30 days", 30, "life of the account"),
        ("as long as necessary, at most 2 years", 2 * YEAR, None),
        ("As long as needed but no longer than 90 days", 90, None),
        ("as required by tax law (10 years)", 10 * YEAR, None),
        ("duration of the relationship and five years thereafter", 5 * YEAR, "duration of the relationship"),
        ("30 days after the retention period ends", 30, "the retention period ends"),
        ("3 years after the ongoing proceedings", 3 * YEAR, "the ongoing proceedings"),
        ("2 Jahre nach Vertragsende", 2 * YEAR, "Vertragsende"),
        ("1 an après la visite", YEAR, "la visite"),
        ("5 años desde la baja", 5 * YEAR, "la baja"),
        ("höchstens 30 Tage", 30, None),
        ("6 meses", 6 * MONTH, None),
        ("au plus 3 ans", 3 * YEAR, None),
        ("2 Jahre und 6 Monate", 30 * MONTH, None),
        ("so lange wie nötig, höchstens 2 Jahre", 2 * YEAR, None),
        ("tant que nécessaire, au plus 3 ans", 3 * YEAR, None),
        ("vierundzwanzig Monate nach Vertragsende", 2 * YEAR, "Vertragsende"),
        ("trois ans à compter d'un achat", 3 * YEAR, "un achat"),
        ("dans les trente jours suivant la demande", 30, "la demande"),
        ("dieciocho meses desde la baja", 18 * MONTH, "la baja"),
        ("fin du contrat + cinq ans", 5 * YEAR, "fin du contrat"),
        ("solange erforderlich, höchstens zwei Jahre", 2 * YEAR, None),
        ("mientras sea necesario, como máximo dos años", 2 * YEAR, None),
        ("until the visit, then 3 months", 3 * MONTH, "until the visit"),
    ],
)
def test_periods_that_an_event_starts(words: str, days: float, trigger: str) -> None:
    found = period(words)
    assert found is not None
    assert found.trigger == trigger
    assert found.days == pytest.approx(days)


@pytest.mark.parametrize(
    "words",
    [
        "indefinitely",
        "Forever",
        "as long as necessary",
        "for as long as the law allows",
        "until death",
        "life of the contract",
        "for the duration of the contract",
        "until the person unsubscribes",
        "never deleted",
        "in perpetuity",
        "no limit",
        "1 year, or as long as needed",
        "as required by law",
        "permanently",
        "for the duration of the relationship",
        "at least 6 years",
        "6 years or longer",
        "a minimum of 6 years",
        "while the account is open",
        "as long as necessary, 2 years or so",
        "solange erforderlich",
        "für die Dauer der Geschäftsbeziehung",
        "nach den gesetzlichen Fristen",
        "bis auf Widerruf",
        "mindestens zwei Jahre",
        "lebenslang",
        "le temps nécessaire aux finalités",
        "pendant la durée du contrat",
        "jusqu’au décès",
        "conformément à la loi",
        "au moins deux ans",
        "durante el tiempo que sea necesario",
        "hasta la baja",
        "como mínimo dos años",
        "mientras dure el contrato",
    ],
)
def test_periods_without_an_end(words: str) -> None:
    assert period(words) == Period(None)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "365",
        "one yaer",
        "soon",
        "P",
        "PT",
        "1 year and",
        "days",
        "2 years or so",
        "6-12 months",
        "bald",
        "bientôt",
        "1,000 days",
    ],
)
def test_words_that_name_no_period(words: str) -> None:
    assert period(words) is None


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("60 s", 60),
        ("5 min", 300),
        ("1 h", 3600),
        ("PT1M", 60),
        ("500 ms", 0.5),
        ("every two hours", 7200),
        ("1 h 30 min", 5400),
        ("P1D", 86400),
    ],
)
def test_intervals(words: str, seconds: float) -> None:
    assert interval(words) == seconds


@pytest.mark.parametrize("words", ["", "60", "5 m", "0 s", "often", "60 s after", "min 5"])
def test_words_that_name_no_interval(words: str) -> None:
    assert interval(words) is None


@pytest.mark.parametrize("part", ["endless", "unnamed"])
def test_the_examples_beside_the_words(part: str) -> None:
    examples = rulebook.load()["words"]["retention.yaml"][part]["examples"]
    assert [words for words in examples["endless"] if period(words) != Period(None)] == []
    assert [words for words in examples["ends"] if (found := period(words)) is None or found.days is None] == []


@pytest.mark.parametrize(
    "tongue",
    [
        "one two three eleven twelve twenty twenty-one forty-four ninety-nine",
        "eins zwei drei elf zwölf zwanzig einundzwanzig vierundvierzig neunundneunzig",
        "un deux trois onze douze vingt vingt-et-un quarante-quatre quatre-vingt-dix-neuf",
        "uno dos tres once doce veinte veintiuno cuarenta-y-cuatro noventa-y-nueve",
    ],
)
def test_numbers_as_words(tongue: str) -> None:
    assert [numbers()[word] for word in tongue.split()] == [1, 2, 3, 11, 12, 20, 21, 44, 99]


amounts = st.integers(1, 9999)
units = st.sampled_from(sorted(SECONDS))


@given(amounts, units, st.sampled_from(["{} {}", "{}{}", " {}  {} ", "up to {} {}"]))
def test_any_amount_of_any_unit_is_read_back(amount: int, unit: str, form: str) -> None:
    assert period(form.format(amount, unit)) == Period(amount * SECONDS[unit] / DAY)


@given(st.lists(st.tuples(amounts, units), min_size=1, max_size=4))
def test_amounts_add_up(parts: list[tuple[int, str]]) -> None:
    total = sum(amount * SECONDS[unit] for amount, unit in parts)
    assert interval(" and ".join(f"{amount} {unit}" for amount, unit in parts)) == pytest.approx(total)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(1, 99))
def test_iso_and_words_agree(years: int, months: int, days: int, hours: int) -> None:
    words = f"{years} years {months} months {days} days {hours} hours"
    iso = f"P{years}Y{months}M{days}DT{hours}H"
    one, other = period(words), period(iso)
    assert one is not None and other is not None
    assert one.days == pytest.approx(other.days)


words_in_any_order = st.lists(st.sampled_from(["1", "2", "P", "T", "Y", "year", "after", "+", "until", "as long"]))


@given(st.text() | words_in_any_order.map(" ".join))
def test_any_words_are_a_period_or_none(words: str) -> None:
    found = period(words)
    assert found is None or found.days is None or found.days >= 0
    seconds = interval(words)
    assert seconds is None or seconds > 0
