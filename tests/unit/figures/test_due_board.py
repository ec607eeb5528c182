"""The board of a report period, its calendar, and reminders: states, counts that add up, words to paste."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import due_board, due_calendar, reminding, reports
from dashboard.figures.due_board import Known
from dashboard.figures.duty import STATES, asked_in, duties, tally, why
from dashboard.figures.facts import Edition
from dashboard.figures.reminding import Reminded, ReminderDraft
from dashboard.figures.reports import Report
from dashboard.plan import lookup, workdays
from dashboard.plan.models import Catalogue, Extension
from dashboard.review.docx_file import docx
from dashboard.review.reminder_paper import list_paper, unit_paper
from dashboard.wording import Language
from tests.unit.plan.copying import xinyang

TODAY = date(2025, 10, 20)
MORE = Extension(source="函", sender="org_cz", subject="funds", period="2025Q3", until=date(2025, 10, 26),
                 reason="系统切换", doc_no="信财函〔2025〕8号")  # fmt: skip
SENT = Reminded("scjg-411525", "2025Q3", {"transfers": "missing"}, "message", "…", "张某", date(2025, 10, 14))


def plan(*more: Extension) -> Catalogue:
    return xinyang().model_copy(update={"extensions": more})


def report(sender: str, subject: str, period: str = "2025Q3", **came: object) -> Report:
    bare = Report(sender, subject, period, lookup.due_date(xinyang(), subject, period))
    found = {"filled": date(2025, 10, 9), "version": 1, "stated": 3} | came if came else {}
    return replace(bare, **found)  # type: ignore[arg-type]


OWED = (
    report("scjg-411525", "transfers"), report("scjg-411525", "pledge", waiting=2),
    report("scjg-411502", "transfers", stated=4), report("scjg-411502", "pledge", stated=0),
    report("org_cz", "funds"), report("org_jr", "milestones", stated=1), report("bank-01", "pledge"),
)  # fmt: skip


def known(found: tuple[Report, ...] = OWED, today: date = TODAY, lang: Language = "zh") -> Known:
    catalogue = plan(MORE)
    names = {one.id: one.name if lang == "zh" else one.name_en for one in lookup.subjects(catalogue)}
    names[lookup.MILESTONES] = "任务节点" if lang == "zh" else "Milestones"
    return Known("2025Q3", duties(found, catalogue, "2025Q3", today), catalogue.organisations, names, today, lang,
                 lambda *_, **__: "#", {"scjg-411525": (SENT,)})  # fmt: skip


def drafts(found: Known) -> dict[str, ReminderDraft]:
    made = reminding.drafts(found.duties, found.units, found.sheets, xinyang().plan, "2025Q3", found.today, (),
                            found.lang, found.reminded)  # fmt: skip
    return {one.sender: one for one in made}


def test_every_sheet_has_one_state_and_they_sum_to_what_is_owed() -> None:
    board = due_board.board(known(), "", (), lambda **_: "#")
    counts = {mark.status: count for mark, count in board.counts}
    assert counts == {"reported": 2, "nil": 1, "held": 1, "open": 0, "extended": 1, "overdue": 2}
    assert tuple(counts) == STATES and sum(counts.values()) == board.expected == len(OWED) and board.received == 3
    assert board.headline == "2025年三季度5家单位应报7张，实报3张，其中零报告1张，有待核实1张，逾期未报2张，已延期1张"
    assert "最长逾期10天" in board.second
    words = {row.code: row.worst.word for row in board.rows}
    assert words["scjg-411525"] == "逾期10天" and words["scjg-411502"] == "已报齐"
    assert words["org_cz"] == "已延期至2025年10月27日"  # the 26th is a Sunday
    reminded = {row.code: row.reminded for row in board.rows}
    assert reminded["scjg-411525"] == "已催1次，最近2025年10月14日（微信、短信）" and not reminded["org_cz"]


def test_the_board_counts_those_of_one_kind() -> None:
    board = due_board.board(known(), "county_bureau", (), lambda **_: "#")
    assert {row.code for row in board.rows} == {"scjg-411525", "scjg-411502"}
    assert (board.expected, board.received) == (4, 2) and len(board.columns) == 2


CAME = st.sampled_from([{}, {"stated": 0}, {"stated": 2}, {"stated": 1, "waiting": 3}])


@given(st.lists(st.tuples(st.sampled_from(["scjg-411502", "scjg-411525", "bank-01"]),
                          st.sampled_from(["transfers", "pledge", "navigation"]), CAME), unique_by=lambda x: x[:2]),
       st.dates(date(2025, 10, 1), date(2026, 1, 31)))  # fmt: skip
def test_the_board_says_what_the_page_of_data_says(found: list[tuple[str, str, dict[str, object]]], day: date) -> None:
    """One source: owed, come and in question are the batches' own numbers, whatever the day."""
    owed = tuple(report(sender, subject, **came) for sender, subject, came in found)
    edition = Edition(1, "2025Q3", "2025-09", day, "", "demo")
    batches = reports.batches(owed, edition)
    counted = tally(duties(owed, plan(), "2025Q3", day))
    assert counted.expected == sum(len(batch.reports) for batch in batches)
    assert counted.received + counted.counts["held"] == sum(len(batch.came) for batch in batches)
    assert counted.counts["held"] == sum(batch.waiting for batch in batches)
    assert counted.counts["nil"] == sum(batch.nil for batch in batches)


