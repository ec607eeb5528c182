"""The page of the counts, its registers and filters, on the demo history."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.figures import counts, decode, register
from dashboard.plan.models import LedgerSource
from dashboard.reporting import Database
from tests.pages.conftest import Look, markup, visit
from tests.pages.test_every_edition import PLAN, editions, state
from tests.pages.test_growth import CHINESE, pictures

TARGETS = (
    "sme_univ_patent_conversion", "industry_patent_navigation", "patent_intensive_products",
    "regional_specialty_industries", "regional_trademark_brands", "ip_custody_smes", "industry_ip_operation_centers",
)  # fmt: skip


def cards(html: str) -> list[str]:
    """Return the markup of each target's card."""
    return [part.split("</article>")[0] for part in html.split('<article class="multiple count')[1:]]


def funnel(card: str) -> list[int]:
    """Return the numbers of a card's steps."""
    found = re.search(r'<table class="funnel">.*?</table>', card, re.S)
    return [int(count) for count in re.findall(r'<td class="r">(\d+)</td>', found[0])] if found else []


def test_the_last_step_is_the_number_judged_in_every_edition(demo_database: Database) -> None:
    """The funnel narrows to the verdict's level, whatever the readings count once, leave out or start with."""
    checked = 0
    for number in editions(demo_database):
        shown = state(demo_database, number, "zh")
        head = demo_database.rows("plan_as_of", plan=PLAN, edition=number)[0]
        ledgers = {ledger.id: ledger for ledger in decode.ledgers(head)}
        for item in counts.counting(shown):
            assert item.indicator is not None and isinstance(item.indicator.source, LedgerSource)
            ledger = ledgers[item.indicator.source.ledger]
            rows = demo_database.rows("ledger_rows", plan=PLAN, edition=number, ledger=ledger.id, scope="")
            parts = (ledger, item.indicator, item.reading)
            found = register.register(parts, shown.plan, shown.edition.cut_off, rows, {}, frozenset(), "zh").standing()
            assert list(found) == sorted(found, reverse=True)
            if item.verdict.level is not None:
                assert found[-1] == item.verdict.level, (number, item.target.id)
                checked += found[-1]
    assert checked > 300


@pytest.mark.parametrize("label", ["2023Q4", "2025Q3"])
def test_cards_say_the_level_its_steps_and_its_evidence(look: Look, demo_database: Database, label: str) -> None:
    edition = next(row["number"] for row in demo_database.rows("edition_list", plan=PLAN) if row["label"] == label)
    rows = demo_database.rows("verdicts", plan=PLAN, edition=edition)
    stored = {row["target"]: json.loads(str(row["details"])) for row in rows if row["is_default"]}
    found = cards(markup(look("counts", edition=label)))
    assert len(found) == len(TARGETS)
    for target, card in zip(TARGETS, found, strict=True):
        told = stored[target]
        assert funnel(card)[-1] == int(told["level"]) and f"<b>{told['level']}</b>" in card
        if told["level"] != "0" and told["verified"] != int(told["level"]):
            assert f"{told['verified']}个佐证已核验" in card


@pytest.mark.parametrize("target", TARGETS)
def test_the_entries_that_count_are_as_many_as_judged(look: Look, demo_database: Database, target: str) -> None:
    level = next(row["level"] for row in demo_database.rows("verdicts", plan=PLAN, edition=16)
                 if row["target"] == target and row["is_default"])  # fmt: skip
    html = markup(look("counts", target=target))
    assert html.count("<b>计入</b>") == int(str(level)) > 0
    assert re.search(r"\.xlsx，[^，<]+，第\d+行", html) and re.search(r"第\d+版，自20\d\d年", html)


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_pictures_and_no_plotly(look: Look, lang: str, theme: str) -> None:
    seen = look("counts", theme=theme, lang=lang)
    assert not seen.exception and not seen.get("plotly_chart")
    drawn = pictures(markup(seen))
    assert len(drawn) == 7 and all(not CHINESE.search(alt) or lang == "zh" for _, alt in drawn)


def test_the_sentence_counts_what_is_missing_and_what_is_proved(look: Look, demo_database: Database) -> None:
    rows = [json.loads(str(row["details"])) for row in demo_database.rows("verdicts", plan=PLAN, edition=16)
            if row["is_default"] and row["target"] in TARGETS]  # fmt: skip
    total, proved = sum(int(row["level"]) for row in rows), sum(row["verified"] for row in rows)
    html = markup(look("counts"))
    assert f"已计入{total}个，其中{proved}个的佐证已核验。" in html
    assert "尚差：专利密集型产品认定2个、区域特色产业1个。" in html


def test_filters_are_kept_by_links_and_narrow_the_register(look: Look) -> None:
    chosen = {"target": "ip_custody_smes", "region": "411502", "year": "2024"}
    html = markup(look("counts", **chosen))
    body = html[html.index('id="register"'):]
    lines = re.findall(r"<tr(?: class[^>]*)?><th scope=\"row\">(.*?)</tr>", body, re.S)
    assert lines and all("<td>浉河区</td>" in line and 'class="day">2024-' in line for line in lines)
    assert "edition=2025Q2&amp;lang=zh&amp;region=411502&amp;target=ip_custody_smes&amp;year=2024" in html
    none = markup(visit("counts", target="ip_custody_smes", year="1999"))
    assert "没有符合条件的条目" in none and "显示全部" in none


def test_an_entry_opens_by_its_address(look: Look) -> None:
    html = markup(look("counts", target="sme_univ_patent_conversion", entry="ZH2022-001"))
    detail = html[html.index('class="entry-detail"'):].split("</article>")[0]
    assert "<dt>合同金额（万元）</dt><dd>65.00</dd>" in detail and "2022年11月2日" in detail
    assert 'class="entry-detail"' not in markup(visit("counts", target="sme_univ_patent_conversion", entry="no such"))


def test_an_old_edition_shows_what_was_known_then(look: Look) -> None:
    early = markup(look("counts", edition="2023Q4", target="industry_patent_navigation"))
    assert funnel(cards(early)[1])[-1] == 0 and "2024-11-19" not in early


def test_an_unknown_target_falls_back_with_a_notice(look: Look) -> None:
    assert "没有目标“nothing”，已改为显示" in markup(look("counts", target="nothing"))


def test_the_english_page_keeps_chinese_for_originals_only(look: Look) -> None:
    html = markup(look("counts", lang="en", target="ip_custody_smes"))
    html = html[: html.index('id="register"')]
    texts = {text.strip() for text in re.sub(r"<[^>]*>", "\n", html).split("\n") if CHINESE.search(text)}
    assert texts <= {"中文"}
