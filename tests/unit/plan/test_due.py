"""Due days: holidays and the weekend days worked for them, what a rule says otherwise, extensions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.plan import lookup, workdays
from dashboard.plan.basics import DueRule
from dashboard.plan.content_hash import content_hash
from dashboard.plan.due import Extension, due_day, nominal
from dashboard.plan.models import Catalogue
from dashboard.plan.workdays import Notice
from tests.unit.plan.copying import xinyang

# first and last day off, by the State Council's notices, and the weekend days that are worked for them
NOTICES = [
    ("春节", date(2022, 1, 31), date(2022, 2, 6), [date(2022, 1, 29), date(2022, 1, 30)]),
    ("劳动节", date(2022, 4, 30), date(2022, 5, 4), [date(2022, 4, 24), date(2022, 5, 7)]),
    ("国庆节", date(2022, 10, 1), date(2022, 10, 7), [date(2022, 10, 8), date(2022, 10, 9)]),
    ("春节", date(2023, 1, 21), date(2023, 1, 27), [date(2023, 1, 28), date(2023, 1, 29)]),
    ("劳动节", date(2023, 4, 29), date(2023, 5, 3), [date(2023, 4, 23), date(2023, 5, 6)]),
    ("中秋节", date(2023, 9, 29), date(2023, 10, 6), [date(2023, 10, 7), date(2023, 10, 8)]),
    ("春节", date(2024, 2, 10), date(2024, 2, 17), [date(2024, 2, 4), date(2024, 2, 18)]),
    ("清明节", date(2024, 4, 4), date(2024, 4, 6), [date(2024, 4, 7)]),
    ("国庆节", date(2024, 10, 1), date(2024, 10, 7), [date(2024, 9, 29), date(2024, 10, 12)]),
    ("农历除夕", date(2025, 1, 28), date(2025, 2, 4), [date(2025, 1, 26), date(2025, 2, 8)]),
    ("国庆节", date(2025, 10, 1), date(2025, 10, 8), [date(2025, 9, 28), date(2025, 10, 11)]),
    ("国庆节", date(2026, 10, 1), date(2026, 10, 7), [date(2026, 9, 20), date(2026, 10, 10)]),
]
# a rule's own day, the day that counts, what moves it
MOVED = [
    (date(2022, 10, 1), date(2022, 10, 8), "国庆节"),  # to a Saturday that was worked
    (date(2023, 4, 29), date(2023, 5, 4), "劳动节"),
    (date(2024, 10, 5), date(2024, 10, 8), "国庆节"),
    (date(2024, 9, 29), date(2024, 9, 29), None),  # a Sunday that was worked
    (date(2025, 1, 31), date(2025, 2, 5), "春节"),
    (date(2025, 8, 31), date(2025, 9, 1), ""),  # a Sunday
    (date(2026, 10, 10), date(2026, 10, 10), None),  # a Saturday that is worked
]
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
RULES = st.builds(DueRule, months_after=st.integers(0, 12), day=st.integers(1, 31))
PERIODS = st.builds("{}Q{}".format, st.integers(2019, 2028), st.integers(1, 4))


@pytest.mark.parametrize(("name", "first", "last", "worked"), NOTICES)
def test_holidays_are_those_of_the_notices(name: str, first: date, last: date, worked: list[date]) -> None:
    off = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert not [day for day in off if workdays.working(day)]
    assert all(workdays.working(day) and workdays.moved(day) for day in worked)
    named = workdays.rest(first)
    assert named is not None and name in named.name
    if not workdays.working(first - timedelta(days=1)):
        assert (first - timedelta(days=1)).weekday() >= 5  # a weekend before it, which the notice need not name


@pytest.mark.parametrize(("day", "due", "name"), MOVED)
def test_a_due_day_without_work_moves_on(day: date, due: date, name: str | None) -> None:
    assert workdays.following(day) == due
    found = workdays.rest(day)
    assert (found.name if found else None) == name


def test_a_due_day_says_what_moves_it() -> None:
    found = lookup.due_day(xinyang(), "transfers", "2025Q4")
    assert (found.nominal, found.day, found.moved) == (date(2026, 1, 10), date(2026, 1, 12), True)
    assert [(day, rest.name) for day, rest in found.rests] == [(date(2026, 1, 10), ""), (date(2026, 1, 11), "")]
    assert not lookup.due_day(xinyang(), "transfers", "2026Q3").moved  # Saturday 10 October 2026 is worked


@given(RULES, PERIODS)
def test_a_due_day_is_worked_and_never_before_the_day_named(rule: DueRule, period: str) -> None:
    found = due_day(rule, period)
    assert workdays.working(found.day) and found.day >= found.nominal == nominal(rule, period)
    assert all(not workdays.working(found.nominal + timedelta(days=n)) for n in range((found.day - found.nominal).days))
    assert due_day(rule.model_copy(update={"moves": False}), period).day == found.nominal


@given(RULES, PERIODS, DAYS)
def test_an_extension_never_shortens_and_ends_on_a_working_day(rule: DueRule, period: str, until: date) -> None:
    plain, more = due_day(rule, period), Extension(source="函", period=period, until=until, reason="系统升级")
    found = due_day(rule, period, extensions=[more])
    assert found.day >= max(plain.day, until) and found.regular == plain.day and workdays.working(found.day)
    assert (found.extension is more) == (until > plain.day)


def test_a_year_without_notice_has_weekends_and_statutory_days_and_says_so() -> None:
    later = max(year for year in range(2026, 2100) if workdays.announced(year)) + 1
    assert workdays.announced(2026)
    assert not workdays.working(date(later, 10, 1)) and not workdays.working(date(later, 1, 1))
    found = due_day(DueRule(months_after=1, day=10), f"{later - 1}Q4")
    assert not found.certain and workdays.working(found.day)


def test_the_office_enters_a_notice_that_the_library_does_not_have() -> None:
    saturday = next(date(2029, 3, n) for n in range(1, 8) if date(2029, 3, n).weekday() == 5)
    monday = saturday + timedelta(days=2)
    notice = (Notice(source="国务院办公厅通知", year=2029, off=(monday,), worked=(saturday,)),)
    assert workdays.announced(2029, notice)
    assert workdays.working(saturday, notice) and not workdays.working(monday, notice)
    assert workdays.following(saturday + timedelta(days=1), notice) == monday + timedelta(days=1)


def with_extensions(*found: Extension) -> Catalogue:
    changed = xinyang().model_copy(update={"extensions": found})
    return changed.model_copy(update={"hash": content_hash(changed)})


def test_an_extension_is_for_whom_and_for_what_it_names() -> None:
    until = date(2024, 10, 25)
    until_then = {"until": until, "reason": "停电"}
    one = Extension(source="申请", sender="scjg-411525", subject="transfers", period="2024Q3", **until_then)
    every = Extension(source="通知", period="2024Q2", until=date(2024, 7, 19), reason="汛期")
    catalogue = with_extensions(one, every)
    due = {(e.sender, e.subject): e.due for e in lookup.expectations(catalogue, "2024-09") if e.period == "2024Q3"}
    assert due["scjg-411525", "transfers"] == until
    others = {day for (sender, subject), day in due.items() if subject == "transfers" and sender != "scjg-411525"}
    assert others == {date(2024, 10, 10)}
    other = {e.due for e in lookup.expectations(catalogue, "2024-06") if e.period == "2024Q2"}
    assert other == {date(2024, 7, 19)}
    assert catalogue.hash != xinyang().hash
