"""The explore page on the demo history; page, SQL and API give the same answer."""

from __future__ import annotations

import csv
import html as entities
import json
import re
from decimal import Decimal
from io import StringIO
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from dashboard.reporting import Database
from tests.pages.conftest import Look, markup, visit
from tests.pages.test_api import Ask, ask, items  # noqa: F401

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CELLS = re.compile(r'<tr><th scope="row">([^<]*)</th><td class="r[^"]*">([^<]*)</td>')


def link(html: str, name: str) -> str:
    """Return the address of a link by its words."""
    return entities.unescape(re.findall(rf'href="([^"]*)"[^>]*>{re.escape(name)}<', html)[0])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("show", ["table", "line", "columns"])
def test_it_opens_with_as_many_charts_as_it_says(look: Look, lang: str, theme: str, show: str) -> None:
    seen = look("explore", lang=lang, display=theme, show=show, indicator="ip_transfers")
    html = markup(seen)
    charts = seen.get("plotly_chart")
    assert not seen.exception and len(charts) == (show != "table")
    assert f'data-charts="{len(charts)}"' in html and all(chart.proto.alt for chart in charts)
    body = entities.unescape(re.sub(r"<[^>]+>", " ", html.partition('class="headline"')[2].partition("<pre")[0]))
    assert not CHINESE.search(body.partition(">")[2]) if lang == "en" else "比上年同期增长" in body
    if lang == "zh":
        assert not re.search(r"[A-Za-z]{5,}", body)


@pytest.mark.parametrize(
    "keys",
    [
        {"indicator": "ip_transfers"},
        {"indicator": "ip_transfers", "rows": "region", "columns": "kind", "from": "2025-09"},
        {"indicator": "ip_pledge_amount", "region": "411502", "from": "2025-01"},
        {"indicator": "trademarks_per_10k", "from": "2023Q1"},
        {"indicator": "gi_industry_output", "rows": "region", "columns": "period"},
    ],
)
def test_page_sql_and_api_agree(
    look: Look, ask: Ask, demo_database: Database, keys: dict[str, str]  # noqa: F811
) -> None:  # fmt: skip
    html = markup(look("explore", **keys))
    call = urlsplit(re.findall(r'<pre tabindex="0"><a href="([^"]*)"', html)[0])
    told = items(ask("/v1/observations", **parse_qs(entities.unescape(call.query))))
    parameters = {key: entities.unescape(value) for key, value in
                  re.findall(r"<dt><code>(\w+)</code></dt><dd><code>([^<]*)</code>", html)}  # fmt: skip
    lists = {key: [part.replace("''", "") for part in parameters[key].split(", ")] for key in ("regions", "breakdowns")}
    stored = demo_database.rows("explore_values", **{**parameters, **lists, "edition": int(parameters["edition"])})
    assert len(told) == len(stored) > 0
    scales = {str(r["code"]): int(str(r["scale"])) for r in demo_database.rows("indicators", plan="xinyang-2022",
              edition=16)}  # fmt: skip
    for item, row in zip(told, stored, strict=True):
        assert (item["region"], item["period"], item["breakdown"]) == (row["region"], row["period"], row["breakdown"])
        if row["value"] is not None:
            exact = Decimal(int(str(row["value"]))).scaleb(-scales[keys["indicator"]])
            assert item["value"] == pytest.approx(float(exact), rel=1e-12)
    shown = [float(text) for _, text in CELLS.findall(html) if re.fullmatch(r"[\d.]+", text)]
    if "rows" not in keys:
        assert [round(float(item["value"]), 4) for item in told] == pytest.approx(shown, abs=0.051)


def test_the_csv_is_the_table_of_the_page(look: Look, ask: Ask) -> None:  # noqa: F811
    html = markup(look("explore", indicator="ip_transfers", step="C", to="2025-09"))
    address = urlsplit(link(html, "表格 CSV"))
    answer = ask(f"/v1/{address.path.rpartition('/')[2]}", **{k: v[0] for k, v in parse_qs(address.query).items()})
    assert answer.status_code == 200 and answer.content.startswith(b"\xef\xbb\xbf")
    assert 'filename="ip_transfers-2025Q3.csv"' in answer.headers["content-disposition"]
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    shown = CELLS.findall(html)
    assert [(row[0], row[1]) for row in rows[1 : len(shown) + 1]] == shown
    assert ["数据性质", "演示数据"] in rows and ["评价规则", "评价规则（2022年第1版）"] in rows
    book = ask("/v1/observations.xlsx", edition="2025Q3", indicator="ip_transfers", lang="en")
    assert book.status_code == 200 and book.content.startswith(b"PK")


def test_the_api_answers_page_by_page_and_refuses_what_is_not_there(ask: Ask) -> None:  # noqa: F811
    first = ask("/v1/observations", edition="2025Q3", indicator="ip_transfers", region="411502", limit="50").json()
    assert (first["total"], len(first["items"]), first["indicator"]["unit"]) == (81, 50, "次")
    second = ask("/v1/observations", **parse_qs(first["next"].lstrip("?"))).json()
    assert len(second["items"]) == 31 and second["next"] is None
    assert second["items"][0]["period"] > first["items"][-1]["period"]
    assert ask("/v1/observations", edition="2025Q3", indicator="x").status_code == 404
    assert ask("/v1/observations", edition="2099Q1", indicator="ip_transfers").status_code == 404
    assert ask("/v1/observations", edition="2025Q3", indicator="ip_transfers", to="then").status_code == 422
    assert ask("/v1/observations", edition="2025Q3", indicator="ip_transfers", limit="9999").status_code == 422


def test_a_short_sum_is_null_and_names_who_owes_it(ask: Ask) -> None:  # noqa: F811
    told = items(ask("/v1/observations", edition="2024Q2", indicator="ip_transfers", region="411500"))
    owed = [item for item in told if item["missing"]]
    assert owed and all(item["value"] is None and item["received"] < item["expected"] for item in owed)


def test_the_chart_holds_the_numbers_of_the_table(look: Look) -> None:
    seen = look("explore", indicator="ip_transfers", show="columns")
    spec = json.loads(seen.get("plotly_chart")[0].proto.spec)
    assert [f"{value:.0f}" for value in spec["data"][0]["y"]] == [text for _, text in CELLS.findall(markup(seen))]


def test_an_old_edition_shows_what_it_knew(look: Look) -> None:
    html = markup(look("explore", edition="2023Q2", indicator="ip_transfers", step="A"))
    assert "2023年1—6月" in html and "2023年1—9月" not in html


def test_another_language_keeps_the_question_and_a_pasted_link_shows_the_same(look: Look) -> None:
    keys = {"indicator": "ip_pledge_amount", "rows": "region", "step": "A", "to": "2024-12"}
    first = markup(look("explore", **keys))
    english = next(address for address in re.findall(r'href="(\./explore\?[^"]*lang=en[^"]*)"', first))
    kept = dict(parse_qsl(entities.unescape(urlsplit(english).query)))
    assert {key: kept[key] for key in keys} == keys
    assert markup(visit("explore", **{**kept, "lang": "zh"})) == first


def test_unknown_indicator_and_region_fall_back_with_a_notice(look: Look) -> None:
    html = markup(look("explore", indicator="<i>", region="999"))
    assert "没有指标“&lt;i&gt;”" in html and "没有县区“999”" in html


def test_a_time_without_a_whole_period_says_what_to_do(look: Look) -> None:
    html = markup(look("explore", indicator="ip_transfers", step="Q", **{"from": "2025-02", "to": "2025-02"}))
    assert "请把起止时间放宽" in html
