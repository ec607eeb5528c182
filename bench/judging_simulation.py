"""How often is a status of small counts wrong? Counts drawn around a known truth, judged as an edition judges them.

    python bench/judging_simulation.py [--draws 10000] [--seed 20220815]

Annual bands: growth a year of 95, 60 and 0 % of the growth asked for. Three tables: the truth exactly on a 10 % path;
a truth that loses 15 % a year; a truth drawn evenly from -5 to +20 % a year, with the recorded base exact and drawn,
the latter also over many bases at once, as an office has them (from 30 to 1000, evenly on a log scale).
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np

from dashboard.attainment import Values, judge
from dashboard.plan import load_catalogue
from dashboard.plan.judging import Band, Bands, RuleSet
from dashboard.plan.lookup import rules_on
from dashboard.plan.models import Target

SEED, BASES, YEARS = 20220815, (30, 100, 300, 1000), (1, 2, 3)
SPREAD_FROM = 100  # recorded bases below it are always hollow
ASKED, FALL, SLOWEST, FASTEST = 0.10, -0.15, -0.05, 0.20
WORDS = ("on_schedule", "slightly_behind", "behind", "below_base")
TARGET_LIMITS = np.array([0.95, 0.60, 0.0]) * ASKED  # growth a year from which each of the first three words is true


@dataclass(frozen=True)
class Shown:
    """What a reader sees of one recorded base and level: place of the word, hollow, and the share behind it."""

    word: int
    hollow: bool
    share: float


@dataclass(frozen=True)
class Quality:
    """Shares of all cases, but for ``solid_wrong`` (of the solid symbols) and ``sure_wrong`` (of shares >= 70 %)."""

    wrong: float
    hollow: float
    solid_wrong: float | None
    sure_hollow: float
    sure_wrong: float | None


@cache
def target() -> Target:
    """Return the first target of the plan: 10 % a year on average from 2021 to 2025."""
    return load_catalogue(ROOT / "data" / "plan" / "xinyang-2022").targets[0]


@cache
def rules(noise: bool) -> RuleSet:
    """Return the shipped rule set with bands of pace; ``noise``: below the base only beyond noise, as shipped."""
    first = Band(status="on_schedule", when="pace", at_least=Decimal("0.95"))
    second = Band(status="slightly_behind", when="pace", at_least=Decimal("0.60"))
    naive = (first, second, Band(status="behind", when="pace", at_least=Decimal(0)), Band(status="below_base"))
    ours = (first, Band(status="below_base", when="below_base"), second, Band(status="behind"))
    shipped = rules_on(load_catalogue(ROOT / "data" / "plan" / "xinyang-2022"), date(2025, 12, 31))
    bands = Bands(progress=shipped.bands.progress, growth=ours if noise else naive)
    return shipped.model_copy(update={"bands": bands})


@cache
def shown(base: int, level: int, years: int, noise: bool) -> Shown:
    """Judge a recorded base and a level some closed years later; the years between do not decide a compound rate."""
    between = {str(2021 + k): Decimal(base) for k in range(1, years)}
    levels = {"2021": Decimal(base), **between, str(2021 + years): Decimal(level)}
    values = Values(levels, frequency="A", unit="次", whole=True, start="2022-01")
    found = judge(target(), values, f"{2021 + years}-12", rules(noise))
    return Shown(WORDS.index(found.status), found.small_sample, float(found.confidence or 0))


def cases(*columns: np.ndarray) -> Iterator[tuple[list[int], int]]:
    """Yield every distinct row of some columns of whole numbers, and how often it occurs."""
    rows, counts = np.unique(np.column_stack(columns), axis=0, return_counts=True)
    yield from zip(rows.tolist(), counts.tolist(), strict=True)


def words(random: np.random.Generator, base: int, years: int, growth: float, draws: int, *, noise: bool) -> np.ndarray:
    """Return the share of each word when the truth grows by one rate and the recorded base is its true mean."""
    levels = random.poisson(base * (1 + growth) ** years, draws)
    found = np.zeros(len(WORDS))
    for (level,), count in cases(levels):
        found[shown(base, level, years, noise).word] += count
    return found / draws


def quality(random: np.random.Generator, base: int | None, years: int, draws: int, *, drawn: bool) -> Quality:
    """Return how often the word is wrong when the truth is drawn evenly; ``drawn``: the recorded base is noisy too.

    Without a base the true bases are spread; wrong and hollow are then those of recorded bases of 100 or more.
    """
    growth = random.uniform(SLOWEST, FASTEST, draws)
    truth = (growth[:, None] < TARGET_LIMITS).sum(axis=1)
    means = np.full(draws, base) if base else np.exp(random.uniform(*np.log((BASES[0], BASES[-1])), draws))
    bases = random.poisson(means) if drawn else np.round(means).astype(int)
    levels = random.poisson(means * (1 + growth) ** years)
    if not base:
        kept = bases >= SPREAD_FROM
        bases, levels, truth = bases[kept], levels[kept], truth[kept]
    rows = [(shown(b, y, years, noise=False), true, n) for (b, y, true), n in cases(bases, levels, truth)]
    wrong, weight = np.array([s.word != true for s, true, _ in rows]), np.array([n for *_, n in rows])
    hollow, unsure = np.array([s.hollow for s, *_ in rows]), np.array([s.share < 0.70 for s, *_ in rows])
    part = {"wrong": wrong, "hollow": hollow, "sure_hollow": unsure}
    return Quality(**{name: float(weight[held].sum() / weight.sum()) for name, held in part.items()},
                   solid_wrong=_among(wrong, ~hollow, weight), sure_wrong=_among(wrong, ~unsure, weight))  # fmt: skip


def _among(held: np.ndarray, group: np.ndarray, weight: np.ndarray) -> float | None:
    """Return the share of a group for which something holds; None for an empty group."""
    return float(weight[held & group].sum() / weight[group].sum()) if weight[group].sum() else None


def _paths(random: np.random.Generator, draws: int) -> None:
    print(f"Truth on the {ASKED:.0%} path, base recorded exactly: shares by naive bands, then 低于基期 by our rule\n"
          f"(ours); and how often our rule shows 低于基期 when the truth is {FALL:.0%} a year (caught).")  # fmt: skip
    print(f"{'base':>5} {'years':>5}  {'>=95%':>6} {'60-95':>6} {'0-60':>6} {'<0':>6}  {'ours':>7}  {'caught':>7}")
    for base in BASES:
        for years in YEARS:
            naive = words(random, base, years, ASKED, draws * 5, noise=False)
            ours = words(random, base, years, ASKED, draws * 5, noise=True)[-1]
            caught = words(random, base, years, FALL, draws * 5, noise=True)[-1]
            parts = " ".join(f"{part:6.2f}" for part in naive)
            print(f"{base:5} {years:5}  {parts}  {ours:7.2%}  {caught:7.0%}")


def _truths(random: np.random.Generator, draws: int, *, drawn: bool) -> None:
    recorded = "with its own Poisson noise" if drawn else "exactly"
    print(f"\nTruth drawn evenly from {SLOWEST:.0%} to {FASTEST:.0%} a year, base recorded {recorded}: by the shipped\n"
          "rule; then by the share of 70 % alone.")  # fmt: skip
    print(f"{'base':>8} {'years':>5}  {'wrong':>6} {'hollow':>6} {'of solid':>8}  {'hollow':>6} {'of solid':>8}")
    for base in (*BASES, None) if drawn else BASES:
        for years in YEARS:
            q = quality(random, base, years, draws, drawn=drawn)
            solid, sure = ("-" if part is None else f"{part:.2f}" for part in (q.solid_wrong, q.sure_wrong))
            name = base or f"{SPREAD_FROM}-{BASES[-1]}"
            print(f"{name:>8} {years:5}  {q.wrong:6.2f} {q.hollow:6.2f} {solid:>8}  {q.sure_hollow:6.2f} {sure:>8}")


def main() -> None:
    """Print the three tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--draws", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=SEED)
    asked = options.parse_args()
    random = np.random.default_rng(asked.seed)
    _paths(random, asked.draws)
    for drawn in (False, True):
        _truths(random, asked.draws, drawn=drawn)


if __name__ == "__main__":
    main()
