"""Roll-ups for the overview: counts by status and the worst item by heading, owner unit and county."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.attainment import Verdict, rollup
from dashboard.attainment.verdict import Status
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark
from dashboard.figures.shapes import TONES
from dashboard.plan.models import Region
from dashboard.wording import Language, t


@dataclass(frozen=True)
class GroupRow:
    """A heading, unit or county: how many of its targets stand at each status, and the worst of them."""

    name: str
    total: int
    counts: tuple[int, ...]  # in the order of the columns
    worst: str
    href: str
    mark: Mark | None


@dataclass(frozen=True)
class GroupTable:
    """One roll-up; every row's counts sum to its total."""

    title: str
    columns: tuple[Mark, ...]
    rows: tuple[GroupRow, ...]


def tables(
    state: State, regions: Sequence[Region], lang: Language, href: Callable[[str], str]
) -> tuple[GroupTable, ...]:
    """Return the roll-ups of an edition; columns are the statuses of the headline."""
    headings = {h.id: h.name if lang == "zh" else h.name_en for h in state.headings}
    places = {r.code: r.name if lang == "zh" else r.name_en for r in regions if r.kind == "county"}
    targets = {item.target.id: item.target for item in state.items}
    make = _Maker(state, lang, href)
    by_heading = make.groups(lambda v: (targets[v.target].heading,))
    by_owner = make.groups(lambda v: targets[v.target].owners_on(state.edition.cut_off) or ("",))
    nobody = t("target.no_owner", lang)
    found = (
        ("by_heading", by_heading, headings),
        ("by_owner", by_owner, {**state.organisations, "": nobody}),
        ("by_county", make.counties(tuple(places)), places),
    )
    return tuple(make.table(key, groups, names) for key, groups, names in found if groups and not _idle(groups))


def _idle(groups: Sequence[rollup.Group]) -> bool:
    """True where nothing is assessed in any group: counties without quotas, all of which have reported."""
    return all(group.counts["not_assessed"] == group.total for group in groups)


@dataclass(frozen=True)
class _Maker:
    state: State
    lang: Language
    href: Callable[[str], str]

    def groups(self, keys: Callable[[Verdict], Iterable[str]]) -> tuple[rollup.Group, ...]:
        items = self.state.items
        chances = {i.target.id: i.chance.p for i in items if i.chance and i.chance.p is not None}
        return rollup.groups([item.verdict for item in items], keys, chances)

    def counties(self, codes: Sequence[str]) -> tuple[rollup.Group, ...]:
        """Return the roll-up of each county over the targets whose quantity is known by county."""
        found = []
        for code in codes:
            known = [(item, item.counties[code]) for item in self.state.items if code in item.counties]
            found.append(rollup.of_region(code, [(i.target.id, c.status, c.gap_points) for i, c in known]))
        return tuple(group for group in found if group.total)

    def table(self, key: str, groups: Sequence[rollup.Group], names: dict[str, str]) -> GroupTable:
        used = [status for status in rollup.ORDER if any(group.counts[status] for group in groups)]
        columns = tuple(self.mark(status) for status in used)
        return GroupTable(t(f"overview.{key}", self.lang), columns, tuple(self.row(g, used, names) for g in groups))

    def mark(self, status: Status) -> Mark:
        return Mark(status, t(f"status.{status}", self.lang), f"s-{status}", TONES[status])

    def row(self, group: rollup.Group, used: Sequence[Status], names: dict[str, str]) -> GroupRow:
        counts = tuple(group.counts[status] for status in used)
        item = self.worst(group)
        name, link = (item.name(self.lang), self.href(item.target.id)) if item else ("", "")
        return GroupRow(names.get(group.key, group.key), group.total, counts, name, link,
                        self.mark(item.verdict.status) if item else None)  # fmt: skip

    def worst(self, group: rollup.Group) -> Item | None:
        """Return the worst item of a group where one needs attention."""
        bad = any(group.counts[s] for s in ("slightly_behind", "behind", "below_base", "final_missed", "awaited"))
        return next((i for i in self.state.items if i.target.id == group.worst), None) if bad else None
