"""An edition written part by part: values as they are made, what is judged at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from dashboard.plan.models import Catalogue
from dashboard.publishing import hashes
from dashboard.publishing.completeness import Completeness
from dashboard.publishing.edition import Built, build_part, rules_of
from dashboard.publishing.evidence import verified
from dashboard.publishing.parts import Part, divide
from dashboard.publishing.rows import VALUE_KEYS, Row, county_rows, rule_rows, verdict_rows
from dashboard.publishing.spool import Spool, hash_of_spooled
from dashboard.publishing.steps import milestone_rows
from dashboard.publishing.supply import Supply
from dashboard.reporting import Transaction


class Writing:
    """Writes one edition; ``built`` holds everything but its values, which are only in the database."""

    def __init__(self, tx: Transaction, catalogue: Catalogue, number: int, rules: str | None, supply: Supply) -> None:
        self._tx, self._catalogue, self._number, self._supply = tx, catalogue, number, supply
        self._values = Spool()
        proved = verified(supply.base)
        milestones = [asdict(row) for row in milestone_rows(supply.frame, proved)]
        self.built = Built(rules_of(supply.frame, rules), [], milestones, "")
        self.result_hash = ""

    def parts(self, completeness: Completeness) -> None:
        """Measure, judge and forecast part after part; freeze each one's values."""
        for part in divide(self._catalogue):
            self._part(part, completeness)
        self._vanished()
        self.result_hash = self._hashed()
        self._values.close()

    def rest(self) -> None:
        """Write what was judged and forecast."""
        plan, built = self._catalogue.plan.id, self.built
        self._tx.revise("milestone_state", ("milestone",), built.milestones, self._number, {"plan": plan})
        order = {target.id: place for place, target in enumerate(self._catalogue.targets)}
        judged = sorted(built.verdicts, key=lambda found: order[found[0].target])
        made: dict[str, Iterable[Row]] = {
            "verdict": verdict_rows(judged), "rule_verdict": rule_rows(built.others),
            "county_verdict": county_rows(built.counties), "outlook": built.outlooks,
            "backtest": built.backtests,
        }  # fmt: skip
        for table, found in made.items():
            self._tx.insert(table, ({"plan": plan, "edition": self._number, **row} for row in found))

    def _part(self, part: Part, completeness: Completeness) -> None:
        built = build_part(self._supply.facts(part), self.built.rules, part, completeness)
        where = {"plan": self._catalogue.plan.id, "indicator": sorted(part.codes)}
        by_indicator: dict[str, list[Row]] = {}
        for row in built.values:
            by_indicator.setdefault(str(row["indicator"]), []).append(row)
        for code, found in by_indicator.items():
            self._values.add(code, hashes.value_cells(found))
        if part.codes:
            self._tx.revise("indicator_value", VALUE_KEYS, built.values, self._number, where)
        for name in ("verdicts", "others", "counties", "outlooks", "backtests"):
            getattr(self.built, name).extend(getattr(built, name))

    def _vanished(self) -> None:
        """Close the values of indicators that earlier catalogues had."""
        plan, now = self._catalogue.plan.id, {found.id for found in self._catalogue.indicators}
        gone = [str(row["code"]) for row in self._tx.rows("publishing_frozen", plan=plan) if row["code"] not in now]
        if gone:
            self._tx.revise("indicator_value", VALUE_KEYS, (), self._number, {"plan": plan, "indicator": gone})

    def _hashed(self) -> str:
        others = {name: hashes.texts(found) for name, found in self.built.results().items()}
        return hash_of_spooled({**others, "values": self._values})
