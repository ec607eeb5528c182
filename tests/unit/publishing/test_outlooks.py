"""Outlooks of an edition: from its own facts only, coherent by county, hidden where they failed, none when final."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from dashboard.attainment import Verdict
from dashboard.forecasting import YearOutlook
from dashboard.plan.models import Catalogue
from dashboard.publishing import outlook_flows, outlooks
from dashboard.publishing.asking import CLOSED, Asked
from dashboard.publishing.edition import Built, build
from dashboard.publishing.facts import Entry, Facts, Observation, gather
from dashboard.publishing.made import Made
from dashboard.publishing.measures import Measuring
from dashboard.publishing.outlook_flows import middle_of
from dashboard.publishing.records import record
from dashboard.publishing.vintages import Version, Vintages
from dashboard.publishing.whatifs import FACTORS
from dashboard.reporting import Database
from tests.unit.publishing.lakeside import CITY, EAST, LAKESIDE, WEST

DEFAULTS = {target.id: target.default for target in LAKESIDE.targets}


def facts_of(database: Database, catalogue: Catalogue, edition: int, through: str) -> Facts:
    with database.transaction() as tx:
        return gather(tx, catalogue, edition, through)


@pytest.fixture
def facts(copied: Database) -> Iterator[Facts]:
    """What the edition of 2022Q3 was made from."""
    yield facts_of(copied, LAKESIDE, 4, "2022-09")


def _rows(built: Built) -> dict[tuple[str, str, str, str], dict[str, object]]:
    return {(str(r["target"]), str(r["reading"]), str(r["region"]), str(r["horizon"])): r for r in built.outlooks}


def test_a_value_of_after_the_edition_changes_nothing(facts: Facts) -> None:
    """A month, an entry and a date of the future are planted: no outlook and no record moves."""
    before = build(facts)
    later = Observation("transfers", EAST, "2022-11", "transfer", "east", 999_999)
    known = next(entry for entry in facts.entries if entry.ledger == "pledge")
    future = Entry("pledge", "Y-FUTURE", "east", EAST, "", {**known.attributes, "registered_on": "2022-12-01"})
    dated = known._replace(attributes={**known.attributes, "released_on": "2022-12-20"})
    entries = tuple(dated if entry is known else entry for entry in facts.entries)
    after = build(replace(facts, observations=(*facts.observations, later), entries=(*entries, future)))
    assert after.outlooks == before.outlooks and before.outlooks
    assert after.backtests == before.backtests and before.backtests


def test_what_a_later_edition_knew_does_not_reach_the_record(facts: Facts) -> None:
    planted = [*facts.vintages.editions, (9, "2022-12"), (10, "2023-03")]
    versions = {code: [*held, Version("2022-08", 10**6, 9, None)] for code, held in facts.vintages.versions.items()}
    assert versions
    assert build(replace(facts, vintages=Vintages(versions, planted))).backtests == build(facts).backtests


def test_every_reading_with_a_path_has_both_horizons(facts: Facts) -> None:
    found = _rows(build(facts))
    assert {key[3] for key in found if key[:3] == ("t_density", "default", CITY)} == {"year", "plan_end"}
    assert {key[3] for key in found if key[:3] == ("t_firms", "later", CITY)} == {"year", "plan_end"}
    assert found["t_transfers", "mean", CITY, "year"]["goal"] == "884.4"
    assert ("t_transfers", "mean", CITY, "plan_end") not in found  # its last year depends on the years before
    assert found["t_density", "default", CITY, "plan_end"]["goal"] == "16000"
    assert [key for key in found if key[0] == "q_paper"] == []


def test_an_outlook_says_what_a_page_shows(facts: Facts) -> None:
    row = _rows(build(facts))["t_density", "default", CITY, "plan_end"]
    quantiles = json.loads(str(row["quantiles"]))
    assert set(quantiles) == {"0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95"}
    assert list(quantiles.values()) == sorted(quantiles.values()) and row["middle"] == quantiles["0.5"]
    dots = json.loads(str(row["dots"]))
    assert len(dots) == 20 and dots == sorted(dots)
    above = sum(dot >= 16000 for dot in dots) / 20
    assert abs(above - float(str(row["p_attain"]))) <= 0.05
    fan = json.loads(str(row["fan"]))
    assert fan["periods"][0] == "2022Q4" and fan["periods"][-1] == "2024Q4"
    assert fan["0.5"][-1] == pytest.approx(quantiles["0.5"], rel=1e-6)
    asked = json.loads(str(row["what_if"]))
    chances = [point[0] for point in asked["grid"][""]]
    assert asked["factors"] == list(FACTORS) and chances == sorted(chances)
    assert chances[FACTORS.index(1.0)] == pytest.approx(row["p_attain"], rel=1e-6)


def test_the_closing_month_of_a_reading_is_its_horizon(facts: Facts) -> None:
    asked = next(one for one in build(facts).asked if one.reading.indicator == "density")
    closing = replace(asked, reading=asked.reading.model_copy(update={"closing_month": 6}))
    assert [horizon.end for horizon in closing.horizons()] == ["2022Q2", "2024Q2"]


def test_a_revised_threshold_is_asked_for_from_its_year_on(facts: Facts) -> None:
    asked = next(one for one in build(facts).asked if (one.indicator, one.reading.id) == ("transfers", "default"))
    changed = {"from_year": 2023, "threshold": Decimal("0.2"), "doc_no": "甲", "issued": date(2023, 1, 5)}
    revised = type(asked.reading).model_validate({**asked.reading.model_dump(), "revisions": (changed,)})
    goals = {found.name: found.goal for found in replace(asked, reading=revised).horizons()}
    assert goals["year"] == Decimal("884.4")
    assert goals["plan_end"] == Decimal(804) * Decimal("1.1") * Decimal("1.2") ** 3


def test_counties_add_up_to_the_city_on_every_path(facts: Facts) -> None:
    measuring = Measuring(facts)
    made = list(outlooks.every(measuring, measuring.all(), build(facts).asked))
    for indicator in ("transfers", "pledged"):
        found: dict[str, YearOutlook] = {}
        for item in made:
            if item.asked.indicator == indicator and item.asked.default and item.horizon.name == "year" and item.found:
                found[item.region] = item.found
        assert set(found) == {CITY, EAST, WEST}
        assert np.allclose(found[CITY].samples, found[EAST].samples + found[WEST].samples)
        middle = middle_of(found, CITY)
        assert middle[CITY] == pytest.approx(found[CITY].quantiles[0.5])
        assert middle[EAST] + middle[WEST] == pytest.approx(middle[CITY])


def test_an_outlook_that_failed_before_is_hidden_with_the_reason(published: Database) -> None:
    where = {"plan": LAKESIDE.plan.id, "edition": 5}
    records = {row["target"]: row for row in published.rows("backtests", **where)}
    failed = records["t_transfers"]
    assert failed["reason"] == "brier" and int(str(failed["origins"])) >= 12
    assert float(str(failed["brier"])) > float(str(failed["brier_persistence"])) + 0.05
    rows = [row for row in published.rows("edition_outlooks", **where) if row["target"] == "t_transfers"]
    assert {row["region"] for row in rows} == {CITY, EAST, WEST}
    for row in rows:
        assert (row["reason"], row["p_attain"], row["quantiles"], row["dots"]) == ("brier", None, "{}", "[]")
        assert row["method"] and row["expected"] is None and row["middle"] is None


def test_a_short_record_is_told_and_hides_nothing(published: Database) -> None:
    where = {"plan": LAKESIDE.plan.id, "edition": 5}
    record_ = next(row for row in published.rows("backtests", **where) if row["target"] == "t_density")
    assert (record_["reason"], record_["kind"]) == ("too_few", "rolling") and int(str(record_["origins"])) < 12
    told = published.rows("edition_outlooks", **where)
    assert any(r["p_attain"] is not None for r in told if r["target"] == "t_density")


def test_what_is_final_or_reached_has_no_outlook(facts: Facts) -> None:
    built = build(facts)
    closed = [verdict for verdict, _ in built.verdicts if verdict.status in CLOSED]
    assert closed
    rows = {(row["target"], row["reading"]) for row in built.outlooks}
    assert not rows & {(found.target, found.reading) for found in closed}


def test_enough_earlier_editions_make_the_record(facts: Facts) -> None:
    """Sixteen quarterly editions of finished years, each with what it knew: their origins are taken."""
    asked = next(one for one in build(facts).asked if (one.indicator, one.reading.id) == ("transfers", "default"))
    years = range(2013, 2022)
    levels = {f"{y}-{m:02d}": Decimal(20 + 3 * (y - 2013) + m) for y in years for m in range(1, 13)}
    levels |= {period: level for period, level in asked.values.levels.items() if period >= "2022"}
    known = replace(asked, values=replace(asked.values, levels=levels))
    editions = [(n + 1, f"{2017 + n // 4}-{(n % 4 + 1) * 3:02d}") for n in range(16)]
    held = {"transfers": [Version(period, int(level), 1, None) for period, level in levels.items()]}
    found = record(known, Vintages(held, editions), 0)
    assert (found.kind, found.found.origins) == ("vintages", 16)
    assert record(known, Vintages({}, ()), 0).kind == "rolling"


def test_an_entry_on_its_way_raises_the_chance_and_is_named(facts: Facts) -> None:
    """A deal that is registered and not released yet is on its way to being released."""
    row = _rows(build(facts))["t_released", "default", CITY, "plan_end"]
    asked = json.loads(str(row["what_if"]))
    assert "pipeline" in str(row["method"]) and len(asked["entries"]) == 3
    assert set(asked["grid"]) == {"", "0", "1", "2", "0,1", "0,2", "1,2", "0,1,2"}
    at = FACTORS.index(1.0)
    assert asked["grid"]["0,1"][at][0] >= asked["grid"]["0"][at][0] >= asked["grid"][""][at][0]
    assert all(entry["name"] and entry["step"] and entry["since"] <= "2022-09-30" for entry in asked["entries"])


def test_a_refused_forecast_keeps_its_reason(facts: Facts) -> None:
    asked = next(one for one in build(facts).asked if (one.indicator, one.reading.id) == ("transfers", "default"))
    short = {period: level for period, level in asked.values.levels.items() if period >= "2022-01"}
    young = replace(asked, values=replace(asked.values, levels=short))
    measuring = Measuring(facts)
    made: list[Made] = list(outlook_flows.made(measuring, {}, [replace(young, default=False)]))
    assert {(item.found, item.reason) for item in made} == {(None, "too_short")}
    assert made[0].row()["reason"] == "too_short" and made[0].row()["p_attain"] is None


def test_asked_kinds_follow_the_indicator(facts: Facts) -> None:
    kinds = {(one.indicator, one.kind) for one in build(facts).asked}
    assert {("transfers", "flow"), ("firms", "count"), ("released", "count"), ("density", "level")} <= kinds
    assert all(isinstance(one, Asked) and isinstance(one.verdict, Verdict) for one in build(facts).asked)


def test_the_same_facts_give_the_same_outlooks(facts: Facts, tmp_path: Path) -> None:
    assert build(facts).outlooks == build(facts).outlooks
