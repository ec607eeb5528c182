"""Counts informed by the entries that are planned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.forecasting import PastEntry, PipelineRates, Planned, forecast_count, pipeline_rates


def test_an_empty_ledger_gives_the_first_guess() -> None:
    assert pipeline_rates([], 24) == PipelineRates()


def test_an_old_ledger_speaks_for_itself() -> None:
    past = [PastEntry(planned=m, came=m + 1, announced=m - 4) for m in range(80)]
    past += [PastEntry(planned=m, dropped=True) for m in range(80)]
    past += [PastEntry(planned=None, came=m) for m in range(20)]
    found = pipeline_rates(past, 100)
    assert found.chance == pytest.approx(0.5, abs=0.02)
    assert found.delay == pytest.approx(1, abs=0.1)
    assert found.lead == pytest.approx(5, abs=0.3)
    assert found.share == pytest.approx(0.8, abs=0.02)


def test_few_entries_are_pulled_to_the_guess_and_waiting_counts_as_delay() -> None:
    assert 0.8 < pipeline_rates([PastEntry(planned=3, came=3)], 12).chance < 0.85
    waiting = pipeline_rates([PastEntry(planned=0), PastEntry(planned=2, came=2)], 12)
    assert waiting.delay == pytest.approx((12 + 0 + 6) / 3)


def test_an_entry_comes_late_and_an_overdue_one_is_doubtful() -> None:
    rates = PipelineRates(chance=0.8, delay=3.0)
    assert rates.comes(Planned(12), 12) == 0.0 == rates.comes(Planned(15), 12)
    assert rates.comes(Planned(0), 3) == pytest.approx(0.8 * (1 - np.exp(-1)))
    still = np.exp(-2)
    assert rates.comes(Planned(-6), 1e9) == pytest.approx(0.8 * still / (0.2 + 0.8 * still))
    assert rates.comes(Planned(0, 1.0), 1e9) == pytest.approx(1.0)


def test_nothing_is_counted_twice() -> None:
    # a process of 1 a month, half of it planned with a mean lead of 12 months: what is planned now, and what is not,
    # makes up the usual rate again
    rates = PipelineRates(chance=1.0, delay=1e-6, lead=12.0, share=0.5)
    left, cells = 24.0, np.linspace(0, 24, 2401)
    middle = 0.5 * (cells[1:] + cells[:-1])
    planned = float((0.5 * np.exp(-middle / 12)).sum() * 0.01)
    assert rates.unplanned(left) + planned == pytest.approx(left, rel=1e-4)
    pipeline = [Planned(float(m), float(0.5 * np.exp(-m / 12) * 0.2)) for m in np.arange(0.1, 24, 0.2)]
    informed = forecast_count(240, 240, 24, [], pipeline=pipeline, rates=rates)
    bare = forecast_count(240, 240, 24, [])
    assert informed.samples.mean() == pytest.approx(bare.samples.mean(), rel=0.01)


def test_an_empty_pipeline_says_that_little_will_come() -> None:
    bare, empty = forecast_count(6, 24, 12, [10]), forecast_count(6, 24, 12, [10], pipeline=[])
    full = forecast_count(6, 24, 12, [10], pipeline=[Planned(m) for m in (1, 3, 5, 7)])
    assert empty.p_attain[10.0] < bare.p_attain[10.0] < full.p_attain[10.0]
    assert (bare.method, empty.method) == ("gamma-poisson", "gamma-poisson+pipeline")


def test_what_if_of_counts_is_exact_where_nothing_changes() -> None:
    plans = [Planned(2), Planned(5)]
    plain = forecast_count(6, 24, 12, [8, 10], pipeline=plans)
    assert forecast_count(6, 24, 12, [8, 10], pipeline=plans, factor=1.0, added=[]) == plain


@settings(max_examples=50, deadline=None)
@given(st.floats(0, 3), st.floats(0, 2), st.lists(st.floats(-3, 12), max_size=4), st.floats(-3, 12), st.floats(0, 1))
def test_what_if_of_counts_never_falls(
    factor: float, more: float, plans: list[float], months: float, chance: float
) -> None:
    pipeline, added, targets = [Planned(m) for m in plans], [Planned(months, chance)], [7, 8, 10, 14]
    base = forecast_count(6, 24, 12, targets, pipeline=pipeline, factor=factor)
    for better in (
        forecast_count(6, 24, 12, targets, pipeline=pipeline, factor=factor + more),
        forecast_count(6, 24, 12, targets, pipeline=pipeline, factor=factor, added=added),
    ):
        assert all(better.p_attain[t] >= base.p_attain[t] - 1e-7 for t in better.p_attain)
