"""Rows that were poisoned behind our back: named where they are needed, while everything else is shown."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import sqlalchemy as sa

from dashboard import logs
from dashboard.reporting import Database
from dashboard.screens import flaws
from tests.conftest import Demo
from tests.engines import copy_database, start_postgresql
from tests.pages.conftest import markup, visit

Configure = Callable[..., None]
T = "ip_transfer_license_growth"
AT = "plan = 'xinyang-2022' and edition = 16"  # 2025Q3
NOW = "from_edition <= 16 and (to_edition is null or to_edition > 16)"
LONG = "\x07" * 10 + "长" * (10 << 20)
FOREIGN = f"update rule_verdict set light = 'purple' where {AT} and target = '{T}'"
BROKEN = f"update verdict set details = '{{broken' where {AT} and target = '{T}'"
# what is harmed, in which statement, on which page it is named, with which words, and a page that never reads it
POISONS = {
    "json": (BROKEN, "", f"表 verdict 中 {T}", "tasks"),
    "word": (FOREIGN, "", f"表 rule_verdict 中 {T}", "tasks"),
    "status": (f"update verdict set status = 'flying' where {AT} and target = '{T}'", "growth",
               f"表 verdict 中 {T}", "tasks"),
    "number": (f"update verdict set completion = 9e300 where {AT} and target = '{T}'", "",
               f"表 verdict 中 {T}", "tasks"),
    "state": (f"update milestone_state set state = 'flying' where milestone = '1.1' and {NOW}", "tasks",
              "表 milestone_state 中 1.1", "growth"),
    "definition": (f"update organisation set definition = '{{}}' where code = 'org_cz' and {NOW}", "",
                   "表 organisation 中 org_cz", "growth"),
    "county": (f"update county_verdict set missing = '[' where {AT} and region = '411502'", "counties",
               "表 county_verdict 中", "tasks"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def trusting() -> Iterator[None]:
    """Know of no damage before and after."""
    flaws.forget()
    yield
    flaws.forget()


def harm(url: str, *statements: str, **values: object) -> None:
    database = Database(url)
    with database.writing() as connection:
        for statement in statements:
            assert connection.execute(sa.text(statement), values).rowcount
    database.close()


def test_pages_go_on_beside_damaged_rows_and_name_them(
    demo_copy: Demo, configured: Configure, caplog: pytest.LogCaptureFixture
) -> None:
    harm(demo_copy.url, BROKEN, FOREIGN.replace(T, "ip_pledge_deal_growth"), POISONS["definition"][0])
    configured(demo_copy.url)
    with caplog.at_level(logging.ERROR):
        overview = markup(visit())
    assert f"数据表 verdict 中 {T}" in overview and "内容无法解析" in overview and "check --deep" in overview
    assert overview.count('<tr role="row" class="row">') == 13  # all others
    raised = next(record for record in caplog.records if record.exc_info and record.name == "dashboard.app")
    assert "Traceback" in json.loads(logs.Lines().format(raised))["exception"]
    english = markup(visit("tasks", lang="en"))
    assert "in table organisation" in english and "table verdict" not in english and english.count('class="code"') > 10


@pytest.mark.large
@pytest.mark.parametrize("poison", POISONS)
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_every_kind_of_damage(demo_copy: Demo, configured: Configure, poison: str, engine: str) -> None:
    statement, page, words, other = POISONS[poison]
    server = start_postgresql() if engine == "postgresql" else None
    url = demo_copy.url
    if server is not None:
        url = server.create()
        with closing(Database(demo_copy.url)) as source, closing(Database(url)) as target:
            copy_database(source, target)
    harm(url, statement)
    configured(url)
    shown, beside = visit(page), visit(other)
    assert words in markup(shown), markup(shown)[:3000]
    assert not beside.exception and "<h1" in markup(beside)
    if server is not None:
        configured(demo_copy.url)
        server.stop()


@pytest.mark.large
def test_ten_megabytes_in_one_cell_are_not_sent(demo_copy: Demo, configured: Configure) -> None:
    first = f"select min(id) from ledger_entry where ledger = 'pledge' and {NOW}"
    harm(demo_copy.url, f"update ledger_entry set title = :long where id = ({first})", long=LONG)
    configured(demo_copy.url)
    page = markup(visit("target", target="ip_pledge_deal_growth"))
    assert len(page) < 2_000_000 and "表 ledger_entry 中" in page