def test_a_yearly_sheet_belongs_to_the_quarter_before_its_rules_day_however_far_that_is_moved() -> None:
    due = lookup.due_day(xinyang(), "gi_output", "2023")
    assert (due.nominal, due.day) == (date(2024, 3, 31), date(2024, 4, 1))
    assert asked_in("2023", due.nominal) == "2023Q4" and asked_in("2024Q2", date(2024, 7, 10)) == "2024Q2"
    yearly = report(lookup.senders_of(xinyang(), "gi_output")[0].id, "gi_output", "2023")
    assert duties((yearly,), plan(), "2023Q4", TODAY) and not duties((yearly,), plan(), "2024Q1", TODAY)


def test_why_a_sheet_is_due_on_its_day_is_told() -> None:
    catalogue = plan(MORE)
    assert why(lookup.due_day(catalogue, "transfers", "2025Q4"), "zh") == "原定2026年1月10日，逢周六、周日顺延"
    told = why(lookup.due_day(catalogue, "funds", "2025Q3", "org_cz"), "zh")
    assert told == "原期限2025年10月10日，因系统切换延期（信财函〔2025〕8号）"
    assert why(lookup.due_day(catalogue, "transfers", "2025Q3"), "zh") == ""


def test_a_reminder_says_what_is_missing_since_when_and_until_when_to_answer() -> None:
    text = drafts(known())["scjg-411525"].text
    assert text.startswith("固始县市场监督管理局") and "专利转让、许可（县区）（期限2025年10月10日，已过10天）" in text
    assert "有待核实：知识产权质押融资台账2行" in text and "请于2025年10月23日前补报或答复" in text
    assert "零报告" in text and text.endswith("2025年10月20日") and len(text) < 400
    english = drafts(known(lang="en"))["scjg-411525"].text
    assert "due 10 October 2025, 10 days ago" in english and "{" not in english


def test_units_outside_supervision_are_asked_apart() -> None:
    made = drafts(known())
    assert [one.sender for one in made.values() if not one.urged] == ["bank-01"]
    assert "商请" in made["bank-01"].text and "商请" not in made["scjg-411525"].text
    assert made["org_cz"].urged and "scjg-411502" not in made  # who has reported is not reminded


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_and_the_letter_are_documents(lang: Language) -> None:
    made = drafts(known(lang=lang))
    one = made["scjg-411525"]
    whole = docx(list_paper(list(made.values()), xinyang().plan, "2025Q3", (7, 3), TODAY, ("演示数据",), lang))
    letter = docx(unit_paper(one, xinyang().plan, "2025Q3", TODAY, ("演示数据",), lang))
    for content, words in ((whole, [each.name for each in made.values()]), (letter, [one.full])):
        text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        assert all(word in text for word in words)


def test_the_calendar_marks_days_off_days_made_up_and_days_due() -> None:
    october = due_calendar.due_calendar(known(), plan(MORE)).months[0]
    days = {day.number: day for week in october.weeks for day in week if day}
    assert len(days) == 31 and {len(week) for week in october.weeks} == {7}
    assert (days[1].kind, days[1].name) == ("holiday", "国庆节、中秋节") or days[1].name.startswith("国庆节")
    assert days[11].kind == "made_up" and days[12].kind == "rest" and days[10].due == 6 and days[27].due == 1
    assert days[20].today


def test_a_year_without_notice_is_named() -> None:
    later = max(year for year in range(2026, 2100) if workdays.announced(year))
    catalogue = plan()
    due = lookup.due_day(catalogue, "transfers", f"{later}Q4")
    found = replace(known(), period=f"{later}Q4", duties=duties((Report("scjg-411502", "transfers", f"{later}Q4",
                    due.day),), catalogue, f"{later}Q4", TODAY))  # fmt: skip
    assert f"{later + 1}年节假日安排尚未公布" in due_calendar.due_calendar(found, catalogue).uncertain
    assert "尚未公布" in why(due, "zh")
