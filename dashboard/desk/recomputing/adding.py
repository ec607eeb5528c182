"""Cells added up as the definitions say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from dashboard.desk.recomputing.folder import Bundle
from dashboard.desk.recomputing.months import last_day, last_month, of_month, span
from dashboard.desk.recomputing.register import Register
from dashboard.desk.recomputing.report import Json
from dashboard.desk.recomputing.reports import Asked

Level = dict[str, Decimal]
Owed = dict[str, list[str]]
NOTHING = Decimal(0)


class Series:
    """Values of one indicator for the city by period (None: not known), and who owes them."""

    def __init__(self) -> None:
        self.values: dict[str, Decimal | None] = {}
        self.owed: Owed = {}

    def put(self, period: str, value: Decimal | None, missing: list[str]) -> None:
        """Keep a period; a sum of which something is missing has no value."""
        self.values[period] = None if missing else value
        if missing:
            self.owed[period] = missing

    def total(self, year: int) -> Decimal | None:
        """Return the sum of a year's periods; None where one is not known."""
        found = [value for period, value in self.values.items() if period[:4] == str(year)]
        return None if not found or None in found else sum((one for one in found if one is not None), NOTHING)


class Adding(Register):
    """Adds the cells up as the definitions say."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__(bundle)
        self.asked = Asked(bundle)
        regions = bundle.define["regions"]
        self.city = next(one["code"] for one in regions if one["kind"] == "city")
        self.counties = [one["code"] for one in regions if one["kind"] == "county"]
        self.spoken = {(one["subject"], one["sender"], one["reported"]) for one in bundle.told["spoken"]}

    def series(self, code: str, reading: Json) -> Series:
        """Return an indicator's values as the reading counts them."""
        made = self.bundle.by_id("indicators", code)
        source = made["source"]
        if "feed" in source:
            return self._fed(made, source)
        if "ledger" in source:
            return self._counted(made, source, reading)
        names = [*source.get("plus", []), *source.get("minus", []), *source.get("parts", [])]
        names = names or [source["numerator"], source["denominator"]]
        return _combined(made, {name: self.series(name, reading) for name in names})

    def _fed(self, made: Json, source: Json) -> Series:
        feed, found = self.bundle.by_id("feeds", source["feed"]), Series()
        places = [self.city] if feed["region_from"] == "city" else self.counties
        for period in span(self.bundle.told["window"], self.bundle.through, made["frequency"]):
            reported = _reported(feed, period)
            missing = self.asked.missing(feed["id"], reported)
            if missing is None:
                continue
            told = [self._place(source, place, period, made, feed) for place in places]
            if None in told:
                missing = missing or self.asked.senders(feed["id"], reported)
            found.put(period, sum((one for one in told if one is not None), NOTHING), missing)
        return found

    def _place(self, source: Json, place: str, period: str, made: Json, feed: Json) -> Decimal | None:
        """Return one place's value; a flow of which no row speaks is nought where the whole sheet is without rows."""
        code, values = source.get("of") or made["id"], self.bundle.values
        options = source.get("only") or list((feed.get("breakdown") or {"options": {"": ""}})["options"].values())
        known = [values[code, place, period, option] for option in options if (code, place, period, option) in values]
        if known or made["aggregation"] != "flow":
            return sum(known, NOTHING) if known else None
        if any(key[:3] == (code, place, period) for key in values):
            return NOTHING
        units = {one["id"] for one in self.bundle.define["organisations"] if one.get("region") in (place, None)}
        told = any((feed["id"], unit, _reported(feed, period)) in self.spoken for unit in units)
        return None if told else NOTHING

    def _counted(self, made: Json, source: Json, reading: Json) -> Series:
        plan, lasting = self.bundle.told["plan"], bool(source.get("until"))
        cumulative = made["aggregation"] == "cumulative_count"
        first = reading.get("count_from") or plan["cumulative_start" if cumulative else "data_from"]
        start = date.fromisoformat(reading.get("count_from_day") or f"{first}-01")
        ledger, found, total = self.bundle.by_id("ledgers", source["ledger"]), Series(), NOTHING
        flow, debtors = self._flow(made, source, start), dict[str, None]()
        for period in span(first if cumulative or lasting else self.bundle.told["window"], self.bundle.through,
                           made["frequency"]):  # fmt: skip
            missing = self.asked.missing(ledger["id"], _reported(ledger, period))
            if missing is None:
                continue
            total += flow.get(period, NOTHING)
            value = total if cumulative else flow.get(period, NOTHING)
            if cumulative or lasting:  # rests on every period before
                debtors.update(dict.fromkeys(missing))
                missing = list(debtors)
            found.put(period, self._standing(source, start, period) if lasting else value, missing)
        return found

    def _flow(self, made: Json, source: Json, first: date) -> Level:
        """Return what counts by period; of each distinct value only its first day (of each year)."""
        sums: Level = {}
        things: dict[tuple[str, int], date] = {}
        for row, day in self.dated(source, first):
            if source.get("distinct"):
                thing = (self.thing(row, source), day.year if source.get("distinct_within") == "year" else 0)
                things[thing] = min(day, things.get(thing, day))
            else:
                period = of_month(day.isoformat()[:7], made["frequency"])
                sums[period] = sums.get(period, NOTHING) + self.amount(row, made, source)
        for day in things.values():
            period = of_month(day.isoformat()[:7], made["frequency"])
            sums[period] = sums.get(period, NOTHING) + 1
        return sums

    def _standing(self, source: Json, first: date, period: str) -> Decimal:
        """Return how many things are in force on the last day of a period."""
        day, things = last_day(last_month(period)).isoformat(), set()
        for row, begun in self.dated(source, first):
            if begun.isoformat() <= day <= (row["own"].get(source["until"]) or day):
                things.add(self.thing(row, source))
        return Decimal(len(things))


def _reported(subject: Json, period: str) -> str:
    """Return the quarter, of yearly feeds the year, in which a period is reported."""
    yearly = "region_from" in subject and subject["frequency"] == "A"
    return of_month(last_month(period), "A" if yearly else "Q")


def _combined(made: Json, parts: dict[str, Series]) -> Series:
    """Return a ratio, a sum or an index of other indicators, of the periods that all of them have."""
    found, every = Series(), list(parts.values())
    for period in every[0].values:
        if not all(period in part.values for part in every):
            continue
        owed = list(dict.fromkeys(unit for part in every for unit in part.owed.get(period, [])))
        told = {name: part.values[period] for name, part in parts.items()}
        known = {name: value for name, value in told.items() if value is not None}
        found.put(period, _value(made, known, parts) if len(known) == len(parts) else None, owed)
    return found


def _value(made: Json, known: Level, parts: dict[str, Series]) -> Decimal | None:
    source = made["source"]
    if "numerator" in source:
        below = known[source["denominator"]]
        return known[source["numerator"]] * Decimal(source["factor"]) / below if below else None
    if "plus" in source:
        less = sum((known[name] for name in source.get("minus") or []), NOTHING)
        return sum((known[name] for name in source["plus"]), NOTHING) - less
    bases = {name: parts[name].total(source["base_year"]) for name in source["parts"]}
    share = sum((Fraction(known[name]) / Fraction(base) for name, base in bases.items() if base), Fraction(0))
    if not all(bases.values()):
        return None
    return Decimal(round(share * 100 * 10 ** made["scale"] / len(bases))).scaleb(-made["scale"])
