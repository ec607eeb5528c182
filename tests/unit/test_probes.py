"""What machines ask: readiness with its reason and the edition's age; metrics for this machine only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import anyio
import pytest
from starlette.requests import Request

from dashboard import metering, probes, reporting
from dashboard.reporting import Database, Edition, init
from dashboard.settings import settings

EDITION = Edition("p", 7, "2025Q3", "2025-09", "2025-09-30", "quarter", 1, None, 0, "", "", "", "", "", "r", "demo",
                  "", "")  # fmt: skip


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Settings and database are read anew by the test, and by whoever comes after it."""
    for known in (settings, reporting.default):
        known.cache_clear()
    yield
    for known in (settings, reporting.default):
        known.cache_clear()


def request(host: str, **headers: str) -> Request:
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (host, 1), "headers": told})


def test_the_age_of_an_edition_is_told_in_days() -> None:
    told = probes.state(EDITION, date(2025, 10, 30), 140)
    assert (told["ready"], told["edition"], told["age_days"], told["state"]) == (True, "2025Q3", 30, "fresh")
    assert probes.state(EDITION, date(2026, 2, 17), 140)["state"] == "fresh"
    assert probes.state(replace(EDITION, cut_off="2025-09-29"), date(2026, 2, 17), 140)["state"] == "stale"


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("empty", ["no tables", "no edition", "no database"])
def test_what_cannot_be_read_is_not_ready_and_says_why_without_an_address(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret-place" / "office.db"
    url = f"sqlite:///{file}"
    if empty == "no edition":
        init(Database(url), {})
    if empty == "no database":
        file.mkdir(parents=True)
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", url)
    found = anyio.run(probes.looked)
    assert not found["ready"] and found["reason"] and "secret-place" not in str(found)
    assert (found["reason"] == "no edition published") == (empty == "no edition")
    probes.note(found)
    assert "dashboard_ready 0.0" in metering.told().decode() and "age_days{" not in metering.told().decode()


@pytest.mark.usefixtures("forgotten")
def test_metrics_are_for_this_machine_unless_the_settings_open_them(monkeypatch: pytest.MonkeyPatch) -> None:
    near, far, proxied = request("127.0.0.1"), request("10.0.0.7"), request("::1", x_forwarded_for="10.0.0.7")
    assert [probes.allowed(one) for one in (near, request("::1"), far, proxied, request("unix"))] == [
        True, True, False, False, False,
    ]  # fmt: skip
    for chosen, told in (("anywhere", True), ("off", False)):
        monkeypatch.setenv("DASHBOARD_METRICS", chosen)
        settings.cache_clear()
        assert probes.allowed(far) is told and probes.allowed(near) is told


def test_an_edition_that_is_no_longer_the_newest_leaves_the_metrics() -> None:
    for label in ("2025Q2", "2025Q3"):
        probes.note(probes.state(replace(EDITION, label=label), date(2025, 10, 30), 140))
    told = metering.told().decode()
    assert 'edition="2025Q3"' in told and 'edition="2025Q2"' not in told and "dashboard_ready 1.0" in told


def test_a_query_is_counted_by_its_name(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'r.db'}")
    init(database, {})
    name = "dashboard_query_seconds_count"
    before = metering.registry.get_sample_value(name, {"query": "plans"}) or 0.0
    database.rows("plans")
    database.query("plans")
    assert metering.registry.get_sample_value(name, {"query": "plans"}) == before + 2
    database.close()


@pytest.mark.usefixtures("forgotten")
def test_loads_of_other_processes_are_counted_once_and_anew_after_a_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, counted = Database(f"sqlite:///{tmp_path / 'r.db'}"), probes.Loads()
    init(database, {})
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", database.url)

    def told() -> dict[str, float]:
        anyio.run(counted.count)
        found = (metering.registry.get_sample_value("dashboard_loads_total", {"outcome": name})
                 for name in ("loaded", "replaced", "refused"))  # fmt: skip
        return dict(zip(("loaded", "replaced", "refused"), (one or 0.0 for one in found), strict=True))

    metering.loads.clear()
    with database.transaction() as tx:
        for name in ("a", "b"):
            tx.audit("某人", "load", name, {"file": f"{name}.xlsx", "outcome": "loaded"})
        tx.audit("某人", "publish", "2025Q3", {"outcome": "loaded"})
        tx.audit("某人", "load", "c", {"file": '"outcome":"loaded"', "outcome": "refused"})
    assert told() == told() == {"loaded": 2.0, "replaced": 0.0, "refused": 1.0}
    with database.transaction() as tx:
        tx.audit("某人", "load", "a", {"file": "a.xlsx", "outcome": "replaced"})
    assert told() == {"loaded": 2.0, "replaced": 1.0, "refused": 1.0}
    assert (metering.registry.get_sample_value("dashboard_last_load_timestamp_seconds") or 0) > 1_600_000_000
    with database.writing() as connection:
        connection.exec_driver_sql("delete from audit_log where id > 1")
    assert told() == {"loaded": 1.0, "replaced": 0.0, "refused": 0.0}
    database.close()
