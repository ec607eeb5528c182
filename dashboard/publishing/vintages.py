"""What earlier editions held of a quantity, as they were first published: the past as it was known then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.plan.lookup import city, indicator
from dashboard.plan.models import Catalogue
from dashboard.reporting import Reader


@dataclass(frozen=True, slots=True)
class Version:
    """One value at the indicator's scale, held by the editions from ``first`` to before ``last`` (None: still)."""

    period: str
    value: int
    first: int
    last: int | None


@dataclass(frozen=True)
class Vintages:
    """Every version of the default readings' flows, and the first edition of every quarter so far."""

    versions: Mapping[str, Sequence[Version]]
    editions: Sequence[tuple[int, str]]  # number, last month

    def known(self, code: str, before: str) -> dict[str, dict[str, int]]:
        """Return period -> value as held by each edition up to a month (not included), by its last month."""
        found = {}
        for number, through in self.editions:
            if through < before:
                held = {v.period: v.value for v in self.versions.get(code, ()) if _holds(v, number)}
                found[through] = {period: value for period, value in held.items() if period <= through}
        return {through: held for through, held in found.items() if held}


def _holds(version: Version, number: int) -> bool:
    return version.first <= number and (version.last is None or version.last > number)


NOTHING = Vintages({}, ())


def read(reader: Reader, catalogue: Catalogue, edition: int) -> Vintages:
    """Read what the editions before one held."""
    plan, codes = catalogue.plan.id, sorted(_flows(catalogue))
    place = city(catalogue).code
    asked = {"plan": plan, "edition": edition, "indicators": codes, "region": place}
    rows = reader.rows("indicator_versions", **asked) if codes else []
    versions: dict[str, list[Version]] = {}
    for row in rows:
        if row["value"] is not None:
            last = None if row["to_edition"] is None else int(row["to_edition"])
            found = Version(str(row["period"]), int(row["value"]), int(row["from_edition"] or 0), last)
            versions.setdefault(str(row["indicator"]), []).append(found)
    return Vintages(versions, _first_editions(reader.rows("edition_list", plan=plan)))


def _flows(catalogue: Catalogue) -> set[str]:
    """Return the flows by month or quarter that default readings ask about."""
    codes = {target.default.indicator for target in catalogue.targets} - {None}
    made = (indicator(catalogue, code) for code in codes if code)
    return {found.id for found in made if found.aggregation == "flow" and found.frequency != "A"}


def _first_editions(rows: Iterable[Mapping[str, object]]) -> list[tuple[int, str]]:
    """Return the first publication of every quarter; a correction knew more than was known then."""
    firsts: dict[str, int] = {}
    for row in rows:
        if row["kind"] == "quarter":
            firsts.setdefault(str(row["through"]), int(str(row["number"])))
    return [(number, through) for through, number in firsts.items()]
