"""What was promised: frozen pydantic models of one plan's catalogue."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Frequency = Literal["M", "Q", "A"]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.@-]*$")]
Sender = Annotated[str, Field(pattern=r"^(kind:)?[a-z0-9][a-z0-9_.@-]*$")]  # an organisation, or kind:<kind>


class Model(BaseModel):
    """Base of every catalogue model: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Model):
    """Where a base value, reading or quota comes from and who stands for it."""

    source: str
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    doc_no: str | None = None

    @property
    def confirmed(self) -> bool:
        """True when a person has confirmed it; otherwise screens say 口径待确认."""
        return self.confirmed_by is not None and self.confirmed_on is not None


class DueRule(Model):
    """When data is due: so many months after the end of its report period (a quarter, or a year), on a day.

    A day that the month does not have means its last day. Months are reported with their quarter.
    """

    months_after: int = Field(default=1, ge=0, le=24)
    day: int = Field(default=15, ge=1, le=31)


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
    milestones_due: DueRule = DueRule()  # of the sheet on which milestones are reported each quarter


class Heading(Model):
    """One of the plan's own group headings, kept unchanged."""

    id: Code
    name: str
    name_en: str


class Region(Model):
    """A county (summed to the city), or a zone (second dimension, never added)."""

    code: str
    name: str
    name_en: str
    kind: Literal["city", "county", "zone"]
    within: tuple[str, ...] = ()  # zones: host counties
    aliases: tuple[str, ...] = ()


class OrganisationName(Model):
    """A name of an organisation and the days on which it was in force."""

    name: str
    short: str
    name_en: str
    valid_from: date | None = None
    valid_to: date | None = None
    confirmed: bool = True  # False: written by rule or seen once, to be confirmed before it is printed officially


class Organisation(Model):
    """A unit that is responsible for tasks or sends data; names are dated."""

    id: Code
    kind: Literal[
        "coordination", "city_bureau", "party_organ", "central_branch", "county_bureau",
        "county_government", "zone_committee", "bank", "insurer", "university", "association",
        "platform", "national", "class",
    ]
    names: tuple[OrganisationName, ...]
    region: str | None = None  # county or zone code for senders of one place
    successor: Code | None = None
    aliases: tuple[str, ...] = ()

    def name_on(self, day: date) -> OrganisationName:
        """Return the name in force on a day (the last known one when none matches)."""
        for name in self.names:
            if (name.valid_from is None or name.valid_from <= day) and (
                name.valid_to is None or day <= name.valid_to
            ):
                return name
        return self.names[-1]


class FeedValue(Model):
    """A value column of a feed sheet: header in the workbook, indicator, unit as sent."""

    header: str
    indicator: Code
    unit: str


class Breakdown(Model):
    """The breakdown column of a feed: header, dimension and label -> code."""

    header: str
    dimension: Code
    options: dict[str, Code]
    options_en: dict[Code, str] = {}


class Feed(Model):
    """Observations sent as a sheet: one row per period (x region) (x breakdown)."""

    id: Code
    name: str
    name_en: str
    sheet: str
    frequency: Frequency
    period_header: str
    region_from: Literal["sender", "column", "city"]
    region_header: str | None = None
    breakdown: Breakdown | None = None
    values: tuple[FeedValue, ...]
    senders: tuple[Sender, ...]
    due: DueRule = DueRule()
    zone: bool = False  # the senders' place is a zone: kept beside, never added to counties


class LedgerColumn(Model):
    """One column of a ledger sheet."""

    name: Code
    header: str
    header_en: str
    type: Literal["text", "integer", "decimal", "money", "date", "region", "zone", "choice", "boolean"]
    unit: str | None = None
    required: bool = False
    choices: tuple[str, ...] = ()


class Ledger(Model):
    """A record-level register: one row per entry, identified by its key columns."""

    id: Code
    code: str  # L01 ... L23 of the domain model
    name: str
    name_en: str
    sheet: str
    columns: tuple[LedgerColumn, ...]
    key: tuple[Code, ...]
    title: Code  # column that names an entry on screen
    region_column: Code | None = None  # else the sender's county
    zone_column: Code | None = None
    senders: tuple[Sender, ...]
    counted_from: tuple[str, ...] = ()  # sender kinds in order: the first that sent an entry is counted
    lifecycle: tuple[str, ...] = ()
    due: DueRule = DueRule()


class FeedSource(Model):
    """Values of the indicator arrive as observations of a feed."""

    feed: Code


class LedgerSource(Model):
    """Values of the indicator are counted or summed from ledger entries.

    An entry counts when ``date`` is filled and every ``where`` column holds an accepted value;
    the date decides the period. ``value`` sums a money column, otherwise entries are counted;
    ``distinct`` counts each value of that column once, at its first date.
    """

    ledger: Code
    date: Code
    value: Code | None = None
    distinct: Code | None = None
    where: dict[Code, tuple[str, ...]] = {}


class RatioSource(Model):
    """City numerator over city denominator times a factor; both are indicators."""

    numerator: Code
    denominator: Code
    factor: Decimal = Decimal(1)


def _source_kind(value: object) -> str | None:
    """Tell the three kinds of source apart by the key that only one of them has."""
    for kind in ("feed", "ledger", "numerator"):
        if (isinstance(value, dict) and kind in value) or hasattr(value, kind):
            return kind
    return None


IndicatorSource = Annotated[
    Annotated[FeedSource, Tag("feed")]
    | Annotated[LedgerSource, Tag("ledger")]
    | Annotated[RatioSource, Tag("numerator")],
    Discriminator(_source_kind),
]


