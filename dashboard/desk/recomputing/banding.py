"""Which band of the rules holds for a level."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

from dashboard.desk.recomputing.question import Question, exact, powered
from dashboard.desk.recomputing.register import ONE
from dashboard.desk.recomputing.report import Json


class Banded(Question):
    """A level against its path, and the bands of the rules in their order."""

    @staticmethod
    def against(level: Decimal, path: Decimal, time: Fraction) -> Json:
        """Return how a level compares with its path and with the time that has passed."""
        expected = exact(Fraction(path) * time)
        found: Json = {"level": level, "expected": expected, "gap": level - expected, "time_progress": exact(time)}
        if path > 0:
            done = Fraction(level) / Fraction(path)
            found.update(completion=exact(done), gap_points=exact((done - time) * 100))
        return found

    def noise(self, base: Decimal) -> Decimal:
        """Return the level below which the quantity lies below its base beyond noise."""
        share = float(self.rules["noise_quantile"])
        if self.made["scale"] == 0 and self.made["aggregation"] != "ratio":
            return min(Decimal(poisson(float(base), share)), base)
        source, deviation = self.made["source"], Decimal(0)
        if source.get("value") and self.made["aggregation"] == "flow":
            rows = self.adding.dated(source, date.min)
            squares = [self.adding.amount(row, self.made, source) ** 2 for row, day in rows if day.year == self.first]
            deviation = sum(squares, Decimal(0)).sqrt()
        return max(base + Decimal(str(NormalDist().inv_cdf(share))) * deviation, Decimal(0))

    def band(self, name: str, level: Decimal, known: Json) -> str:
        """Return the status of the first band that holds; ``known``: what the bands are measured by."""
        row = self.rules["bands"][name]
        return next(str(band["status"]) for band in row if band["when"] is None or self._holds(band, level, known))

    def _holds(self, band: Json, level: Decimal, known: Json) -> bool:
        when, above = band["when"], band["above"] is not None
        if when == "goal_reached":
            return known["goal"] is not None and level >= known["goal"]
        if when == "below_base":
            return bool(level < known["floor"])
        asked = Decimal(band["above"] if above else band["at_least"])
        if when == "required":
            return self._required(level, asked, known, above=above)
        limit = known["path"] * (known["time"] + Fraction(asked) / 100) if when == "gap_points" else \
            Fraction(self._paced(known, asked))  # fmt: skip
        return bool(Fraction(level) > limit if above else Fraction(level) >= limit)

    def _required(self, level: Decimal, asked: Decimal, known: Json, *, above: bool) -> bool:
        """True where the growth still required is that multiple of the growth asked for, or more."""
        if known["left"] <= 0 or known["goal"] is None:
            return False
        limit = known["goal"] / (ONE + self.rate() * asked) ** known["left"]
        return bool(level < limit if above else level <= limit)

    def _paced(self, known: Json, share: Decimal) -> Decimal:
        """Return the level that a path at a share of the growth asked for comes to."""
        if "k" in known:
            return powered(known["base"], self.rate() * share, known["k"])
        return self.following(known["row"], self.rate() * share)

    def following(self, row: list[Decimal], asked: Decimal) -> Decimal:
        """Return the level at which the year after a row of years just keeps the reading."""
        k = len(row)
        if self.method == "arithmetic":
            rates = [row[at + 1] / row[at] - ONE for at in range(k - 1)]
            return row[-1] * (ONE + k * asked - sum(rates, Decimal(0)))
        if self.method == "accumulation":
            whole = sum(((ONE + asked) ** power for power in range(1, k + 1)), Decimal(0))
            return row[0] * whole - sum(row[1:], Decimal(0))
        if self.method == "every_year":
            return row[-1] * (ONE + asked)
        return row[0] * (ONE + asked) ** k


def poisson(base: float, share: float) -> int:
    """Return the smallest count whose cumulative Poisson probability reaches a share."""
    total, count = 0.0, -1
    while total < share:
        count += 1
        total += math.exp(count * math.log(base) - base - math.lgamma(count + 1))
    return count
