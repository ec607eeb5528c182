"""The page of a unit as the app serves it."""

from __future__ import annotations

import re

import pytest

from dashboard.reporting import Database
from tests.pages.conftest import Look, markup
from tests.pages.test_tasks import CHINESE


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("unit", ["", "org_scjg", "org_cz", "org_county", "scjg-411528", "zone-z03", "bank-01"])
def test_every_kind_of_unit_has_a_page(look: Look, unit: str, lang: str, theme: str) -> None:
    seen = look("unit", theme=theme, lang=lang, unit=unit)
    html = markup(seen)
    assert not seen.exception and f'class="xy page {theme}"' in html
    if lang == "en":
        assert not CHINESE.search(re.sub(r'<details>.*?</details>|title="[^"]*"', "", html, flags=re.S))


def test_all_units_stand_side_by_side_until_one_is_chosen(look: Look) -> None:
    html = markup(look("unit"))
    assert html.count('<th scope="row">') == 39
    assert "39个单位中4个有未报的报表或逾期的节点" in html
    assert html.count('href="./unit?plan=xinyang-2022&amp;edition=2025Q3&amp;lang=zh&amp;unit=org_tj"') == 2


def test_what_a_county_owed_is_owed_in_the_edition_that_lacked_it_only(look: Look) -> None:
    html = markup(look("unit", unit="scjg-411528", edition="2024Q2"))
    assert "息县市场监管局：截至2024年6月30日，有10张报表未报。" in html
    html = markup(look("unit", unit="scjg-411528", edition="2024Q3"))
    assert "没有未报的报表和逾期的节点" in html and "迟报" in html


def test_a_unit_is_called_as_on_the_editions_day(look: Look) -> None:
    assert "信阳银保监分局：截至2022年12月31日" in markup(look("unit", unit="org_ybj", edition="2022Q4"))
    assert "信阳金融监管分局：截至2025年9月30日" in markup(look("unit", unit="org_ybj"))


def test_its_targets_carry_the_verdicts_of_the_edition(look: Look, demo_database: Database) -> None:
    html = markup(look("unit", unit="org_scjg"))
    rows = demo_database.rows("verdicts", plan="xinyang-2022", edition=16)
    stored = {str(row["target"]): str(row["status"]) for row in rows if row["is_default"]}
    shown = dict(re.findall(r'target=(\w+)">.*?class="shape [hs]-(\w+)', html))
    assert len(shown) == 18 and all(stored[target] == status for target, status in shown.items())


def test_an_unknown_unit_shows_all_with_a_notice(look: Look) -> None:
    html = markup(look("unit", unit="org_nowhere"))
    assert "没有单位“org_nowhere”，已显示全部单位。" in html and html.count('<th scope="row">') == 39


def test_the_unit_stays_when_the_edition_changes(look: Look) -> None:
    assert re.search(r'href="\./unit\?[^"]*edition=2024Q2[^"]*unit=org_kj', markup(look("unit", unit="org_kj")))
