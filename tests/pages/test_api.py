"""The data API on the demo history, asked over its own ASGI interface."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import anyio
import httpx
import pytest

from dashboard.api import api
from dashboard.api.answer import cell
from dashboard.plan import load_catalogue
from dashboard.reporting import Database
from tests.conftest import ROOT, Demo

CATALOGUE = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
PLAN = CATALOGUE.plan.id
Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(configured: Callable[..., None], demo: Demo) -> Ask:
    """Asks the API on the demo history."""
    configured(demo.url, stands=True)

    def asked(path: str, headers: dict[str, str] | None = None, **params: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=api)
            async with httpx.AsyncClient(transport=transport, base_url="http://api.test") as client:
                return await client.get(path, params=params, headers=headers)

        with ThreadPoolExecutor(1) as apart:  # a browser test before this one leaves its event loop running here
            return apart.submit(anyio.run, send).result()

    return asked


def items(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_one_item_per_target_and_reading_with_the_stored_numbers(ask: Ask, demo_database: Database) -> None:
    told = items(ask("/v1/verdicts", edition="2025Q3"))
    assert [(i["target"], i["reading"]) for i in told] == [
        (t.id, r.id) for t in sorted(CATALOGUE.targets, key=lambda t: (t.kind != "numeric", t.seq)) for r in t.readings
    ]
    stored = {(r["target"], r["reading"]): r for r in demo_database.rows("verdicts", plan=PLAN, edition=16)}
    for item in told:
        row = stored[item["target"], item["reading"]]
        assert item["status"] == row["status"]
        for name in ("level", "path", "base", "goal"):
            text = row[name]
            assert (item[name] is None) == (text is None)
            assert text is None or float(Decimal(str(text))) == item[name]
        assert item["gap_points"] == (None if row["gap_points"] is None else pytest.approx(row["gap_points"], abs=1e-9))
    assert {"target", "reading", "status", "level", "path", "gap"} <= told[0].keys()


def test_every_number_has_a_unit_and_the_edition_is_named(ask: Ask) -> None:
    found = ask("/v1/verdicts", edition="2025Q3", target="gi_output_growth").json()
    assert {item["target"] for item in found["items"]} == {"gi_output_growth"}
    numbers = {name for name, value in found["items"][0].items() if isinstance(value, (int, float))
               and not isinstance(value, bool)}  # fmt: skip
    assert numbers - set(found["units"]) <= {"last_year", "best_year"}
    assert (found["edition"]["label"], found["edition"]["data_kind"]) == ("2025Q3", "demo")
    assert found["edition"]["rule_set"] == "rules-2022-1"


def test_other_rules_counties_and_rollups(ask: Ask) -> None:
    assert {i["rules"] for i in items(ask("/v1/rule-verdicts", edition="2025Q3"))} == {
        "five-lights", "points-10-30", "tolerant-2",
    }  # fmt: skip
    counties = items(ask("/v1/counties", edition="2025Q3", target="ip_custody_smes"))
    assert len(counties) == 10 and sum(c["level"] for c in counties) > 0
    assert {c["reason"] for c in counties} == {"no_quota"}
    for by, total in (("all", 21), ("heading", 21)):
        groups = items(ask("/v1/rollups", edition="2025Q3", by=by))
        assert sum(group["total"] for group in groups) == total
        assert all(sum(group["counts"].values()) == group["total"] for group in groups)
    owners = {g["key"]: g for g in items(ask("/v1/rollups", edition="2025Q3", by="owner"))}
    assert owners[""]["total"] == sum(not t.owners for t in CATALOGUE.targets)
    assert len(items(ask("/v1/rollups", edition="2024Q2", by="region"))) == 10


@pytest.mark.parametrize(
    ("path", "params", "status", "words"),
    [
        ("/v1/verdicts", {"edition": "2099Q1"}, 404, "没有报告期 2099Q1"),
        ("/v1/verdicts", {"edition": "2025Q3", "target": "x"}, 404, "目标“x”"),
        ("/v1/verdicts", {"edition": "2025Q3", "plan": "nowhere"}, 404, "。"),
        ("/v1/verdicts", {}, 422, "edition"),
        ("/v1/rollups", {"edition": "2025Q3", "by": "person"}, 422, "by"),
    ],
)
def test_what_does_not_exist_is_said_in_one_sentence(
    ask: Ask, path: str, params: dict[str, str], status: int, words: str
) -> None:
    answer = ask(path, **params)
    assert answer.status_code == status and words in answer.text


def test_a_refusal_has_one_shape_whatever_was_wrong(ask: Ask) -> None:
    for path, params, status, error, wrong in (
        ("/v1/nowhere", {}, 404, "not_found", []),
        ("/v1/ledger", {"edition": "2025Q3", "ledger": "x"}, 404, "not_found", []),
        ("/v1/verdicts", {"edition": "2025Q3", "editoin": "2025Q2"}, 422, "invalid", [("editoin", "extra_forbidden")]),
        ("/v1/tasks", {"edition": "2025Q3", "limit": "0"}, 422, "invalid", [("limit", "greater_than_equal")]),
        ("/v1/tasks", {"edition": "2025' or 1=1 --"}, 422, "invalid", [("edition", "string_pattern_mismatch")]),
    ):
        answer = ask(path, **params)
        assert answer.status_code == status and answer.json().keys() == {"error", "detail", "parameters"}, path
        told = [(one["name"], one["problem"]) for one in answer.json()["parameters"]]
        assert (answer.json()["error"], told) == (error, wrong)
        assert answer.json()["detail"].endswith("。")


def test_a_database_that_is_away_is_no_missing_edition(
    configured: Callable[[str], None], ask: Ask, tmp_path: Path
) -> None:
    configured(f"sqlite:///{tmp_path}")
    answer = ask("/v1/editions")
    assert answer.status_code == 503 and answer.json()["error"] == "unavailable"
    assert str(tmp_path) not in answer.text


CALLS: dict[str, dict[str, str]] = {
    **{name: {} for name in ("editions", "targets", "verdicts", "rule-verdicts", "counties", "rollups", "outlooks")},
    "observations": {"indicator": "ip_transfers", "region": "411502"},
    **{name: {} for name in ("ledgers", "tasks", "milestones")},
    "ledger": {"ledger": "funds"},
}


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_has_an_etag_and_is_the_same_as_a_table(ask: Ask, call: str) -> None:
    params = CALLS[call] | ({} if call == "editions" else {"edition": "2024Q2"})
    first = ask(f"/v1/{call}", **params)
    told = items(first)
    again = ask(f"/v1/{call}", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'}, **params)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    table = ask(f"/v1/{call}", headers={"Accept": "text/csv"}, **params)
    assert table.headers["content-type"].startswith("text/csv") and table.headers["etag"] != first.headers["etag"]
    rows = list(csv.DictReader(StringIO(table.content.decode("utf-8-sig"))))
    assert len(rows) == len(told) > 0 and set(told[0]) - {"values"} <= set(rows[0])
    assert ask(f"/v1/{call}", format="csv", **params).content == table.content
    assert ask(f"/v1/{call}", headers={"Accept": "text/csv"}, format="json", **params).json()["total"] >= len(rows)


def test_an_etag_belongs_to_one_edition_and_one_question(ask: Ask) -> None:
    asked = [{"edition": "2024Q2"}, {"edition": "2024Q1"}, {"edition": "2024Q2", "target": "gi_output_growth"}]
    assert len({ask("/v1/verdicts", **params).headers["etag"] for params in asked}) == 3


def test_pages_follow_each_other_to_the_end(ask: Ask) -> None:
    at = {"edition": "2025Q3", "ledger": "pledge", "limit": "120"}
    found, query = [], dict(at)
    for _ in range(9):
        answer = ask("/v1/ledger", **query)
        found += items(answer)
        after = answer.json()["next"]
        assert answer.headers.get("link") == (f'<{after}>; rel="next"' if after else None)
        if after is None:
            break
        query = dict(parse_qsl(after.lstrip("?")))
    assert len(found) == answer.json()["total"] > 300
    assert found == items(ask("/v1/ledger", **at | {"limit": "5000"}))


@pytest.mark.parametrize("call", ["ledger", "observations"])
def test_a_cursor_leads_on_an_offset_still_skips_and_what_is_no_cursor_is_said(ask: Ask, call: str) -> None:
    at = {"edition": "2025Q3", **({"ledger": "pledge"} if call == "ledger" else {"indicator": "ip_transfers"})}
    whole = items(ask(f"/v1/{call}", **at, limit="40"))
    first = ask(f"/v1/{call}", **at, limit="10", offset="10").json()
    assert first["items"] == whole[10:20] and "offset" not in first["next"]
    query = dict(parse_qsl(first["next"].lstrip("?")))
    assert items(ask(f"/v1/{call}", **query)) == whole[20:30]
    assert items(ask(f"/v1/{call}", **query, offset="5")) == whole[25:35]
    for wrong in ("x", "WzFd", "W1tbW1tb" * 200, query["after"][:-4]):
        answer = ask(f"/v1/{call}", **at, after=wrong)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found"), wrong


def test_a_ledger_hides_what_pages_hide(ask: Ask, demo_database: Database) -> None:
    known = items(ask("/v1/ledgers", edition="2025Q3"))
    told = {one["code"]: {column["name"] for column in one["columns"]} for one in known}
    assert {"scorer"} & told["scores"] == {"seller", "buyer"} & told["contracts"] == set()
    assert {one.name for one in next(x for x in CATALOGUE.ledgers if x.id == "funds").columns} == told["funds"]
    for code, columns in told.items():
        answer = ask("/v1/ledger", edition="2025Q3", ledger=code)
        assert all(set(item["values"]) == columns and not {"raw", "row_hash", "attributes"} & set(item)
                   for item in items(answer))  # fmt: skip
        assert re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", answer.text) is None, code


def test_amounts_of_a_ledger_are_yuan(ask: Ask, demo_database: Database) -> None:
    (row, *_) = demo_database.rows("ledger_rows", plan=PLAN, edition=16, ledger="pledge", scope="")
    money = next(c.name for c in next(x for x in CATALOGUE.ledgers if x.id == "pledge").columns if c.type == "money")
    (item, *_) = items(ask("/v1/ledger", edition="2025Q3", ledger="pledge", limit="1"))
    assert item["values"][money] * 100 == int(json.loads(str(row["attributes"]))[money])


@pytest.mark.parametrize(
    ("value", "text"),
    [("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("@x", "'@x"), (["+a", "b"], "'+a;b"), (-0.00001, "-0.00001"), (-5, "-5"),
     (None, ""), (True, "1"), ({"a": [1]}, '{"a": [1]}'), ("湖", "湖")],
)  # fmt: skip
def test_no_cell_is_a_formula_and_numbers_stay_numbers(value: object, text: str) -> None:
    assert cell(value) == text


def test_it_is_described_and_serves_no_page_with_foreign_scripts(ask: Ask) -> None:
    paths = ask("/openapi.json").json()["paths"]
    assert "/v1/verdicts" in paths
    assert ask("/docs").status_code == ask("/redoc").status_code == 404
