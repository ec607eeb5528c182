"""The office's own table: which person has which role, for which unit, from when until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from dashboard.reporting import Reader, Transaction
from dashboard.settings import ROLES, Role
from dashboard.wording import Refused

_LONGEST = 96  # characters of what an identity provider calls a person


@dataclass(frozen=True)
class Account:
    """A person's role; ``unit`` and ``plan`` are a reporter's. Valid from a day to a day, both included."""

    subject: str
    name: str
    role: Role
    unit: str = ""
    plan: str = ""
    valid_from: str = ""
    valid_to: str = ""  # "" without an end


def granted(reader: Reader, subject: str, day: date) -> Account | None:
    """Return the strongest account of a person that is valid on a day; None when the table has none."""
    found = [_account(row) for row in reader.rows("accounts_of", subject=subject, day=day.isoformat())]
    return max(found, key=lambda one: ROLES.index(one.role), default=None)


def every(reader: Reader) -> list[Account]:
    """Return all accounts, also those that have ended, by person."""
    return [_account(row) for row in reader.rows("accounts")]


def _account(row: Mapping[str, object]) -> Account:
    return Account(**{name: str(row[name] or "") for name in Account.__dataclass_fields__})  # type: ignore[arg-type]


def require(account: Account) -> None:
    """Refused when what is said of a role does not fit together."""
    if not 0 < len(account.subject.strip()) <= _LONGEST or not (account.subject + account.name).isprintable():
        raise Refused("access.subject", most=_LONGEST)
    if account.role not in ROLES:
        raise Refused("access.no_such_role", role=account.role, known="、".join(ROLES))
    if (account.role == "reporter") != bool(account.unit):
        raise Refused("access.unit_needed" if account.role == "reporter" else "access.unit_unused", role=account.role)
    if account.valid_to and account.valid_to < account.valid_from:
        raise Refused("access.days", first=account.valid_from, last=account.valid_to)


def add(tx: Transaction, account: Account, by: str) -> None:
    """Give a person a role; Refused when what is said does not fit together."""
    require(account)
    before = [asdict(_account(row)) for row in tx.rows("accounts") if row["subject"] == account.subject]
    tx.insert("account", [{**asdict(account), "valid_to": account.valid_to or None, "made_by": by}])
    tx.audit(by, "account", account.subject, {"before": before, "after": asdict(account)})


def end(tx: Transaction, subject: str, day: date, by: str) -> int:
    """End the accounts of a person with the day before one; return how many. Refused when there is none to end."""
    last = date.fromordinal(day.toordinal() - 1).isoformat()
    found = [row for row in tx.rows("accounts") if row["subject"] == subject and str(row["valid_to"] or last) >= last]
    if not found:
        raise Refused("access.no_account", subject=subject)
    tx.amend("account", [int(str(row["id"])) for row in found], valid_to=last)
    before = [asdict(_account(row)) for row in found]
    tx.audit(by, "account_end", subject, {"before": before, "after": [{**one, "valid_to": last} for one in before]})
    return len(found)
