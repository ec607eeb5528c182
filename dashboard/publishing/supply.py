"""The facts of an edition part by part, each read once, and the hash of all that was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.plan.models import Catalogue, FeedSource, RuleSet
from dashboard.publishing import hashes
from dashboard.publishing.facts import Entry, Facts, Observation, entry, frame
from dashboard.publishing.parts import ALWAYS, Part
from dashboard.publishing.spool import Spool, hash_of_spooled
from dashboard.reporting import Reader


class Supply:
    """Reads the working edition up to a month; what was read is hashed when all of it has been."""

    def __init__(self, reader: Reader, catalogue: Catalogue, edition: int, through: str) -> None:
        self._reader, self._catalogue = reader, catalogue
        self._asked = {"plan": catalogue.plan.id, "edition": edition}
        self._observed, self._entered = Spool(), Spool()
        self._read: set[tuple[str, str]] = set()  # kind and name
        self._spoken: dict[str, frozenset[tuple[str, str]]] = {}
        self.frame = frame(reader, catalogue, edition, through)
        small = [found for name in sorted(ALWAYS) for found in self._entries(name)]
        self.base = self._with((), small)

    def facts(self, part: Part) -> Facts:
        """Return the facts of one part: its observations, its ledgers and the small registers that prove them."""
        sources = [(found.id, found.source) for found in part.indicators]
        codes = {source.of or code for code, source in sources if isinstance(source, FeedSource)} | part.codes
        feeds = sorted({source.feed for _, source in sources if isinstance(source, FeedSource)})
        entries = [found for name in sorted(part.ledgers - ALWAYS) for found in self._entries(name)]
        spoken = {feed: self._told(feed) for feed in feeds if self._carried(feed) - codes}
        return self._with(self._observations(codes), (*self.base.entries, *entries), spoken)

    def input_hash(self, rules: RuleSet) -> str:
        """Return the hash of everything that went in; what no part asked for is read now."""
        for row in self._reader.rows("publishing_names", plan=self._asked["plan"]):
            kind, name = str(row["kind"]), str(row["code"])
            if (kind, name) in self._read:
                continue
            if kind == "ledger":
                self._entries(name)
            else:
                self._observations([name])
        told = hashes.frame_of(self.frame, rules)
        return hash_of_spooled({**told, "observations": self._observed, "entries": self._entered})

    def close(self) -> None:
        """Remove what was kept on disk."""
        self._observed.close()
        self._entered.close()

    def _with(
        self,
        observations: Iterable[Observation],
        entries: Iterable[Entry],
        spoken: dict[str, frozenset[tuple[str, str]]] | None = None,
    ) -> Facts:
        return replace(self.frame, observations=tuple(observations), entries=tuple(entries), spoken=spoken or {})

    def _observations(self, codes: Iterable[str]) -> list[Observation]:
        found: list[Observation] = []
        for code in sorted(codes):
            told = self._reader.tuples("publishing_part", **self._asked, through=self.frame.through, indicators=[code])
            rows = [Observation(*row) for row in told]  # type: ignore[arg-type]
            if ("indicator", code) not in self._read:
                self._observed.add(code, rows)
            self._read.add(("indicator", code))
            found += rows
        return found

    def _entries(self, ledger: str) -> list[Entry]:
        rows = [entry(row) for row in self._reader.rows("publishing_ledger", **self._asked, ledger=ledger)]
        if ("ledger", ledger) not in self._read:
            self._entered.add(ledger, hashes.entry_cells(self.frame, rows))
        self._read.add(("ledger", ledger))
        return rows

    def _carried(self, feed: str) -> set[str]:
        """Return the indicators whose values a feed brings."""
        every = self._catalogue.indicators
        return {found.id for found in every if isinstance(found.source, FeedSource) and found.source.feed == feed}

    def _told(self, feed: str) -> frozenset[tuple[str, str]]:
        """Return the senders and periods that a feed has any value of; kept."""
        if feed not in self._spoken:
            asked = {**self._asked, "through": self.frame.through, "indicators": sorted(self._carried(feed))}
            told = self._reader.tuples("publishing_spoken", **asked)
            self._spoken[feed] = frozenset((str(sender), str(period)) for sender, period in told)
        return self._spoken[feed]
