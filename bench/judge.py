"""Judging at scale: 60 indicators x 3,000 regions on one core, and whether it equals judging one by one.

    python bench/judge.py [--indicators 60] [--regions 3000]

Prints the seconds taken (and those at work, should others share the machine), the verdicts a second, and the rows
that differ from ``judge`` (there must be none).
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np

from dashboard.attainment import Table, Values, judge, judge_many
from dashboard.plan import load_catalogue, periods
from dashboard.plan.lookup import indicator, rules_on
from dashboard.plan.models import Catalogue, Target

SEED, THROUGH, CHECKED = 20260930, "2025-09", 50


def tables(catalogue: Catalogue, regions: int, indicators: int) -> Iterator[tuple[Target, Table]]:
    """Yield targets of every kind in turn, each with invented values of all regions."""
    random = np.random.default_rng(SEED)
    numeric = [target for target in catalogue.targets if target.kind == "numeric"]
    for place in range(indicators):
        target = numeric[place % len(numeric)]
        found = indicator(catalogue, target.default.indicator or "")
        names = [p for p in periods.span("2019-01", THROUGH, found.frequency) if periods.last_month(p) <= THROUGH]
        stored = random.poisson(40, (regions, len(names))).astype(np.int64)
        if found.aggregation == "cumulative_count":
            stored = (stored.cumsum(axis=1) // 400).astype(np.int64)
        shared = Values(frequency=found.frequency, aggregation=found.aggregation, unit=found.unit, start="2022-01",
                        settled_by="2026-12", whole=found.scale == 0 and found.aggregation != "ratio")  # fmt: skip
        yield target, Table(names, stored, random.random(stored.shape) > 0.001, found.scale, shared)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--indicators", type=int, default=60)
    options.add_argument("--regions", type=int, default=3000)
    asked = options.parse_args()
    catalogue = load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")
    rules = rules_on(catalogue, periods.last_day(THROUGH))
    taken, busy, judged, wrong = 0.0, 0.0, 0, 0
    for target, table in tables(catalogue, asked.regions, asked.indicators):
        start, worked = time.perf_counter(), time.process_time()
        found = judge_many(target, table, THROUGH, rules)
        taken += time.perf_counter() - start
        busy += time.process_time() - worked
        judged += len(found)
        for place in range(0, len(found), max(len(found) // CHECKED, 1)):
            wrong += found[place] != judge(target, table.row(place), THROUGH, rules)
    rate = Decimal(judged) / Decimal(str(taken))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{asked.indicators} indicators x {asked.regions} regions: {taken:.1f} s on one core ({busy:.1f} s of work), "
          f"{rate:,.0f} a second")  # fmt: skip
    print(f"rows that differ from judge (every {max(asked.regions // CHECKED, 1)}th compared): {wrong}; "
          f"peak memory {memory} MiB")  # fmt: skip


if __name__ == "__main__":
    main()
