"""A reader of documents that shares nothing with the code that writes them: stored rows, own parser, own rounding."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache

import pytest

from dashboard.reporting import Database
from dashboard.review import book
from dashboard.review.book import Book
from dashboard.review.papers import Block, Cell, Paragraph, Table
from dashboard.wording import Language

PLAN = "xinyang-2022"
LABELS = ("2021Q4", "2022Q1", "2022Q2", "2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1",
          "2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q3")  # fmt: skip
WHOLE = ("2021Q4", "2024Q2", "2025Q3", "2026Q3")  # editions of which everything is made
NUMBER = re.compile(r"-?\d+(\.\d+)?(E[+-]?\d+)?")
TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
Row = dict[str, object]
WORDS = {
    "completed": "已完成", "attained": "已达标（需巩固）", "on_schedule": "达到序时进度", "on_stages": "按节点推进",
    "slightly_behind": "略低于序时进度", "behind": "进度滞后", "below_base": "低于基期", "awaited": "待报",
    "not_assessed": "暂不评价", "final_met": "完成", "final_missed": "未完成",
}  # fmt: skip


@dataclass(frozen=True)
class Raw:
    """The stored rows of an edition, by target the row of the reading in use."""

    edition: Row
    verdicts: dict[str, Row]
    definitions: dict[str, dict[str, object]]
    indicators: dict[str, dict[str, object]]
    steps: Sequence[Row]
    outlooks: dict[str, Row]

    def details(self, target: str) -> dict[str, object]:
        return json.loads(str(self.verdicts[target]["details"]))  # type: ignore[no-any-return]


def raw(database: Database, label: str) -> Raw:
    edition = next(dict(row) for row in database.rows("edition_list", plan=PLAN) if row["label"] == label)
    at = {"plan": PLAN, "edition": edition["number"]}
    return Raw(
        edition,
        {str(row["target"]): dict(row) for row in database.rows("verdicts", **at) if row["is_default"]},
        {str(row["code"]): json.loads(str(row["definition"])) for row in database.rows("targets", **at)},
        {str(row["code"]): json.loads(str(row["definition"])) for row in database.rows("indicators", **at)},
        database.rows("milestone_states", **at),
        {str(row["target"]): dict(row) for row in database.rows("edition_outlooks", **at)
         if row["is_main"] and row["reading"] == "default" and row["region"] in ("411500", "")},
    )  # fmt: skip


def told(value: Decimal, places: int) -> str:
    """Write a number half up, with separators from 10,000 on, as the documents do."""
    rounded = abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,}" if rounded >= 10_000 else str(rounded)


def ways(value: Decimal) -> set[str]:
    """Return every way in which a sentence may write an amount or a share: as it is, in percent, in yuan."""
    found = {told(value * factor, places) for factor in (1, 100) for places in range(3)}
    return found | {told(value * factor, places) for factor in (100, Decimal("0.1")) for places in range(3)}


def digits(value: object) -> Iterator[str]:
    """Yield every number inside a value: parts of days and months, counts, names with numbers in them."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from digits(part)
    elif value is not None:
        yield from TOKEN.findall(str(value))
        yield from (str(int(text)) for text in re.findall(r"\d+", str(value)))


def explained(found: Raw, target: str) -> set[str]:
    """Return every number that a paragraph about a target may hold."""
    details, known = found.details(target), found.definitions[target]
    allowed = {*digits(known), *digits(found.edition["cut_off"]), *digits(details)}
    for name, value in details.items():
        if not isinstance(value, bool) and NUMBER.fullmatch(str(value)):
            allowed |= ways(Decimal(str(value)))
            if name == "gap_points":
                allowed |= {told(Decimal(str(value)), places) for places in range(5)}
    level, goal = details["level"], details["goal"] or details["path"]
    if level is not None and goal is not None and Decimal(str(goal)):
        allowed |= ways(Decimal(str(level)) / Decimal(str(goal)))
    received = details["expected_senders"]
    return allowed | ({str(int(str(received)) - len(details["missing"]))} if received else set())  # type: ignore[arg-type]


