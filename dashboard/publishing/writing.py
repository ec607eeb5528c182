"""An edition written part by part: values as they are made, what is judged at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain

from dashboard.plan.models import Catalogue
from dashboard.publishing import hashes
from dashboard.publishing.edition import Built, rules_of
from dashboard.publishing.evidence import verified
from dashboard.publishing.making import CLOSE, INSERT, VALUE, VALUES, Bit
from dashboard.publishing.rows import VALUE_COLUMNS, VALUE_KEYS, Row, county_rows, rule_rows, verdict_rows
from dashboard.publishing.spool import Spool, hash_of_spooled
from dashboard.publishing.steps import milestone_rows
from dashboard.publishing.supply import ENTRY, OBSERVATION, Supply
from dashboard.reporting import Transaction

_JUDGED = ("verdicts", "others", "counties", "outlooks", "backtests")
_NO_PART = -1  # what this process reads itself


class Writing:
    """Writes one edition; ``built`` holds everything but its values, which are only in the database."""

    def __init__(self, tx: Transaction, catalogue: Catalogue, number: int, rules: str | None, supply: Supply) -> None:
        self._tx, self._catalogue, self._number, self._supply = tx, catalogue, number, supply
        self._spools = {kind: Spool() for kind in (OBSERVATION, ENTRY, VALUE)}
        self._first: dict[tuple[str, str], int] = {}  # the part that told of an indicator or a ledger
        self._made: dict[int, Built] = {}
        proved = verified(supply.base)
        milestones = [asdict(row) for row in milestone_rows(supply.frame, proved)]
        self.built = Built(rules_of(supply.frame, rules), [], milestones, "")
        self.input_hash = self.result_hash = ""

    def parts(self, told: Iterable[tuple[int, Bit]]) -> None:
        """Take what every part of the catalogue adds, in any order; freeze its values and make both hashes."""
        mine = ((_NO_PART, found) for found in self._supply.told())
        rest = ((_NO_PART, found) for found in self._supply.rest())
        for place, bit in chain(mine, told, rest):
            self._take(place, bit)
        for _, built in sorted(self._made.items()):
            for name in _JUDGED:
                getattr(self.built, name).extend(getattr(built, name))
        self._made.clear()
        self._vanished()
        self._hash()

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

    def _take(self, place: int, bit: Bit) -> None:
        """Note, write or keep one bit of a part."""
        kind, name, told = bit
        if isinstance(told, Built):
            self._made[place] = told
        elif kind == CLOSE:
            self._tx.close(VALUES, told, self._number)  # type: ignore[arg-type]
        elif kind == INSERT:
            same = {"plan": self._catalogue.plan.id, "from_edition": self._number}
            self._tx.append(VALUES, same, VALUE_COLUMNS, told)  # type: ignore[arg-type]
        elif self._first.setdefault((kind, name), place) == place:  # several parts may read one register
            self._spools[kind].add(name, told)  # type: ignore[arg-type]
            self._supply.known(kind, name)

    def _vanished(self) -> None:
        """Close the values of indicators that earlier catalogues had."""
        plan, now = self._catalogue.plan.id, {found.id for found in self._catalogue.indicators}
        gone = [str(row["code"]) for row in self._tx.rows("publishing_frozen", plan=plan) if row["code"] not in now]
        if gone:
            self._tx.revise(VALUES, VALUE_KEYS, (), self._number, {"plan": plan, "indicator": gone})

    def _hash(self) -> None:
        """Hash what went in and what came out, and let go of what both were made of."""
        observed, entered, values = (self._spools[kind] for kind in (OBSERVATION, ENTRY, VALUE))
        frame = hashes.frame_of(self._supply.frame, self.built.rules)
        self.input_hash = hash_of_spooled({**frame, "observations": observed, "entries": entered})
        others = {name: hashes.texts(found) for name, found in self.built.results().items()}
        self.result_hash = hash_of_spooled({**others, "values": values})
        for spool in self._spools.values():
            spool.close()
