"""Growth of yearly sums: the year so far, closed years, the end."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dashboard.desk.recomputing.banding import Banded
from dashboard.desk.recomputing.months import span
from dashboard.desk.recomputing.question import exact
from dashboard.desk.recomputing.register import ONE
from dashboard.desk.recomputing.report import Json

_STEPS = {"M": 1, "Q": 3, "A": 12}
Years = dict[int, Decimal]


class Sum:
    """A sum over the first months of a year (None: not known), and who owes a part of it."""

    def __init__(self, year: int, months: int, value: Decimal | None, owed: list[str]) -> None:
        self.year, self.months, self.value, self.owed = year, months, value, owed


class Flow(Banded):
    """Growth of what is summed over a year."""

    def flow(self) -> Json:
        """Return the verdict on a flow."""
        at = min(self.through, self.end)
        if self.through < max(f"{self.first + 1}-01", self.start):
            return {"status": "not_assessed"}
        years = self._closed(at)
        base = self.confirmed_base() or years.get(self.first)
        if base is None:
            debtors = self._debtors(self.first, self.first)
            return {"status": "awaited", "missing": debtors} if debtors else {"status": "not_assessed"}
        if base <= 0 or self._broken(at):
            return {"status": "not_assessed", "base": base}
        years[self.first] = base
        goal = self.path(base, Decimal(self.n)) if self.method in ("compound", "total") else None
        return self._of_sum({"base": base, "goal": goal}, self._latest(at), years)

    def _of_sum(self, told: Json, found: Sum | None, years: Years) -> Json:
        """Choose between what never came, awaited, and what can be compared."""
        unfinished = found is None or found.year < self.last_year or found.months < 12 or bool(found.owed)
        if self.over(self.end) and unfinished:
            return {**told, "status": "final_missed", "missing": found.owed if found else []}
        if found is None:
            return {**told, "status": "not_assessed"}
        whole = found.months == 12 or self.made["frequency"] == "A"
        told["period"] = str(found.year) if whole else f"{found.year}-{found.months:02d}"
        told["path"] = self._needed(found.year, years)
        if found.owed:
            time = exact(Fraction(found.months, 12))
            return {**told, "status": "awaited", "missing": found.owed, "time_progress": time}
        if told["path"] is None:
            owing = self._debtors(self.first + 1, found.year - 1)
            return {**told, "status": "awaited" if owing else "not_assessed", "missing": owing}
        level = found.value or Decimal(0)
        told.update(self.against(level, told["path"], Fraction(found.months, 12)))
        return {**told, **self._status(told, found, {**years, found.year: level}, whole=whole)}

    def _status(self, told: Json, found: Sum, years: Years, *, whole: bool) -> Json:
        level, every = told["level"], self.method == "every_year"
        marks = [self._met(year, years) for year in range(self.first + 1, found.year + (1 if whole else 0))]
        if whole and found.year == self.last_year:
            met = level >= told["path"] and not (every and not all(marks))
            return {"status": "final_met" if met else "final_missed", "final": True}
        if every and False in marks:
            return {"status": "behind"}
        known = {"path": Fraction(told["path"]), "time": Fraction(found.months, 12), "goal": told["goal"],
                 "left": Decimal(self.last_year - found.year)}  # fmt: skip
        if not whole:
            return {"status": self.band("progress", level, known)}
        known.update(floor=self.noise(told["base"]), row=self._row(found.year, told["base"], years))
        return {"status": self.band("growth", level, known)}

    def _row(self, year: int, base: Decimal, years: Years) -> list[Decimal]:
        """Return the years before one; those that growth from the base alone does not need are taken as the base."""
        before = range(self.first, year)
        known = all(one in years for one in before)
        return [years[one] if known else base for one in before]

    def _met(self, year: int, years: Years) -> bool | None:
        """Return whether a year reached its own growth; None where it cannot be compared."""
        if year not in years or year - 1 not in years:
            return None
        return years[year] >= years[year - 1] * (ONE + self.threshold(year))

    def _needed(self, year: int, years: Years) -> Decimal | None:
        """Return what the reading asks of a year; None where it needs a year that is not known."""
        if self.method in ("compound", "total"):
            return self.path(years[self.first], Decimal(year - self.first))
        if not all(years.get(one, 0) > 0 for one in range(self.first, year)):
            return None
        return self.following([years[one] for one in range(self.first, year)], self.threshold(year))

    def _closed(self, at: str) -> Years:
        """Return the complete years up to a month."""
        last = int(at[:4]) if at.endswith("-12") else int(at[:4]) - 1
        sums = [self._sum(year, 12) for year in sorted({int(period[:4]) for period in self.levels}) if year <= last]
        return {one.year: one.value for one in sums if one.months == 12 and one.value is not None}

    def _sum(self, year: int, months: int) -> Sum:
        """Return the sum from January to the last period known without a gap."""
        step, found = _STEPS[self.made["frequency"]], list[Decimal]()
        periods = span(f"{year}-01", f"{year}-12", self.made["frequency"])[: months // step]
        debtors = sorted({unit for period in periods for unit in self.owed.get(period, [])})
        if debtors:
            return Sum(year, months, None, debtors)
        for period in periods:
            if period not in self.levels:
                break
            found.append(self.levels[period])
        return Sum(year, len(found) * step, sum(found, Decimal(0)) if found else None, [])

    def _latest(self, at: str) -> Sum | None:
        """Return the newest year after the base with a sum or a debt."""
        for year in range(int(at[:4]), self.first, -1):
            found = self._sum(year, int(at[5:]) if year == int(at[:4]) else 12)
            if found.value is not None or found.owed:
                return found
        return None

    def _debtors(self, first: int, last: int) -> list[str]:
        owed = [units for period, units in self.owed.items() if first <= int(period[:4]) <= last]
        return sorted({unit for units in owed for unit in units})

    def _broken(self, at: str) -> bool:
        breaks = [one["period"] for one in self.made.get("breaks") or []]
        return any(int(one[:4]) > self.first and span(one[:4] + "-01", at, "M") for one in breaks)
