"""Roll-ups for the overview: counts by status and the worst item by heading, owner unit and county."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dashboard.attainment import Verdict, rollup
from dashboard.attainment.verdict import Status
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark
from dashboard.figures.shapes import TONES
from dashboard.plan.models import Region
from dashboard.wording import Language, t

Standing = Mapping[tuple[str, str], tuple[Status, Decimal | None]]  # by target and county: status, points behind


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


@dataclass(frozen=True)
class Below:
    """The counties of an edition: rolled up one by one; of very many, how many stand where in each target."""

    groups: tuple[rollup.Group, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    by_target: bool = False


def below(items: Sequence[Item], regions: Sequence[Region], standing: Standing, lang: Language) -> Below:
    """Return the roll-up of each county over the targets whose quantity is known by county."""
    places = {r.code: r.name if lang == "zh" else r.name_en for r in regions if r.kind == "county"}
    targets = [item.target.id for item in items]
    rows = {code: [(one, *standing[one, code]) for one in targets if (one, code) in standing] for code in places}
    return Below(tuple(rollup.of_region(code, found) for code, found in rows.items() if found), places)


def below_targets(items: Sequence[Item], counted: Mapping[str, Mapping[Status, int]], lang: Language) -> Below:
    """Return for each target how many counties stand at each status."""
    known = [item for item in items if item.target.id in counted]
    found = (rollup.of_counts(item.target.id, counted[item.target.id]) for item in known)
    return Below(tuple(found), {item.target.id: item.name(lang) for item in known}, by_target=True)


def tables(state: State, counties: Below, lang: Language, href: Callable[[str], str]) -> tuple[GroupTable, ...]:
    """Return the roll-ups of an edition; columns are the statuses of the headline."""
    headings = {h.id: h.name if lang == "zh" else h.name_en for h in state.headings}
    targets = {item.target.id: item.target for item in state.items}
    make = _Maker(state, lang, href)
    by_heading = make.groups(lambda v: (targets[v.target].heading,))
    by_owner = make.groups(lambda v: targets[v.target].owners_on(state.edition.cut_off) or ("",))
    nobody = t("target.no_owner", lang)
    found = (
        ("by_heading", by_heading, headings),
        ("by_owner", by_owner, {g.key: state.organisations.get(g.key, g.key) or nobody for g in by_owner}),
        ("by_target" if counties.by_target else "by_county", counties.groups, counties.names),
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

    def table(self, key: str, groups: Sequence[rollup.Group], names: Mapping[str, str]) -> GroupTable:
        used = [status for status in rollup.ORDER if any(group.counts[status] for group in groups)]
        columns = tuple(self.mark(status) for status in used)
        return GroupTable(t(f"overview.{key}", self.lang), columns, tuple(self.row(g, used, names) for g in groups))

    def mark(self, status: Status) -> Mark:
        return Mark(status, t(f"status.{status}", self.lang), f"s-{status}", TONES[status])

    def row(self, group: rollup.Group, used: Sequence[Status], names: Mapping[str, str]) -> GroupRow:
        counts = tuple(group.counts[status] for status in used)
        item = self.worst(group)
        name, link = (item.name(self.lang), self.href(item.target.id)) if item else ("", "")
        return GroupRow(names.get(group.key, group.key), group.total, counts, name, link,
                        self.mark(item.verdict.status) if item else None)  # fmt: skip

    def worst(self, group: rollup.Group) -> Item | None:
        """Return the worst item of a group where one needs attention."""
        bad = any(group.counts[s] for s in ("slightly_behind", "behind", "below_base", "final_missed", "awaited"))
        return next((i for i in self.state.items if i.target.id == group.worst), None) if bad else None
