"""What an entry of a ledger must satisfy: a small closed set of rules, each a value in the ledger's file."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dashboard.plan.basics import Code
from dashboard.plan.neighbour_rules import Apart, Few, Listed
from dashboard.plan.rule import Rule


class Order(Rule):
    """Dates that follow each other; empty ones are passed over. A later one may come ``slack`` days earlier."""

    kind: Literal["order"]
    columns: tuple[Code, ...]
    slack: int = Field(default=0, ge=0)


class Within(Rule):
    """The second date comes at most ``days`` after the first."""

    kind: Literal["within"]
    columns: tuple[Code, Code]
    days: int = Field(ge=0)


class AtMost(Rule):
    """Numbers of which none exceeds the next; empty ones are passed over."""

    kind: Literal["at_most"]
    columns: tuple[Code, ...]


class Needs(Rule):
    """Every column is filled, or at least one of them where ``one`` is enough."""

    kind: Literal["needs"]
    columns: tuple[Code, ...]
    one: bool = False


class Empty(Rule):
    """The columns say nothing (for the entries of ``when``)."""

    kind: Literal["empty"]
    columns: tuple[Code, ...]


class OneOf(Rule):
    """A filled column has one of the values."""

    kind: Literal["one_of"]
    column: Code
    values: tuple[str, ...]


class Form(Rule):
    """A filled column has a form (a regular expression that matches the whole)."""

    kind: Literal["form"]
    column: Code
    pattern: str


class Without(Rule):
    """None of the columns contains one of the words: what is often sent and is something else."""

    kind: Literal["without"]
    columns: tuple[Code, ...]
    words: tuple[str, ...]


class Between(Rule):
    """A number lies between two bounds, in the column's unit."""

    kind: Literal["between"]
    column: Code
    least: Decimal
    most: Decimal


class Differ(Rule):
    """Two columns do not say the same."""

    kind: Literal["differ"]
    columns: tuple[Code, Code]


class YearsLater(Rule):
    """A date comes so many years after another, on the day or on the day before."""

    kind: Literal["years_later"]
    column: Code
    after: Code
    years: int = Field(ge=1)


class Sum(Rule):
    """A number is the sum of others less others; checked when all of ``plus`` are filled."""

    kind: Literal["sum"]
    total: Code
    plus: tuple[Code, ...]
    minus: tuple[Code, ...] = ()


class Deadline(Rule):
    """A date comes by a day (MM-DD) of the year that another column names."""

    kind: Literal["deadline"]
    column: Code
    year: Code
    by: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]


class NotBefore(Rule):
    """A date does not come before a day on which such a thing first existed."""

    kind: Literal["not_before"]
    column: Code
    day: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Reached(Rule):
    """A date is the latest of ``after`` and of the first of ``either``: the day on which the last condition was met."""

    kind: Literal["reached"]
    column: Code
    after: tuple[Code, ...]
    either: tuple[Code, ...]


class CheckDigit(Rule):
    """The numbers in a column carry check digits that fit."""

    kind: Literal["check_digit"]
    column: Code
    of: Literal["patents", "uscc"]


class PatentFits(Rule):
    """The patents in a column were filed no later than the year of a date, and are of the kind another column says."""

    kind: Literal["patent_fits"]
    column: Code
    before: Code
    says: Code | None = None


EntryRule = Annotated[
    Order | Within | AtMost | Needs | Empty | OneOf | Form | Without | Between | Differ | YearsLater | Sum | Deadline
    | NotBefore | Reached | CheckDigit | PatentFits | Listed | Apart
    | Few,
    Field(discriminator="kind"),
]  # fmt: skip


def columns_of(rule: EntryRule) -> tuple[str, ...]:
    """Return the columns of its own ledger that a rule reads, those of ``when`` included."""
    match rule:
        case Order() | Within() | AtMost() | Needs() | Empty() | Without() | Differ():
            own: tuple[str, ...] = rule.columns
        case YearsLater():
            own = (rule.column, rule.after)
        case Sum():
            own = (rule.total, *rule.plus, *rule.minus)
        case Deadline():
            own = (rule.column, rule.year)
        case PatentFits():
            own = (rule.column, rule.before, *filter(None, (rule.says,)))
        case Apart():
            own = (*rule.same, rule.first, rule.last)
        case Few():
            own = (*rule.same, rule.date)
        case Reached():
            own = (rule.column, *rule.after, *rule.either)
        case _:
            own = (rule.column,)
    return (*own, *rule.when, *rule.given)
