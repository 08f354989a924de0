from __future__ import annotations

import datetime
from contextlib import suppress

import pytest
from edtf import parse_edtf as parse_by_peer
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sco_loaders.edtf import parse_edtf

YEARS = st.one_of(
    st.integers(1000, 9998).map(str),
    st.integers(100, 998).map(lambda n: f"{n}X"),
    st.integers(10, 98).map(lambda n: f"{n}XX"),
)
MONTHS = st.integers(0, 14).map("{:02}".format) | st.just("XX")
DAYS = st.integers(0, 32).map("{:02}".format) | st.just("XX")
# Winter is left out: the peer gives it December alone.
SEASONS = st.sampled_from(["21", "22", "23"])
DATES = st.one_of(
    YEARS,
    st.tuples(YEARS, MONTHS | SEASONS).map("-".join),
    st.tuples(YEARS, MONTHS, DAYS).map("-".join),
)
QUALIFIED = st.tuples(DATES, st.sampled_from(["", "", "?", "~", "%"])).map("".join)
CLOSED = QUALIFIED | st.tuples(QUALIFIED, QUALIFIED).map("/".join)


def days(text: str) -> tuple[str | None, str | None]:
    """Return the bounds of a date as texts."""
    date = parse_edtf(text)
    bounds = [None if day is None else day.isoformat() for day in (date.earliest, date.latest)]
    return bounds[0], bounds[1]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-07-07", "2025-07-07", "2025-07-07"),
        ("2021-09", "2021-09-01", "2021-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-09?", "2021-09-01", "2021-09-30"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("2021-09-28%", "2021-09-28", "2021-09-28"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("2021-09-XX", "2021-09-01", "2021-09-30"),
        ("2021-21", "2021-03-01", "2021-05-31"),
        ("2021-23", "2021-09-01", "2021-11-30"),
        ("2021-24", "2021-01-01", "2022-02-28"),
        ("2021-09-28/2021-09-30", "2021-09-28", "2021-09-30"),
        ("2021/2022-03", "2021-01-01", "2022-03-31"),
        ("2024/..", "2024-01-01", None),
        ("2024/", "2024-01-01", None),
        ("../2024-05", None, "2024-05-31"),
        ("/2024-05", None, "2024-05-31"),
    ],
)
def test_a_date_has_the_earliest_and_latest_day_that_it_allows(
    text: str, earliest: str | None, latest: str | None
) -> None:
    assert days(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "write 2025, 2025-07"),
        ("July 2025", "write 2025, 2025-07"),
        ("2025-7-7", "write 2025, 2025-07"),
        ("07.07.2025", "write 2025, 2025-07"),
        ("25", "write 2025, 2025-07"),
        ("2025-07-07T10:00", "write 2025, 2025-07"),
        ("2025-07-07 ", "write 2025, 2025-07"),
        ("2025\n", "write 2025, 2025-07"),
        ("٢٠٢٥", "write 2025, 2025-07"),
        ("2025/2026/2027", "write 2025, 2025-07"),
        ("Y170000002", "write 2025, 2025-07"),
        ("2021-02-29", "there is no such day"),
        ("2021-13", "there is no such day"),
        ("2021-00", "there is no such day"),
        ("2021-04-31", "there is no such day"),
        ("0000", "the year is out of range"),
        ("0999-12-31", "the year is out of range"),
        ("9999", "the year is out of range"),
        ("2022/2021", "the interval ends before it begins"),
        ("2021-09-30/2021-09-28", "the interval ends before it begins"),
        ("/", "an interval needs at least one end"),
        ("../..", "an interval needs at least one end"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_edtf(text)


@given(CLOSED)
@example("2021-21/2022")
@example("201X-02")
def test_a_peer_that_accepts_the_same_text_gives_the_same_days(text: str) -> None:
    ours, peers = None, None
    with suppress(ValueError):
        ours = parse_edtf(text)
    # The peer trips over some intervals with an unspecified month.
    with suppress(EDTFParseException, AttributeError):
        peers = parse_by_peer(text)

    assume(ours and peers)
    assert ours is not None
    assert peers is not None
    assert ours.earliest == datetime.date(*peers.lower_strict()[:3])
    assert ours.latest == datetime.date(*peers.upper_strict()[:3])


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(9989, 12, 31)))
def test_a_day_lies_in_itself_its_month_its_year_and_its_decade(day: datetime.date) -> None:
    text = day.isoformat()

    assert days(text) == (text, text)
    for wider in (text[:7], text[:4], f"{text[:3]}X", f"{text[:7]}-XX"):
        date = parse_edtf(wider)
        assert date.earliest is not None
        assert date.latest is not None
        assert date.earliest <= day <= date.latest


@given(st.text(alphabet="0123456789X-/.?~%", max_size=24) | CLOSED)
def test_any_text_gives_ordered_days_or_a_value_error(text: str) -> None:
    try:
        date = parse_edtf(text)
    except ValueError:
        return

    assert date.text == text
    assert date.earliest or date.latest
    assert not (date.earliest and date.latest) or date.earliest <= date.latest
