"""Counties and city on shared paths."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from dashboard.forecasting import ForecastRefused, YearOutlook, forecast_many, reconcile
from dashboard.forecasting.outlook import from_curve

THROUGH = pd.Period("2024-06", "M")


def outlooks(counties: int = 10, seed: int = 3) -> tuple[YearOutlook, list[YearOutlook]]:
    """Return the outlook of a city and of its counties, made separately."""
    rng = np.random.default_rng(seed)
    parts = rng.poisson(rng.uniform(5, 60, (counties, 1)), (counties, 54)).astype(float)
    found = forecast_many([parts.sum(axis=0), *parts], THROUGH, [[]] * (counties + 1))
    assert all(isinstance(item, YearOutlook) for item in found)
    city, *rest = [item for item in found if isinstance(item, YearOutlook)]
    return city, rest


def test_parts_add_up_draw_by_draw() -> None:
    city, parts = outlooks()
    joint = reconcile(city, parts, [1000.0], [[100.0]] * 10)
    np.testing.assert_allclose(sum(part.samples for part in joint.parts), joint.city.samples, rtol=1e-12)
    assert sum(part.observed for part in joint.parts) == pytest.approx(joint.city.observed)


def test_observed_stays_a_floor_and_the_city_keeps_its_spread() -> None:
    city, parts = outlooks()
    joint = reconcile(city, parts, [city.quantiles[0.5]], [[]] * 10)
    assert all((after.samples >= after.observed - 1e-9).all() for after in joint.parts)
    assert joint.city.quantiles[0.5] == pytest.approx(city.quantiles[0.5], rel=0.03)
    assert 0.5 < np.std(joint.city.samples) / np.std(city.samples) < 1.5
    assert joint.city.p_attain[city.quantiles[0.5]] == pytest.approx(0.5, abs=0.2)


def test_the_surer_view_counts_more() -> None:
    grid = np.array([0.001, 0.5, 0.999])
    sure = from_curve(grid, np.array([99.0, 100.0, 101.0]), [], "hand")
    parts = [from_curve(grid, np.array([0.0, 60.0, 120.0]), [], "hand")] * 2
    joint = reconcile(sure, parts, [], [[], []])
    assert joint.city.quantiles[0.5] == pytest.approx(100, abs=1.5)


def test_certain_parts_are_left_alone() -> None:
    grid = np.array([0.0, 1.0])
    fixed = [from_curve(grid, np.array([v, v]), [], "hand", v) for v in (3.0, 4.0)]
    joint = reconcile(from_curve(grid, np.array([7.0, 7.0]), [], "hand", 7.0), fixed, [7.0], [[3.0], [5.0]])
    assert joint.city.p_attain[7.0] == 1.0
    assert [part.p_attain for part in joint.parts] == [{3.0: 1.0}, {5.0: 0.0}]


def test_same_input_same_paths() -> None:
    city, parts = outlooks()
    first, second = (reconcile(city, parts, [], [[]] * 10) for _ in range(2))
    np.testing.assert_array_equal(first.parts[4].samples, second.parts[4].samples)


def test_without_parts_it_refuses() -> None:
    with pytest.raises(ForecastRefused):
        reconcile(outlooks()[0], [], [], [])


def test_fourteen_targets_in_eleven_regions_take_under_five_seconds() -> None:
    start = time.process_time()
    for seed in range(14):
        city, parts = outlooks(seed=seed)
        reconcile(city, parts, [1000.0], [[100.0]] * 10)
    assert time.process_time() - start < 5
