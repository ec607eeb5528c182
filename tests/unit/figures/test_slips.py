"""Supervision slips: how one stands follows from its events; no order of steps breaks what must hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import scene_tasks, slip_words
from dashboard.figures.scene_tasks import Slips
from dashboard.figures.scenes import ROWS, Told
from dashboard.figures.slips import ENDED, STEPS, Act, Event, Slip, slips, standing, taken, urgent
from dashboard.wording import LANGUAGES, Refused
from tests.unit.figures import samples

DAY = date(2025, 3, 3)
SLIP = Slip("2025-1", "督〔2025〕1号", "milestone", "10.5", "zone-z03", "平台上线", "Platform", "根据方案。",
            DAY + timedelta(30), (Event("make", DAY, "甲"),))  # fmt: skip


def on(days: int, act: Act, **more: object) -> Event:
    due = DAY + timedelta(60) if act == "extend" else None
    return replace(Event(act, DAY + timedelta(days), "甲", "已核对", "", due), **more)  # type: ignore[arg-type]


def after(*events: Event) -> Slip:
    found = SLIP
    for event in events:
        found = taken(found, event, DAY + timedelta(200))
    return found


STEP = st.builds(
    Event,
    st.sampled_from(get_args(Act)),
    st.integers(-5, 90).map(lambda days: DAY + timedelta(days)),
    st.sampled_from(["甲", " ", ""]),
    st.sampled_from(["已核对", " "]),
    st.just(""),
    st.one_of(st.none(), st.integers(-5, 120).map(lambda days: DAY + timedelta(days))),
)


@given(st.lists(STEP, max_size=30), st.integers(0, 90))
def test_no_order_of_steps_breaks_what_must_hold(steps: list[Event], until: int) -> None:
    found, today = SLIP, DAY + timedelta(until)
    for step in steps:
        before = found
        try:
            found = taken(before, step, today)
        except Refused as refusal:
            assert all(SLIP.label in refusal.sentence(lang) for lang in LANGUAGES)  # a sentence, in both languages
            continue
        assert before.open and found.events == (*before.events, step)  # one step more, nothing else changed
        assert found.due >= before.due and (found.due > before.due) == (step.act == "extend")
        assert found.standing in STEPS[before.standing].values() and step.person.strip()
    days = [event.day for event in found.events]
    assert days == sorted(days) and days[-1] <= today
    assert sum(event.act in ("close", "withdraw") for event in found.events) == (found.standing in ENDED)
    assert [event.act for event in found.events].count("issue") <= 1
    assert found.standing == standing(found.events)
    for day in (DAY, today, DAY + timedelta(300)):
        assert (found.late(day) > 0) == (day > found.due and found.standing in ("issued", "signed"))


def test_a_whole_life_is_told_step_by_step_with_the_old_day_kept() -> None:
    extended, answered = on(20, "extend", note="须招标"), on(50, "answer", reference="文〔2025〕1号")
    found = after(on(1, "issue"), on(2, "sign"), extended, answered, on(55, "close"))
    assert (found.standing, found.due, found.first_due) == ("closed", DAY + timedelta(60), DAY + timedelta(30))
    told = slip_words.steps(found, "zh")
    assert [step.act for step in told] == ["制单", "下发", "签收", "延期", "回复", "销号"]
    assert told[3].told == "须招标；办结时限由2025年4月2日延至2025年5月2日"
    assert told[4].told == "已核对；佐证：文〔2025〕1号"


@pytest.mark.parametrize(
    ("steps", "refused", "key"),
    [
        ((), on(1, "sign"), "slips.not_sign"),
        ((on(1, "issue"),), on(2, "answer"), "slips.not_answer"),
        ((on(1, "issue"),), on(2, "issue"), "slips.not_issue"),
        ((on(1, "issue"), on(2, "close")), on(3, "answer"), "slips.is_closed"),
        ((on(1, "withdraw"),), on(3, "issue"), "slips.is_withdrawn"),
        ((on(1, "issue"),), on(2, "sign", person=" "), "slips.sign_needs"),
        ((on(1, "issue"), on(2, "sign")), on(3, "answer", note=""), "slips.answer_needs"),
        ((on(1, "issue"),), on(0, "sign"), "slips.wrong_day"),
        ((on(1, "issue"),), on(999, "sign"), "slips.wrong_day"),
        ((on(1, "issue"),), on(2, "extend", due=DAY + timedelta(30)), "slips.not_later"),
        ((on(1, "issue"),), on(2, "extend", due=None), "slips.extend_needs"),
    ],
)
def test_a_step_out_of_place_is_refused_with_a_sentence(steps: tuple[Event, ...], refused: Event, key: str) -> None:
    with pytest.raises(Refused) as refusal:
        taken(after(*steps), refused, DAY + timedelta(200))
    assert refusal.value.key == key and all(SLIP.label in refusal.value.sentence(lang) for lang in LANGUAGES)


def test_an_answer_that_is_not_enough_goes_on_with_a_new_day() -> None:
    found = after(on(1, "issue"), on(2, "sign"), on(9, "answer"))
    assert (found.standing, found.late(DAY + timedelta(99))) == ("answered", 0)
    more = taken(found, on(10, "extend"), DAY + timedelta(200))
    assert (more.standing, more.late(DAY + timedelta(61))) == ("signed", 1)


def test_events_that_do_not_follow_each_other_are_no_slip() -> None:
    for events in ((), (on(1, "issue"),), (on(0, "make"), on(1, "close"))):
        with pytest.raises(ValueError, match="a slip"):
            standing(events)


def test_as_of_a_day_a_slip_stands_as_it_did_then() -> None:
    made = after(on(1, "issue"), on(2, "sign"), on(50, "close"))
    shared = {"code": made.code, "label": made.label, "kind": made.kind, "matter": made.matter, "unit": made.unit,
              "title": made.title, "title_en": made.title_en, "ground": made.ground, "document": None,
              "document_day": None, "first_due": made.first_due.isoformat(), "decided_by": ""}  # fmt: skip
    rows = [{**shared, "act": e.act, "day": e.day.isoformat(), "person": e.person, "note": e.note, "reference": None,
             "due": None} for e in made.events]  # fmt: skip
    assert slips(rows) == (made,)
    assert [s.standing for s in slips(rows, DAY + timedelta(49))] == ["signed"]
    assert slips(rows, DAY - timedelta(1)) == ()


def test_the_most_urgent_come_first_and_drafts_are_not_told() -> None:
    late = replace(after(on(1, "issue")), code="2025-2")
    soon = replace(after(on(1, "issue"), on(2, "sign")), code="2025-3", first_due=DAY + timedelta(90))
    answered = replace(after(on(1, "issue"), on(2, "sign"), on(3, "answer")), code="2025-4")
    closed = replace(after(on(1, "issue"), on(2, "close")), code="2025-5")
    found = urgent((SLIP, answered, closed, soon, late), DAY + timedelta(40))
    assert [slip.code for slip in found] == ["2025-2", "2025-3", "2025-4"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_wall_tells_open_slips_within_its_limits_and_is_unchanged_without(lang: str) -> None:
    state, quiet = samples.state(), Told()
    bare = scene_tasks.scene(state, lang, quiet)  # type: ignore[arg-type]
    drafts = scene_tasks.scene(state, lang, quiet, Slips((SLIP,), DAY))  # type: ignore[arg-type]
    assert drafts == bare  # a slip that nobody was told of changes nothing
    many = tuple(replace(after(on(1, "issue")), code=f"2025-{n}", title=f"事项{n}", first_due=DAY + timedelta(n))
                 for n in range(2, 14))  # fmt: skip
    content = scene_tasks.scene(state, lang, quiet, Slips(many, DAY + timedelta(20))).content  # type: ignore[arg-type]
    assert isinstance(content, scene_tasks.Content)
    urged = content.lists[1]
    assert len(content.safeguards) + sum(len(found.lines) for found in content.lists) <= ROWS
    assert "12" in urged.title and len(urged.lines) + urged.more == 12
    assert all(line.state == "overdue" and not line.unit for line in urged.lines)
    assert urged.lines[0].name == slip_words.title(many[0], lang)  # type: ignore[arg-type]
