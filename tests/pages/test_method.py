"""The page of readings and methods on the demo history."""

from __future__ import annotations

import html as entities
import re

import pytest

from dashboard.figures.method import PARTS
from dashboard.plan import load_catalogue
from dashboard.reporting import Database
from dashboard.wording import t
from tests.conftest import ROOT
from tests.pages.conftest import Look, markup

CATALOGUE = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def told(html: str) -> str:
    """Return the text of the page's main part."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return entities.unescape(re.sub(r"<[^>]+>", " ", main.partition(">")[2]))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens(look: Look, part: str, theme: str, lang: str) -> None:
    seen = look("method", part=part, lang=lang, display=theme)
    html = markup(seen)
    assert not seen.exception and f'class="xy page {theme}"' in html
    assert html.count('aria-current="page"') == 2  # the menu's entry and the part's
    if lang == "zh" and part != "terms":
        assert not re.search(r"[A-Za-z]{3,}", told(html).replace("A0", ""))
    if lang == "en" and part not in ("terms", "targets"):
        assert not CHINESE.search(told(html))


def test_the_answer_is_computed_from_the_edition(look: Look, demo_database: Database) -> None:
    html = markup(look("method", edition="2024Q4"))
    number = next(int(str(r["number"])) for r in demo_database.rows("edition_list", plan="xinyang-2022")
                  if r["label"] == "2024Q4")  # fmt: skip
    rows = demo_database.rows("verdicts", plan="xinyang-2022", edition=number)
    own = {row["target"]: row["status"] for row in rows if row["is_default"]}
    changed = {row["target"] for row in rows if row["status"] != own[row["target"]]}
    assert f"{len(own)}项目标共有{len(rows)}种口径，均待确认；换用其他口径，{len(changed)}项目标的结论会改变" in html


def test_the_verdict_of_each_reading_is_the_stored_one(look: Look, demo_database: Database) -> None:
    html = markup(look("method", target="gi_output_growth"))
    stored = [row for row in demo_database.rows("verdicts", plan="xinyang-2022", edition=16)
              if row["target"] == "gi_output_growth"]  # fmt: skip
    rows = re.findall(r'<tr role="row" id="reading-(\d+)".*?</tr>', html, re.DOTALL)
    assert rows == [str(n) for n in range(1, len(stored) + 1)]
    for number, row in enumerate(stored, 1):
        shown = html.partition(f'id="reading-{number}"')[2].partition("</tr>")[0]
        assert t(f"status.{row['status']}", "zh") in shown
        assert f"reading={row['reading']}" in shown or row["is_default"]


def test_editions_before_the_one_shown_are_listed_under_their_rules(look: Look) -> None:
    html = markup(look("method", part="rules", edition="2023Q2"))
    listed = html.partition('<p class="editions">')[2].partition("</p>")[0]
    assert "2023年二季度" in listed and "2023年三季度" not in listed


def test_other_editions_and_languages_keep_target_and_part(look: Look) -> None:
    html = markup(look("method", target="gi_output_growth"))
    assert len(re.findall(r'href="\./method\?[^"]*edition=[^"]*target=gi_output_growth[^"]*"', html)) > 18
    html = markup(look("method", part="bases"))
    assert re.search(r'href="\./method\?[^"]*lang=en[^"]*part=bases"', html)


def test_an_unknown_target_falls_back_with_a_notice(look: Look) -> None:
    html = markup(look("method", target="<b>x", part="nonsense"))
    assert "没有目标“&lt;b&gt;x”" in html and "知识产权转让、许可数量" in html
