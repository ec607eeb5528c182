"""The question that a reading asks, with the numbers to answer it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dashboard.desk.recomputing.adding import Adding, Level, Owed
from dashboard.desk.recomputing.folder import Bundle
from dashboard.desk.recomputing.months import last_day, last_month, of_month
from dashboard.desk.recomputing.register import ONE
from dashboard.desk.recomputing.report import Json


def exact(value: Fraction) -> Decimal:
    """Return a fraction as a decimal of 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def powered(base: Decimal, growth: Decimal, years: Decimal) -> Decimal:
    """Return base x (1 + growth)^years, exact for whole years."""
    return base * (ONE + growth) ** (int(years) if years == int(years) else years)


class Question:
    """The target under its reading, with the levels known and who owes others."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle, self.adding, told = bundle, Adding(bundle), bundle.told
        self.target, self.reading, self.rules = told["target"], told["reading"], told["rules"]
        self.through: str = bundle.through
        self.start: str = told["plan"]["cumulative_start"]
        self.settled: str = told["plan"]["settled_by"]
        self.last_year: int = self.reading["end_year"]
        self.end = f"{self.last_year}-12"
        self.first: int = self.reading.get("base_year") or 0
        self.method: str = self.reading["method"]
        self.n: int = self.last_year - self.first
        self.made: Json = {}
        self.levels: Level = {}
        self.owed: Owed = {}
        if self.reading.get("indicator"):
            self._measure(self.reading["indicator"])

    def _measure(self, code: str) -> None:
        """Add the indicator up; a period that some sheet does not cover whole is not compared."""
        self.made = self.bundle.by_id("indicators", code)
        series = self.adding.series(code, self.reading)
        early = self.adding.asked.early(self.bundle.told["subjects"])
        quarter = of_month(self.through, "Q")

        def whole(period: str) -> bool:
            last = last_month(period)
            return early is None or of_month(last, "Q") != quarter or last_day(last) <= early

        self.levels = {period: value for period, value in series.values.items() if value is not None and whole(period)}
        self.owed = series.owed

    def over(self, closing: str) -> bool:
        """True once the reading has ended and late data is no longer taken."""
        return self.through >= max(closing, self.settled)

    def threshold(self, year: int) -> Decimal:
        """Return the growth or number asked for in a year, revised where a document has changed it."""
        value = self.reading["threshold"]
        for one in self.reading.get("revisions") or []:
            value = one["threshold"] if one["from_year"] <= year else value
        return Decimal(value)

    def path(self, base: Decimal, k: Decimal) -> Decimal:
        """Return T(k) of compound or total growth."""
        if not self.reading.get("revisions"):
            return powered(base, self.threshold(self.first), k / self.n if self.method == "total" else k)
        found = base
        for year in range(self.first + 1, self.first + int(k) + 1):
            found *= ONE + self.threshold(year)
        part = k - int(k)
        return powered(found, self.threshold(self.first + int(k) + 1), part) if part else found

    def rate(self) -> Decimal:
        """Return the growth a year that the threshold stands for."""
        asked = self.threshold(self.last_year)
        return (ONE + asked) ** (ONE / self.n) - ONE if self.method == "total" else asked

    def confirmed_base(self) -> Decimal | None:
        """Return the base value that the office has confirmed; None where the reported one counts."""
        for one in self.bundle.define["base_values"]:
            if (one["indicator"], one["year"]) == (self.made["id"], self.first) and one.get("value") is not None:
                return Decimal(one["value"])
        return None
