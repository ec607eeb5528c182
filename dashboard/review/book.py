"""An edition opened for reading: what its pages show, each answer of the database read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.figures import counts, decode, outlook_facts, plots, register, reports, steps
from dashboard.figures.board import Board
from dashboard.figures.charts import Plot, Subject
from dashboard.figures.commentary import Commentary, commentary
from dashboard.figures.comparison import Comparison, compare
from dashboard.figures.facts import Edition, Item, State
from dashboard.figures.framing import Stamp, stamp
from dashboard.figures.outlook_facts import TargetOutlook
from dashboard.figures.places import too_many
from dashboard.figures.register import Register
from dashboard.figures.reports import Batch
from dashboard.figures.series import Row, Series, series
from dashboard.figures.signing import Signing, signing
from dashboard.figures.slips import Slip, slips
from dashboard.figures.steps import Asked, Proofs
from dashboard.intake.template import templates
from dashboard.plan.lookup import MILESTONES
from dashboard.plan.models import Feed, Indicator, Ledger, LedgerSource, Plan, Region
from dashboard.plan.periods import of_month
from dashboard.publishing.evidence import LEDGER
from dashboard.review.exploring import Read
from dashboard.wording import Language, Refused


def editions(read: Read, plan: str) -> tuple[Edition, ...]:
    """Return the published editions of a plan in the order of publication."""
    return tuple(decode.edition(row) for row in read("edition_list", plan=plan))


def opened(read: Read, plan: str, label: str, lang: Language) -> Book:
    """Return the edition of a label; Refused when there is no such plan or edition."""
    found = next((made for row in read("plans") if (made := decode.plan(row)).id == plan), None)
    known = editions(read, plan) if found is not None else ()
    edition = next((edition for edition in known if edition.label == label), None)
    if found is None or edition is None:
        raise Refused("reporting.no_edition", label=label, known="、".join(edition.label for edition in known))
    return Book(read, found, edition, lang, known)


@dataclass(frozen=True)
class Book:
    """A plan's edition in one language; ``editions`` are all that are published, in order of publication.

    Whatever is made of it is dated by the edition's cut-off, never by the clock, so that it can be made again.
    """

    read: Read
    plan: Plan
    edition: Edition
    lang: Language
    editions: tuple[Edition, ...] = ()
    scope: str = ""  # the sender whose rows are read; "" for all

    @property
    def day(self) -> date:
        """The day as of which everything is said."""
        return self.edition.cut_off

    def rows(self, query: str, **parameters: object) -> Sequence[Row]:
        """Return the answer of a query as of the edition."""
        return self.read(query, plan=self.plan.id, edition=self.edition.number, **parameters)

    def say(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in the language of the book."""
        return zh if self.lang == "zh" else en

    @cached_property
    def row(self) -> Row:
        """The edition as it is stored, with both its hashes."""
        return next(row for row in self.read("edition_list", plan=self.plan.id) if row["label"] == self.edition.label)

    @cached_property
    def state(self) -> State:
        """Everything the edition says."""
        return decode.state(self.row, self.rows, self.lang)

    @cached_property
    def stamp(self) -> Stamp:
        """What every page and picture carries: cut-off, edition, rules, and 演示数据."""
        return stamp(self.state.edition, self.lang)

    @cached_property
    def every_region(self) -> tuple[Region, ...]:
        """The city, its counties and zones, however many."""
        return decode.definitions(self.rows("regions"), Region)

    @property
    def many(self) -> bool:
        """True where there are more counties than a paper or screen can name."""
        return too_many(len(self.every_region))

    @property
    def vast(self) -> bool:
        """True where rows of very many senders would be read."""
        return self.many and not self.scope

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The city, its counties and zones; of very many the city alone."""
        return tuple(found for found in self.every_region if found.kind == "city" or not self.many)

    @cached_property
    def city(self) -> str:
        """The code of the city."""
        return str(self.rows("city")[0]["code"])

    @cached_property
    def _series(self) -> dict[str, Series]:
        return {}

    def series(self, made: Indicator) -> Series:
        """Return an indicator's totals in every region."""
        if made.id not in self._series:
            codes = [region.code for region in self.regions]
            found = self.rows("indicator_values", indicator=made.id, regions=codes, breakdown="")
            self._series[made.id] = series(found, made)
        return self._series[made.id]

    @cached_property
    def _outlooks(self) -> tuple[Sequence[Row], Sequence[Row]]:
        codes = [region.code for region in self.regions]
        return self.rows("outlooks", target="", regions=[*codes, ""]), self.rows("backtests")

    @cached_property
    def _details(self) -> dict[str, Sequence[Row]]:
        return {}

    def outlook(self, item: Item) -> TargetOutlook:
        """Return everything the edition says about the future of a target."""
        target = item.target.id
        if target not in self._details:
            self._details[target] = self.rows("outlook_details", target=target)
        return outlook_facts.outlook(target, item.reading.id, self._outlooks[0], self._details[target],
                                     self._outlooks[1])  # fmt: skip

    def plots(self, item: Item) -> tuple[Plot, ...]:
        """Return the charts of a target for the city; none where it rests on stages alone."""
        if item.indicator is None:
            return ()
        shown = Subject(item, self.series(item.indicator), self.city, "", True, self.edition.through, self.lang,
                        self.outlook(item))  # fmt: skip
        found = plots.plots(shown)
        counted = counts.plot(shown) if not found and item in counts.counting(self.state) else None
        return found or ((counted,) if counted is not None else ())

    def compared(self, item: Item) -> Comparison | None:
        """Return the counties of a target; None where it has none or none has reported."""
        if item.indicator is None or not item.indicator.counties:
            return None
        return compare(item, self.series(item.indicator), self.regions, self.edition.through, self.lang)

    @cached_property
    def registers(self) -> dict[str, Register]:
        """The register of each target that counts things, every entry with what became of it; of very many none."""
        if self.vast:
            return {}
        known = {ledger.id: ledger for ledger in decode.ledgers(self.rows("plan_as_of")[0])}
        papers, made = self.rows("ledger_rows", ledger=LEDGER, scope=self.scope), {}
        for item in counts.counting(self.state):
            assert item.indicator is not None and isinstance(item.indicator.source, LedgerSource)
            ledger = known[item.indicator.source.ledger]
            place = {kind: number for number, kind in enumerate(ledger.counted_from)}
            order = {str(row["code"]): place.get(str(row["kind"]), len(place)) for row in self.rows("organisations")}
            proved = register.proved(papers, self._filed, ledger, self.day)
            sent = self.rows("ledger_rows", ledger=ledger.id, scope=self.scope)
            made[item.target.id] = register.register((ledger, item.indicator, item.reading), self.plan, self.day, sent,
                                                     order, proved, self.lang)  # fmt: skip
        return made

    @cached_property
    def _filed(self) -> Sequence[Row]:
        """The files that prove entries, milestones and comments, each with its state."""
        return self.rows("evidence_as_of", scope=self.scope)

    @cached_property
    def proofs(self) -> Proofs:
        """The evidence of milestones."""
        sheets = {template.milestones.sheet for template in templates().values()}
        return steps.proofs(self.rows("ledger_rows", ledger=LEDGER, scope=self.scope), self._filed, sheets)

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """The supervision slips that were made by its cut-off, each with what had become of it."""
        return slips(self.rows("slips"), self.day)

    @cached_property
    def signing(self) -> Signing:
        """Who compiled, reviewed and published it."""
        return signing(self.rows("draft_steps"), self.row)

    @cached_property
    def board(self) -> Board:
        """All milestones, as the page of the tasks has them; without addresses."""
        return Board(self.state, Asked("", "", ""), self.proofs, self.lang, lambda *_, **__: "")

    def comments(self, item: Item) -> Commentary:
        """Return what the office has written about a target."""
        told = self.rows("commentary_as_of", last=of_month(self.edition.through, "Q"))
        return commentary(told, item.target.id, self.edition, self.lang)

    @cached_property
    def batches(self) -> tuple[Batch, ...]:
        """What was to be sent since the plan began, by sender and period; of very many senders none."""
        if self.vast:
            return ()
        head = self.rows("plan_as_of")[0]
        items: list[Feed | Ledger] = [*decode.feeds(head), *decode.ledgers(head)]
        sheets = {item.id: frozenset({item.sheet}) for item in items}
        sheets[MILESTONES] = frozenset(template.milestones.sheet for template in templates().values())
        told = self.rows("reports", since=f"{self.plan.start_year}-01-01", scope=self.scope)
        stated = self.rows("submission_sheets", scope=self.scope)
        return reports.batches(reports.reports(told, stated, sheets), self.edition)

    @cached_property
    def _beside(self) -> dict[str, Book]:
        return {}

    def at(self, edition: Edition) -> Book:
        """Return another edition of the same plan in the same language, opened once."""
        if edition.label not in self._beside:
            self._beside[edition.label] = replace(self, edition=edition)
        return self._beside[edition.label]

    @property
    def before(self) -> Edition | None:
        """The edition compared with: the latest of an earlier month, as it stood when this one was published.

        A quarter is compared with a quarter, a flash edition with whatever was said last.
        """
        kinds = {self.edition.kind, "quarter"}
        earlier = [one for one in self.editions if one.number < self.edition.number
                   and one.through < self.edition.through and one.kind in kinds]  # fmt: skip
        return max(earlier, key=lambda one: (one.through, one.number), default=None)