class Indicator(Model):
    """A measured quantity.

    ``scale``: stored integer = value in ``unit`` x 10**scale. Money is stored in 分
    (亿元: scale 10, 万元: 6, 元: 2). ``additive``: the city is the sum of its counties.
    """

    id: Code
    name: str
    name_en: str
    unit: str
    unit_en: str
    scale: int = 0
    decimals: int = 0  # digits shown
    frequency: Frequency
    aggregation: Literal["flow", "stock", "ratio", "cumulative_count"]
    additive: bool = True
    counties: bool = True  # county values exist
    source: IndicatorSource
    seasonal: bool = False
    data_source: str = ""
    data_source_en: str = ""


class BaseValue(Source):
    """A base value: ``value`` in the indicator's unit, or None: taken from reported data."""

    indicator: Code
    year: int
    value: Decimal | None = None


class Quota(Source):
    """A county's configured share of a target; absent unless the office sets one."""

    target: Code
    region: str
    value: Decimal


Method = Literal[
    "compound",  # 水平法: path y0 (1+g)^k
    "total",  # total growth over the period: path y0 (1+G)^(k/n)
    "arithmetic",  # mean of the yearly rates
    "accumulation",  # 累计法
    "every_year",  # each single year
    "count",  # cumulative count against a number
    "stages",  # N <= 3: dated stages decide
    "qualitative",
]


class Reading(Source):
    """口径: one precise interpretation of a clause; the first of a target is the default."""

    id: Code
    name: str
    name_en: str
    method: Method
    indicator: Code | None = None
    threshold: Decimal | None = None  # 0.10 for 10 %, or a number of things
    base_year: int | None = None
    end_year: int
    count_from: Month | None = None  # counts: first month that counts
    ambiguity: str | None = None  # A01 ... A26
    why: str = ""
    why_en: str = ""


class Stage(Model):
    """A dated step of a target judged by stages.

    Done when ``milestone`` (the code of an instance: 1.4, 12.2@2023Q4) is done, or when ``count`` entries of
    the ledger have ``date`` filled.
    """

    id: Code
    name: str
    name_en: str
    due: Month
    milestone: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*(@[0-9]{4}([QH][1-4])?)?$")] | None = None
    ledger: Code | None = None
    date: Code | None = None
    where: dict[Code, tuple[str, ...]] = {}
    count: int = 1


class Target(Model):
    """A promised result: numeric (seq 1-14) or qualitative (Q1-Q7)."""

    id: Code
    code: str  # "1" ... "14", "Q1" ... "Q7"
    seq: int
    heading: Code
    clause: str  # section number, e.g. 二（二）
    statement: str  # the clause in our own words
    statement_en: str
    name: str
    name_en: str
    short: str  # as printed in the overview
    short_en: str
    rule_text: str  # 年均增幅 ≥10%
    rule_text_en: str
    kind: Literal["numeric", "qualitative"]
    direction: Literal[">="] = ">="
    unit: str
    unit_en: str
    owners: tuple[Code, ...] = ()  # empty: 责任单位待明确
    partners: tuple[Code, ...] = ()
    tasks: tuple[int, ...] = ()
    readings: tuple[Reading, ...]
    stages: tuple[Stage, ...] = ()
    rubric: str = ""
    rubric_en: str = ""

    @property
    def default(self) -> Reading:
        """The reading whose verdict is the target's own."""
        return self.readings[0]


class Milestone(Model):
    """A checkable step of a task; recurring ones expand into instances ``code@period``.

    Instances are those due from ``first`` (default: the month of issue) to ``last`` (default: the plan's end).
    """

    code: Code
    name: str
    name_en: str
    evidence: str
    evidence_en: str
    reporter: Code  # the organisation that reports it
    due: Month | None = None  # one-off
    every: Literal["Y", "H", "Q"] | None = None  # recurring (长期坚持)
    due_month: int | None = Field(default=None, ge=1, le=12)  # yearly ones: month of the year
    first: Month | None = None
    last: Month | None = None


class Task(Model):
    """A task (1-14) or safeguard (S1-S4) with units exactly as listed and milestones."""

    id: Code
    code: str
    seq: int
    kind: Literal["task", "safeguard"]
    heading: str
    heading_en: str
    clause: str
    name: str
    name_en: str
    short: str
    short_en: str
    statement: str
    statement_en: str
    responsible: tuple[Code, ...] = ()
    supporting: tuple[Code, ...] = ()
    open_list: bool = False  # the plan's list ends in 等
    milestones: tuple[Milestone, ...]


class Bands(Model):
    """Thresholds of a rule set: points behind time progress, and pace ratios."""

    on_schedule_points: Decimal  # >= : 达到序时进度
    slightly_behind_points: Decimal  # > : 略低于序时进度; else 进度滞后
    slightly_behind_pace: Decimal  # R >= : 略低于序时进度 in a closed year


class RuleSet(Model):
    """A dated set of judging rules; the one in force at the cut-off judges an edition."""

    id: Code
    name: str  # 评价规则（2022年第1版）
    name_en: str
    valid_from: date
    valid_to: date | None = None
    author: str
    doc_no: str | None = None
    default: bool = True
    bands: Bands
    noise_quantile: Decimal  # 低于基期 only when below this Poisson quantile of the base
    small_base: int  # counts below this base are 样本少
    small_years: int  # fewer complete years than this are 样本少
    stage_limit: int  # N up to this is judged by stages


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
    hash: str  # of the canonical content, same on every machine
