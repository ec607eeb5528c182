"""The catalogue of one plan: frozen pydantic models, all importable from here."""

from __future__ import annotations

from datetime import date

from dashboard.plan.basics import Code, DueRule, Frequency, Model, Month, Sender, Source
from dashboard.plan.due import Extension
from dashboard.plan.entry_rules import EntryRule
from dashboard.plan.judging import Band, Bands, RuleSet
from dashboard.plan.measures import (
    BaseValue,
    Break,
    FeedSource,
    IndexSource,
    Indicator,
    IndicatorSource,
    LedgerSource,
    Quota,
    RatioSource,
    SumSource,
)
from dashboard.plan.office import Fact, FactKind, Question
from dashboard.plan.places import Organisation, OrganisationName, Region
from dashboard.plan.promises import Ambiguity, Criterion, Method, Milestone, Reading, Revision, Stage, Target, Task
from dashboard.plan.sheets import Breakdown, Feed, FeedValue, Ledger, LedgerColumn, SameAs
from dashboard.plan.supervising import SlipRules
from dashboard.plan.workdays import Notice

__all__ = [
    "Ambiguity",
    "Band",
    "Bands",
    "BaseValue",
    "Break",
    "Breakdown",
    "Catalogue",
    "Closure",
    "Code",
    "Criterion",
    "DueRule",
    "EntryRule",
    "Extension",
    "Fact",
    "FactKind",
    "Feed",
    "FeedSource",
    "FeedValue",
    "Frequency",
    "Heading",
    "IndexSource",
    "Indicator",
    "IndicatorSource",
    "Ledger",
    "LedgerColumn",
    "LedgerSource",
    "Method",
    "Milestone",
    "Model",
    "Month",
    "Notice",
    "Organisation",
    "OrganisationName",
    "Plan",
    "Question",
    "Quota",
    "RatioSource",
    "Reading",
    "Region",
    "Revision",
    "RuleSet",
    "SameAs",
    "Sender",
    "SlipRules",
    "Source",
    "Stage",
    "SumSource",
    "Target",
    "Task",
]


class Closure(Model):
    """A month in which business stood still: its value counts, and forecasts learn nothing from it."""

    month: Month
    why: str
    why_en: str
    source: str


class Plan(Model):
    """The plan document and its data window (months as YYYY-MM)."""

    id: Code
    name: str
    name_en: str
    product_title: str
    product_title_en: str
    city: str
    city_en: str
    doc_no: str
    issuer: str
    issued: date
    start_year: int
    end_year: int
    base_year: int
    data_from: Month
    settled_by: Month
    cumulative_start: Month
    opening_edition: str | None = None  # the edition a reader sees first; the newest when absent
    closures: tuple[Closure, ...] = ()
    milestones_due: DueRule = DueRule()  # of the sheet on which milestones are reported each quarter
    slips: SlipRules = SlipRules()


class Heading(Model):
    """One of the plan's own group headings, kept unchanged."""

    id: Code
    name: str
    name_en: str


class Catalogue(Model):
    """Everything that was promised by one plan, checked for consistency."""

    plan: Plan
    headings: tuple[Heading, ...]
    regions: tuple[Region, ...]
    organisations: tuple[Organisation, ...]
    feeds: tuple[Feed, ...]
    ledgers: tuple[Ledger, ...]
    indicators: tuple[Indicator, ...]
    base_values: tuple[BaseValue, ...]
    quotas: tuple[Quota, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    rules: tuple[RuleSet, ...]
    ambiguities: tuple[Ambiguity, ...] = ()  # what the wording leaves open; a plan without a register has none
    notices: tuple[Notice, ...] = ()  # of holidays, before the library knows them
    extensions: tuple[Extension, ...] = ()  # of due days
    questions: tuple[Question, ...] = ()  # what only the office can answer before the system goes live
    hash: str  # of the canonical content, same on every machine
