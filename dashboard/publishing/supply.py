"""The facts of an edition part by part, each read once, with the JSON by which all that was read is hashed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from dashboard.plan.models import Catalogue, FeedSource
from dashboard.publishing import hashes
from dashboard.publishing.facts import Entry, Facts, frame
from dashboard.publishing.parts import ALWAYS, Part
from dashboard.publishing.spool import lines
from dashboard.reporting import Reader

OBSERVATION, ENTRY = "observation", "entry"
Told = tuple[str, str, bytes]  # kind (one of these), name of the indicator or ledger, its rows as they are hashed
_BLOCK = 20_000  # entries that are taken apart at a time


class Supply:
    """Reads the working edition up to a month."""

    def __init__(self, reader: Reader, catalogue: Catalogue, edition: int, through: str) -> None:
        self._reader, self._catalogue = reader, catalogue
        self.plan, self.edition = catalogue.plan.id, edition
        self._asked = {"plan": self.plan, "edition": edition}
        self._told: list[Told] = []
        self._read: set[tuple[str, str]] = set()  # kind and name
        self._spoken: dict[str, frozenset[tuple[str, str]]] = {}
        self.frame = frame(reader, catalogue, edition, through)
        small = [found for name in sorted(ALWAYS) for found in self._entries(name)]
        self.base = replace(self.frame, entries=tuple(small))

    def facts(self, part: Part) -> Facts:
        """Return the facts of one part: its observations, its ledgers and the small registers that prove them."""
        sources = [(found.id, found.source) for found in part.indicators]
        codes = {source.of or code for code, source in sources if isinstance(source, FeedSource)} | part.codes
        feeds = sorted({source.feed for _, source in sources if isinstance(source, FeedSource)})
        entries = [found for name in sorted(part.ledgers - ALWAYS) for found in self._entries(name)]
        spoken = _Spoken(self, [feed for feed in feeds if self._carried(feed) - codes])
        observed = tuple(row for code in sorted(codes) for row in self._observations(code))
        return replace(self.frame, observations=observed, entries=(*self.base.entries, *entries), spoken=spoken)

    def told(self) -> list[Told]:
        """Return what was read for the first time since this was last asked."""
        found, self._told = self._told, []
        return found

    def rest(self) -> Iterator[Told]:
        """Yield what no part has asked for of all that goes into the hash."""
        for row in self._reader.rows("publishing_names", plan=self._asked["plan"]):
            kind, name = ENTRY if row["kind"] == "ledger" else OBSERVATION, str(row["code"])
            if (kind, name) not in self._read:
                _ = self._entries(name) if kind == ENTRY else self._observations(name)
                yield from self.told()

    def known(self, kind: str, name: str) -> None:
        """Note that something was read elsewhere."""
        self._read.add((kind, name))

    def _note(self, kind: str, name: str, told: bytes) -> None:
        self._told.append((kind, name, told))

    def _observations(self, code: str) -> list[tuple[str, str, str, str, str, int]]:
        told = self._reader.tuples("publishing_part", **self._asked, through=self.frame.through, indicators=[code])
        rows = list(told)
        if (OBSERVATION, code) not in self._read:
            self._note(OBSERVATION, code, lines(rows))
        self.known(OBSERVATION, code)
        return rows  # type: ignore[return-value]

    def _entries(self, ledger: str) -> list[Entry]:
        found: list[Entry] = []
        new = (ENTRY, ledger) not in self._read
        rows = self._reader.tuples("publishing_ledger", **self._asked, ledger=ledger)
        same: dict[object, object] = {}  # one text for each sender and region, however many entries name it
        while block := list(islice(rows, _BLOCK)):
            held = json.loads(f"[{','.join([str(row[5]) for row in block])}]")
            made = [Entry._make((ledger, key, *(same.setdefault(text, text) for text in names), told))
                    for (_, key, *names, _), told in zip(block, held, strict=True)]  # fmt: skip
            if new:
                self._note(ENTRY, ledger, lines(hashes.entry_cells(self.frame, made)))
            found += made
        if new and not found:
            self._note(ENTRY, ledger, b"")
        self.known(ENTRY, ledger)
        return found

    def _carried(self, feed: str) -> set[str]:
        """Return the indicators whose values a feed brings."""
        every = self._catalogue.indicators
        return {found.id for found in every if isinstance(found.source, FeedSource) and found.source.feed == feed}

    def spoken(self, feed: str) -> frozenset[tuple[str, str]]:
        """Return the senders and periods that a feed has any value of; kept."""
        if feed not in self._spoken:
            asked = {**self._asked, "through": self.frame.through, "indicators": sorted(self._carried(feed))}
            told = self._reader.tuples("publishing_spoken", **asked)
            self._spoken[feed] = frozenset((str(sender), str(period)) for sender, period in told)
        return self._spoken[feed]


class _Spoken(Mapping[str, frozenset[tuple[str, str]]]):
    """Reads what a feed has any value of when it is asked: only a value that is not there raises the question."""

    def __init__(self, supply: Supply, feeds: Iterable[str]) -> None:
        self._supply, self._feeds = supply, tuple(feeds)

    def __getitem__(self, feed: str) -> frozenset[tuple[str, str]]:
        if feed not in self._feeds:
            raise KeyError(feed)
        return self._supply.spoken(feed)

    def __iter__(self) -> Iterator[str]:
        return iter(self._feeds)

    def __len__(self) -> int:
        return len(self._feeds)
