"""Counts since the start against the months that have passed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dashboard.desk.recomputing.banding import Banded
from dashboard.desk.recomputing.months import months_between
from dashboard.desk.recomputing.report import Json
from dashboard.desk.recomputing.staging import Staged, on_stages


class Count(Banded, Staged):
    """Things counted up to a number."""

    def count(self) -> Json:
        """Return the verdict on a count: by its share of time, a small number by its stages."""
        start, at = self.reading.get("count_from") or self.start, min(self.through, self.end)
        if self.reading.get("threshold") is None or self.through < max(start, self.start):
            return {"status": "not_assessed"}
        told: Json = {"goal": self.threshold(int(at[:4]))}
        month = max((one for one in self.levels if start <= one <= at), default="")
        owed = {one: units for one, units in {**self.owed, **self.reporters_owing(at)}.items() if start <= one <= at}
        debt = max(owed, default="")
        if self.over(self.end) and (month < self.end or debt > month):
            return {**told, "status": "final_missed", "missing": owed.get(debt, [])}
        if debt > month:
            return {**told, "status": "awaited", "missing": sorted({unit for units in owed.values() for unit in units})}
        if not month:
            return {**told, "status": "not_assessed"}
        told.update(level=self.levels[month], period=month, final=month == self.end)
        few = self.method == "stages" or told["goal"] <= self.rules["stage_limit"]
        return {**told, **(self._few(told, at) if few else self._share(told, max(start, self.start)))}

    def _few(self, told: Json, at: str) -> Json:
        states = [state for _, state in self.stages(at)]
        if told["level"] >= told["goal"] or told["final"]:
            return {"status": _ended(told)}
        return {"status": on_stages(states) if states else "not_assessed"}

    def _share(self, told: Json, clock: str) -> Json:
        """Judge by the share of the number against months since the clock's start over all months."""
        goal: Decimal = told["goal"]
        time = Fraction(months_between(clock, told["period"]), months_between(clock, self.end))
        found = self.against(told["level"], goal, time)
        found["path"] = found["expected"]
        if told["final"] or told["level"] >= goal:
            return {**found, "status": _ended(told)}
        return {**found, "status": self.band("progress", told["level"], {"path": Fraction(goal), "time": time})}


def _ended(told: Json) -> str:
    met = told["level"] >= told["goal"]
    return ("final_met" if met else "final_missed") if told["final"] else "completed"