def same_before(database: Database, found: Raw, target: str) -> Decimal | None:
    """Return the growth of the year so far on the year before from the stored values of the city."""
    details = found.details(target)
    made = found.indicators[str(details["indicator"])]
    rows = database.rows("indicator_values", plan=PLAN, edition=found.edition["number"], indicator=made["id"],
                         regions=["411500"], breakdown="")  # fmt: skip
    year, month = (int(part) for part in str(details["period"]).split("-"))
    sums = []
    for wanted in (year, year - 1):
        months = {f"{wanted}-{m:02d}" for m in range(1, month + 1)}
        sums.append(sum(int(Decimal(str(row["value"]))) for row in rows if row["period"] in months))
    return Decimal(sums[0]) / sums[1] - 1 if sums[1] else None


def expected(text: str, outlook: Row | None, row: Row) -> str:
    """Check the sentence about the outlook against its stored probability and return the text without it."""
    said = re.search(r"预计到(\d{4})年末完成(.+?)。$|预计到期末（(\d{4}).*?）完成(.+?)。$"
                     r"|Attaining it by (?:the end of (\d{4})|its end \(.*?(\d{4})\)) is (\w+)\.$", text)  # fmt: skip
    p = None if outlook is None or outlook["p_attain"] is None else float(str(outlook["p_attain"]))
    assert (said is not None) == (p is not None), (text, outlook)
    if said is None or outlook is None or p is None:
        return text
    year, word = (next(part for part in parts if part) for parts in (said.group(1, 3, 5, 6), said.group(2, 4, 7)))
    words = {"high": ("可能性较大", "likely"), "low": ("可能性较小", "unlikely"), "open": ("与否尚不确定", "uncertain")}
    assert word in words["high" if p >= 0.8 else "low" if p < 0.4 else "open"]
    assert str(outlook["period"]).startswith(year), text
    assert row["status"] not in ("final_met", "final_missed")
    return text.replace(said.group(), "")


def wrong(text: str, lang: Language) -> str:
    """Return what no sentence may hold, as found in one; "" for a good sentence."""
    bad = r"None|\bnan\b|[{}]|，，|。。|；；|：：|、、|，。|；。|，；|增长[−-]|下降[−-]|增加[−-]|减少[−-]|今天"
    bad += r"|可能性(?:约|为|达)?\d|约.成|\d+%的?(?:概率|可能)|(?<![\d.])0\.0%的?增|增长0\.0%|下降0\.0%"
    bad += r"|[A-Za-z]" if lang == "zh" else r"  |\.\.|;;|,,| \.|\(\)|up −|down −|today|likely \d"
    found = re.search(bad, text)
    return found.group() if found else ""


def evaluated(formula: str, numbers: dict[str, Decimal]) -> Decimal:
    """Work out a formula of a column from the numbers of its row."""
    expression = re.sub(r"\{(\w+)\}", r"numbers['\1']", formula)
    expression = re.sub(r"(?<![\w'.])(\d+)(?![\w'.])", r"Decimal(\1)", expression)
    return Decimal(eval(expression, {"Decimal": Decimal}, {"numbers": numbers}))


def paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    return [one for one in blocks if isinstance(one, Paragraph)]


def tables(blocks: Sequence[Block]) -> list[Table]:
    return [one for one in blocks if isinstance(one, Table)]


def whole(row: Sequence[Cell], table: Table) -> bool:
    return len(row) == len(table.columns)


def cells(table: Table) -> Iterator[dict[str, Cell]]:
    for row in table.rows:
        if whole(row, table):
            yield dict(zip((column.key for column in table.columns), row, strict=True))


@cache
def opened(database: Database, label: str, lang: Language) -> Book:
    return book.opened(database.rows, PLAN, label, lang)


def agrees(table: Table) -> int:
    """Check that every formula comes to the number beside it; return how many there were."""
    checked = 0
    for row in cells(table):
        numbers = {key: cell.number for key, cell in row.items() if cell.number is not None}
        for column in table.columns:
            if column.formula and (number := row[column.key].number) is not None:
                with localcontext(prec=40):
                    assert evaluated(column.formula, numbers) == pytest.approx(number, abs=Decimal("1e-18"))
                checked += 1
    return checked


def about(blocks: Sequence[Block]) -> dict[str, str]:
    """Return the text about each target by its id; the office's own words are not the program's."""
    return {one.sources[0].target: one.text for one in paragraphs(blocks)
            if one.sources and one.sources[0].field.startswith("verdict.")}  # fmt: skip
