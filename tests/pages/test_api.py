"""The data API on the demo history, asked over its own ASGI interface."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import anyio
import httpx
import pytest

from dashboard.api import api
from dashboard.plan import load_catalogue
from dashboard.reporting import Database
from tests.conftest import ROOT, Demo

CATALOGUE = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
PLAN = CATALOGUE.plan.id
Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(configured: Callable[[str], None], demo: Demo) -> Ask:
    """Asks the API on the demo history."""
    configured(demo.url)

    def asked(path: str, **params: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=api)
            async with httpx.AsyncClient(transport=transport, base_url="http://api.test") as client:
                return await client.get(path, params=params)

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


def test_it_is_described_and_serves_no_page_with_foreign_scripts(ask: Ask) -> None:
    paths = ask("/openapi.json").json()["paths"]
    assert "/v1/verdicts" in paths
    assert ask("/docs").status_code == ask("/redoc").status_code == 404
