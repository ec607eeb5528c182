"""Growth of what stands at the end of a period, and of ratios."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dashboard.desk.recomputing.banding import Banded
from dashboard.desk.recomputing.months import last_month, months_between, of_month, shift
from dashboard.desk.recomputing.report import Json


class Stock(Banded):
    """Growth from one closing day to another."""

    def stock(self) -> Json:
        """Return the verdict on a stock or a ratio."""
        month = self.reading.get("closing_month") or 12
        opening, closing = f"{self.first}-{month:02d}", f"{self.last_year}-{month:02d}"
        first, last = of_month(opening, self.made["frequency"]), min(self.through, closing)
        if self.through < max(shift(opening, 1), self.start):
            return {"status": "not_assessed"}
        base = (self.confirmed_base() if month == 12 else None) or self.levels.get(first)
        if base is None and self.owed.get(first):
            return {"status": "awaited", "missing": self.owed[first]}
        breaks = [last_month(one["period"]) for one in self.made.get("breaks") or []]
        if base is None or base <= 0 or any(opening < one <= last for one in breaks):
            return {"status": "not_assessed", "base": base}
        newest = max((one for one in self.levels if first < one and last_month(one) <= last), default="")
        debt = max((one for one in self.owed if first < one and last_month(one) <= last), default="")
        told = {"base": base, "goal": self.path(base, Decimal(self.n))}
        end = of_month(closing, self.made["frequency"])
        if self.over(closing) and newest < end:
            return {**told, "status": "final_missed", "period": end, "missing": self.owed.get(debt, [])}
        if debt > newest:
            return {**told, "status": "awaited", "period": debt, "missing": self.owed[debt]}
        return {**told, **self._level(told, first, newest, end)} if newest else {**told, "status": "not_assessed"}

    def _level(self, told: Json, first: str, newest: str, end: str) -> Json:
        k = Decimal(months_between(last_month(first), last_month(newest)) - 1) / 12
        level, path = self.levels[newest], self.path(told["base"], k)
        found = {"period": newest, "path": path, **self.against(level, path, Fraction(1))}
        if newest == end:
            return {**found, "status": "final_met" if level >= told["goal"] else "final_missed", "final": True}
        known = {"path": Fraction(path), "time": Fraction(1), "floor": self.noise(told["base"]), "goal": told["goal"],
                 "k": k, "base": told["base"], "left": Decimal(self.n) - k}  # fmt: skip
        return {**found, "status": self.band("growth", level, known)}
