"""Every sentence of every edition, compared with the stored verdicts by arithmetic of its own."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial

import pytest

from dashboard.figures import decode, headlines, sentences
from dashboard.figures.facts import State
from dashboard.figures.overview import overview
from dashboard.reporting import Database
from dashboard.wording import LANGUAGES, Language

PLAN = "xinyang-2022"
DAYS = (date(2022, 1, 20), date(2025, 10, 16), date(2026, 11, 23))


@cache
def state(database: Database, edition: int, lang: Language) -> State:
    row = next(row for row in database.rows("edition_list", plan=PLAN) if row["number"] == edition)
    return decode.state(row, partial(database.rows, plan=PLAN, edition=edition), lang)


def editions(database: Database) -> list[int]:
    return [int(str(row["number"])) for row in database.rows("edition_list", plan=PLAN)]


def rounded(value: object, places: int = 1) -> str:
    return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_headline_counts_sum_to_all_targets(demo_database: Database, lang: Language) -> None:
    for number in editions(demo_database):
        text = headlines.headline(state(demo_database, number, lang), lang)
        parts = re.split(r"[；]|(?<=\w)\. ", text)
        for part, total in zip(parts, (14, 7), strict=True):
            said, *counts = [int(found) for found in re.findall(r"\d+", part)]
            assert (said, sum(counts)) == (total, total), text


def test_the_headline_counts_are_those_of_the_stored_verdicts(demo_database: Database) -> None:
    merged = {"final_met": "completed", "on_stages": "on_schedule"}
    for number in editions(demo_database):
        shown = state(demo_database, number, "zh")
        stored = [row for row in demo_database.rows("verdicts", plan=PLAN, edition=number) if row["is_default"]]
        codes = {item.target.id for item in shown.numeric}
        for items, own in ((shown.numeric, True), (shown.qualitative, False)):
            rows = [str(row["status"]) for row in stored if (row["target"] in codes) == own]
            found = headlines.counted([item.verdict.status for item in items], "zh")
            assert {status: count for status, _, count in found} == {
                word: sum(merged.get(row, row) == word for row in rows)
                for word in {merged.get(row, row) for row in rows}
            }


def check(text: str, row: dict[str, object], today: date) -> None:
    """Hold every number and comparison of a Chinese finding against a row of the verdict table."""
    details = json.loads(str(row["details"]))
    for share in re.findall(r"(?:完成折算年度目标的|完成目标的|是折算目标的)([\d.]+)%", text):
        assert share == rounded(Decimal(details["completion"]) * 100, len(share.partition(".")[2]))
    if gap := re.search(r"(高于|低于)序时进度([\d.]+)个百分点", text):
        points = Decimal(details["gap_points"])
        assert (points > 0) == (gap[1] == "高于") and points != 0
        assert gap[2] == rounded(abs(points), len(gap[2].partition(".")[2])) and Decimal(gap[2]) > 0
        assert points == pytest.approx(100 * (Decimal(details["completion"]) - Decimal(details["time_progress"])))
    if months := re.search(r"(\d{4})年1—(\d+)月完成", text):
        assert row["period"] == f"{months[1]}-{int(months[2]):02d}"
        assert int(months[2]) + details["months_left"] == 12
    if rest := re.search(r"，(?:(\d+)—)?(\d+)月(?:月均)?需完成", text):
        first = int(rest[1] or rest[2])
        assert (first, int(rest[2])) == (13 - details["months_left"], 12)
    if counted := re.search(r"后(.+?)个月月均需完成", text):
        assert "零一两三四五六七八九十".index(counted[1]) == details["months_left"]
        year, month = map(int, str(row["period"]).split("-"))
        assert today.year * 12 + today.month <= year * 12 + month + 1
    if year := re.search(r"，(\d{4})年需增长(-?[\d.]+)%", text):
        assert int(year[1]) == details["last_year"] + 1
        assert year[2] == rounded(Decimal(details["required"]) * 100)
    if left := re.search(r"后期年均需增长([\d.]+)%", text):
        assert left[1] == rounded(Decimal(details["required"]) * 100)
    if short := re.search(r"还差(\d+)", text):
        assert int(short[1]) == Decimal(details["goal"]) - Decimal(details["level"]) > 0
    if owed := re.search(r"应报(\d+)家、实报(\d+)家", text):
        assert int(owed[1]) - int(owed[2]) == len(details["missing"]) > 0


@pytest.mark.parametrize("today", DAYS)
def test_every_finding_fits_its_numbers_and_the_day(demo_database: Database, today: date) -> None:
    checked = 0
    for number in editions(demo_database):
        shown = state(demo_database, number, "zh")
        stored = {str(row["target"]): row for row in demo_database.rows("verdicts", plan=PLAN, edition=number)
                  if row["is_default"]}  # fmt: skip
        for item in shown.items:
            text = sentences.finding(item, shown.organisations, "zh", today)
            assert not re.search(r"None|[{}]|，，|。", text)
            check(text, stored[item.target.id], today)
            checked += 1
    assert checked == 21 * len(editions(demo_database))


def test_the_check_itself_goes_red_on_a_wrong_number(demo_database: Database) -> None:
    row = next(row for row in demo_database.rows("verdicts", plan=PLAN, edition=16)
               if row["target"] == "patent_tech_contract_growth" and row["is_default"])  # fmt: skip
    item = next(i for i in state(demo_database, 16, "zh").items if i.target.id == "patent_tech_contract_growth")
    text = sentences.finding(item, {}, "zh", DAYS[2])
    check(text, row, DAYS[2])
    digit = re.search(r"序时进度(\d)", text)
    assert digit is not None
    wrong = str((int(digit[1]) + 1) % 10)
    for bad in (text.replace("低于", "高于"), text.replace(f"序时进度{digit[1]}", f"序时进度{wrong}"),
                text.replace("1—9月", "1—8月"), text.replace("10—12月", "9—12月")):  # fmt: skip
        assert bad != text
        with pytest.raises(AssertionError):
            check(bad, row, DAYS[2])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_attention_is_the_worst_by_status_then_most_behind(demo_database: Database, lang: Language) -> None:
    order = ("below_base", "behind", "final_missed", "slightly_behind", "awaited")
    for number in editions(demo_database):
        shown = state(demo_database, number, lang)
        worst = headlines.worst(shown)
        ranks = [order.index(i.verdict.status) for i in shown.items if i.verdict.status in order]
        assert (worst is None) == (not ranks)
        if worst is not None:
            assert order.index(worst.verdict.status) == min(ranks)
            peers = [
                i.verdict.gap_points or Decimal(0) for i in shown.items if i.verdict.status == worst.verdict.status
            ]
            assert (worst.verdict.gap_points or Decimal(0)) == min(peers)
            assert worst.name(lang) in headlines.attention(shown, lang, DAYS[2])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_edition_can_be_drawn_and_its_marks_fit(demo_database: Database, lang: Language) -> None:
    for number in editions(demo_database):
        shown = state(demo_database, number, lang)
        page = overview(shown, lang, DAYS[2], lambda target: target)
        frozen = demo_database.rows("milestone_states", plan=PLAN, edition=number)
        assert (page.steps, page.done, page.overdue) == (
            len(frozen), sum(str(row["state"]).startswith("done") for row in frozen),
            sum(row["state"] == "overdue" for row in frozen),
        )  # fmt: skip
        for row in (row for group in page.groups for row in group.rows):
            assert row.bullet is not None or row.stages
            if row.bullet is not None and row.bullet.fill is not None:
                assert 0 <= row.bullet.fill <= 100
            if row.outlook is not None:
                assert row.mark.status not in ("final_met", "final_missed", "completed")
