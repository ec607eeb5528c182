"""Every number and word of the documents, held against the stored rows by a parser and arithmetic of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from dashboard.reporting import Database
from dashboard.review import (
    book,
    briefing,
    by_target,
    circular,
    overall,
    problems,
    yearly,
)
from dashboard.review.book import Book
from dashboard.review.papers import Paper, Paragraph, Picture, Table
from dashboard.wording import LANGUAGES, Language
from tests.pages.test_every_edition import check
from tests.unit.review.checking import (
    LABELS,
    PLAN,
    TOKEN,
    WHOLE,
    WORDS,
    about,
    agrees,
    cells,
    expected,
    explained,
    opened,
    paragraphs,
    raw,
    same_before,
    tables,
    told,
    wrong,
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_said_of_a_target_stands_in_its_verdict(demo_database: Database, lang: Language) -> None:
    checked = 0
    for label in LABELS[:: 1 if lang == "zh" else 4]:
        found, made = raw(demo_database, label), opened(demo_database, label, lang)
        cut_off = date.fromisoformat(str(found.edition["cut_off"]))
        for target, text in about(list(by_target.blocks(made))).items():
            row, allowed = found.verdicts[target], explained(found, target)
            body = text.partition(".")[2]
            body = expected(body, found.outlooks.get(target), row)
            if change := re.search(r"同比(增长|下降)([\d.]+)%|(up|down) ([\d.]+)% on the year", body):
                exact = same_before(demo_database, found, target)
                assert exact is not None and (exact > 0) == ((change[1] or change[3]) in ("增长", "up")), text
                assert (change[2] or change[4]) == told(exact * 100, 1), text
                body = body.replace(change.group(), "")
            assert [token for token in TOKEN.findall(body) if token not in allowed] == [], text
            assert wrong(text, lang) == "", (wrong(text, lang), text)
            if lang == "zh":
                check(body, row, cut_off)
                assert str(found.definitions[target]["short"]) in body
            checked += 1
    assert checked == 21 * len(LABELS[:: 1 if lang == "zh" else 4])


def test_the_check_goes_red_on_a_wrong_number(demo_database: Database) -> None:
    found, made = raw(demo_database, "2025Q3"), opened(demo_database, "2025Q3", "zh")
    text = about(list(by_target.blocks(made)))["patent_tech_contract_growth"]
    allowed = explained(found, "patent_tech_contract_growth")
    for right, bad in (("2.23亿元", "2.24亿元"), ("42.5%", "42.6%"), ("32.5个", "31.5个"), ("1.01亿元", "1.11亿元")):
        assert right in text and TOKEN.findall(right)[0] in allowed
        assert TOKEN.findall(bad)[0] not in allowed
    for bad in ("增长−3%", "增长，，", "可能性约30%", "约七成", "今天", "GDP", "None"):
        assert wrong(bad, "zh")


@pytest.mark.parametrize("label", WHOLE)
def test_the_counts_are_those_of_the_stored_verdicts(demo_database: Database, label: str) -> None:
    found, made = raw(demo_database, label), opened(demo_database, label, "zh")
    content = (overall.counted(made), overall.table(made))
    text = content[0].text
    merged = {"final_met": "completed", "on_stages": "on_schedule"}
    status = {t: str(row["status"]) for t, row in found.verdicts.items()}
    first, rest = text.split("其中，")
    for part, kinds in ((first, ("numeric", "qualitative")), (rest.split("；")[0], ("numeric",)),
                        (rest.split("；")[1].split("。")[0], ("qualitative",))):  # fmt: skip
        mine = [status[t] for t, d in found.definitions.items() if d["kind"] in kinds]
        pairs = re.findall(r"(\d+)项(\D[^，。；：]*?)(?=[，。；：]|$)", part)
        said = Counter({word: int(count) for count, word in pairs})
        total = next(word for word in said if "目标" in word)
        assert said.pop(total) == len(mine) == sum(said.values())
        groups = Counter(merged.get(one, one) for one in mine)
        for word, count in said.items():
            code = next(code for code, name in WORDS.items() if name == word)
            assert groups[merged.get(code, code)] == count
    (counted,) = (one for one in tables(content) if one.key == "counts")
    assert agrees(counted) == len(counted.rows) and counted.rows[-1][-1].number == 21


def documents(made: Book) -> Iterator[Paper]:
    yield circular.paper(made)
    yield briefing.paper(made)
    if yearly.due(made):
        yield yearly.paper(made)


def own(paper: Paper) -> Iterator[Paragraph]:
    """Yield the paragraphs that the program has worded; measures may quote the office, so their place is taken out."""
    for one in paper.all_blocks():
        if isinstance(one, Paragraph) and not any(source.field == "commentary" for source in one.sources):
            yield one


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("label", WHOLE)
def test_every_document_of_an_edition_reads_well(demo_database: Database, label: str, lang: Language) -> None:
    made = opened(demo_database, label, lang)
    notes = {part for item in made.state.items for note in made.comments(item).notes for _, part in note.parts}
    for paper in documents(made):
        assert len(paper.marks) == 4 and all(paper.marks) and paper.letter.draft and not paper.letter.number
        for one in own(paper):
            text = one.text
            for note in notes:
                text = text.replace(note.rstrip("。. "), "")
            assert wrong(text, lang) == "", (wrong(text, lang), text)
            assert not re.search(r"\d", text) or one.sources or one in paper.blocks[:1] or "No " in text or (
                "没有" in text or "第一个" in text or "no " in text), text  # fmt: skip
        for table in (one for one in paper.all_blocks() if isinstance(one, Table)):
            assert sum(column.width for column in table.columns) == pytest.approx(1)
            assert all(len(row) in (1, len(table.columns)) and row[0].text for row in table.rows), table.key
            assert all(column.header for column in table.columns)
            agrees(table)


def test_problems_name_every_target_in_question_with_its_unit_and_day(demo_database: Database) -> None:
    found, made = raw(demo_database, "2025Q3"), opened(demo_database, "2025Q3", "zh")
    bad = {t for t, row in found.verdicts.items() if row["status"] in
           ("below_base", "behind", "final_missed", "slightly_behind", "awaited")}  # fmt: skip
    assert set(about(list(problems.blocks(made)))) == bad == set(about(list(problems.following(made))))
    for text in about(list(problems.following(made))).values():
        assert re.search(r"（责任单位.*；期限：(\d{4}年\d+月\d+日|已逾期，立即办理|下一报告期前)）。$", text), text
    said = "".join(one.text for one in paragraphs(list(problems.blocks(made))))
    assert "原因：全年大额合同少于往年" in said  # the office's own words


def test_the_report_has_a_picture_of_every_chart_and_the_circular_none(demo_database: Database) -> None:
    made = opened(demo_database, "2025Q3", "zh")
    drawn = [one for one in circular.content(made, pictures=True) if isinstance(one, Picture)]
    assert [one.caption.split()[0] for one in drawn] == [f"图{n}" for n in range(1, len(drawn) + 1)]
    assert {one.key for one in drawn} == {item.target.id for item in made.state.items if made.plots(item)}
    plain = circular.paper(made)
    assert not any(isinstance(one, Picture) for one in plain.all_blocks())
    assert plain == circular.paper(book.opened(demo_database.rows, PLAN, "2025Q3", "zh"))  # made again, the same


def test_the_briefing_fits_a_page(demo_database: Database) -> None:
    for label in WHOLE:
        blocks = briefing.paper(opened(demo_database, label, "zh")).blocks
        assert sum(len(one.text) for one in paragraphs(blocks)) <= 800
        assert len(tables(blocks)) <= 1 and all(len(one.rows) <= 6 for one in tables(blocks))


def test_a_summary_closes_a_year_or_the_plan(demo_database: Database) -> None:
    due = [label for label in LABELS if yearly.due(opened(demo_database, label, "zh"))]
    assert due == ["2022Q4", "2023Q4", "2024Q4", "2025Q4", "2026Q3"]
    titles = [yearly.paper(opened(demo_database, label, "zh")).title for label in due[-2:]]
    assert titles == ["2025年度知识产权运营服务体系建设工作总结", "知识产权运营服务体系建设工作总结（2022—2025年）"]
    found, made = raw(demo_database, "2025Q4"), opened(demo_database, "2025Q4", "zh")
    rows = {row["target"].text: row for row in cells(yearly.years(made))}
    for target, row in found.verdicts.items():
        details, known = found.details(target), found.definitions[target]
        if known["kind"] == "numeric" and details["reason"] == "end_reached" and str(details["period"])[:4] == "2025":
            assert rows[str(known["short"])]["y2025"].number == Decimal(str(details["level"])), target
            assert row["status"] in ("final_met", "final_missed")


def test_a_measure_fits_its_verdict_where_the_office_has_written_none(demo_database: Database) -> None:
    for label, status, wanted in (
        ("2024Q2", "awaited", "督促报送2024年1—6月数据"), ("2026Q3", "final_missed", "核实结算数据，总结未完成原因"),
        ("2022Q1", "behind", "督促加快进度，月均需0.37亿元"),
        ("2024Q2", "slightly_behind", "督促加快进度，月均需0.42亿元"),
    ):  # fmt: skip
        made = opened(demo_database, label, "zh")
        said = [problems.measure(item, made) for item in made.state.items if item.verdict.status == status]
        assert wanted in said, said
