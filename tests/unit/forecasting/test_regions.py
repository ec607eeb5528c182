"""A city and its counties, from histories to outlooks that add up."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from dashboard.forecasting import (
    Addition,
    ForecastRefused,
    Regions,
    YearOutlook,
    forecast_regions,
    forecast_year,
    what_if,
)

MONTHS = pd.period_range("2020-01", periods=54, freq="M")
JUNE = MONTHS[-1]


def histories(counties: int = 10, seed: int = 1) -> dict[str, pd.Series]:
    """Return the series of a city and its counties."""
    rng = np.random.default_rng(seed)
    rows = rng.poisson(rng.uniform(2, 60, (counties, 1)), (counties, 54)).astype(float)
    parts = {f"c{at}": pd.Series(row, MONTHS) for at, row in enumerate(rows)}
    return {"city": pd.Series(rows.sum(axis=0), MONTHS), **parts}


def total(found: Regions, city: str = "city") -> np.ndarray:
    """Return the sum of the counties' samples and of the rest."""
    parts = [o.samples for n, o in found.outlooks.items() if n != city and isinstance(o, YearOutlook)]
    return np.sum([*parts, *([found.rest.samples] if found.rest else [])], axis=0)


def outlook(found: Regions, name: str) -> YearOutlook:
    """Return one region's outlook."""
    item = found.outlooks[name]
    assert isinstance(item, YearOutlook)
    return item


def test_counties_add_up_on_every_path() -> None:
    found = forecast_regions(histories(), JUNE, {"city": [3000.0], "c3": [500.0]}, "city")
    assert (found.reason, found.rest) == ("", None)
    np.testing.assert_allclose(total(found), outlook(found, "city").samples, rtol=1e-12)
    assert list(outlook(found, "city").p_attain) == [3000.0] and list(outlook(found, "c3").p_attain) == [500.0]
    assert all(isinstance(o, YearOutlook) and o.method.endswith("+reconciled") for o in found.outlooks.values())


def test_reconciling_changes_little() -> None:
    series = histories()
    found = forecast_regions(series, JUNE, {}, "city")
    for name, item in series.items():
        alone = forecast_year(item, JUNE, [])
        width = alone.quantiles[0.9] - alone.quantiles[0.1]
        assert abs(outlook(found, name).quantiles[0.5] - alone.quantiles[0.5]) < 0.5 * width


def test_a_refused_county_keeps_its_reason_and_counts_in_the_rest() -> None:
    series = histories()
    series["c2"] = series["c2"].iloc[-20:]  # a young county; before that the city's figure held it already
    found = forecast_regions(series, JUNE, {}, "city")
    refused = found.outlooks["c2"]
    assert isinstance(refused, ForecastRefused) and refused.reason == "too_short"
    assert found.reason == "" and found.rest is not None
    np.testing.assert_allclose(total(found), outlook(found, "city").samples, rtol=1e-12)


def test_a_county_without_any_value_stops_nobody() -> None:
    series = histories()
    silent = series["c2"] * np.nan
    city = series["city"] - series["c2"]
    found = forecast_regions({**series, "city": city, "c2": silent}, JUNE, {}, "city")
    assert found.reason == "" and isinstance(found.outlooks["c2"], ForecastRefused)


def test_figures_that_do_not_add_up_are_not_forced_to() -> None:
    series = histories()
    series["city"] = series["city"] * 1.1
    found = forecast_regions(series, JUNE, {}, "city")
    assert found.reason == "parts_do_not_add_up"
    assert outlook(found, "city").method == "blend"


def test_without_a_city_or_counties() -> None:
    series = histories()
    with pytest.raises(ForecastRefused):
        forecast_regions({"c1": series["c1"]}, JUNE, {}, "city")
    assert forecast_regions({"city": series["city"]}, JUNE, {}, "city").reason == "no_parts"
    short = {name: item.iloc[-20:] for name, item in series.items()}
    assert forecast_regions(short, JUNE, {}, "city").reason == "city_refused"


def test_a_later_value_changes_nothing_and_order_neither() -> None:
    series = histories()
    later = {name: pd.concat([s, pd.Series([9e9], [JUNE + 1])]) for name, s in series.items()}
    first, second = (forecast_regions(s, JUNE, {"city": [3000.0]}, "city") for s in (series, later))
    assert first == second
    np.testing.assert_array_equal(outlook(first, "c4").samples, outlook(second, "c4").samples)


def test_fourteen_targets_in_eleven_regions_take_under_five_seconds() -> None:
    start = time.process_time()
    for seed in range(14):
        forecast_regions(histories(seed=seed), JUNE, {"city": [3000.0], "c1": [100.0]}, "city")
    assert time.process_time() - start < 5


def test_what_if_in_one_county_adds_up_too() -> None:
    found = forecast_regions(histories(), JUNE, {}, "city")
    deal = [Addition("a deal of c3", 40.0, 0.6)]
    changed = [what_if(outlook(found, f"c{at}"), [], 1.2, deal if at == 3 else ()) for at in range(10)]
    city = what_if(outlook(found, "city"), [], 1.2, deal)
    np.testing.assert_allclose(np.sum([item.samples for item in changed], axis=0), city.samples, rtol=1e-9)
