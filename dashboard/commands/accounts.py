"""Who may do what: ``account``, ``token`` and ``logout``."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from dashboard.commands.console import Json, said, tell
from dashboard.commands.installation import database
from dashboard.settings import settings
from dashboard.wording import Refused

account = typer.Typer(help=said("account_help"), no_args_is_help=True)
token = typer.Typer(help=said("token_help"), no_args_is_help=True)
Role = Annotated[str, typer.Option("--role", help=said("account_role"))]
Unit = Annotated[str, typer.Option("--unit", help=said("account_unit"))]
Until = Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD", help=said("account_to"))]


def _by() -> str:
    return getpass.getuser()


def _day(text: str, fallback: str = "") -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() if text else fallback
    except ValueError:
        raise Refused("cli.no_day", value=text) from None


@account.command("add", help=said("account_add"))
def account_add(
    subject: str, role: Role, unit: Unit = "", name: Annotated[str, typer.Option("--name")] = "",
    since: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help=said("account_from"))] = "",
    until: Until = "", plan: Annotated[str, typer.Option("--plan", help=said("plan"))] = "",
) -> None:  # fmt: skip
    """Give a person a role from a day to a day."""
    from dashboard.access import accounts

    first = _day(since, settings().now().isoformat())
    made = accounts.Account(subject, name or subject, role, unit, _plan(unit, plan), first, _day(until))  # type: ignore[arg-type]
    with database().transaction() as tx:
        accounts.add(tx, made, _by())
    typer.echo(said("account_added", subject=subject, role=role))


@account.command("end", help=said("account_end"))
def account_end(subject: str) -> None:
    """End a person's accounts and every login made with them."""
    from dashboard.access import accounts, logins

    with database().transaction() as tx:
        count = accounts.end(tx, subject, settings().now(), _by())
        logins.end_all(tx, subject, _by())
    typer.echo(said("account_ended", subject=subject, count=count))


@account.command("list", help=said("account_list"))
def account_list(as_json: Json = False) -> None:
    """List every account."""
    rows = database().rows("accounts")
    lines = [" ".join(str(row[key] or "-") for key in ("subject", "name", "role", "unit", "valid_from", "valid_to"))
             for row in rows]  # fmt: skip
    tell(as_json, {"accounts": rows}, "\n".join(lines) or said("account_none"))


@token.command("make", help=said("token_make"))
def token_make(name: str, role: Role = "viewer", unit: Unit = "", until: Until = "",
               plan: Annotated[str, typer.Option("--plan", help=said("plan"))] = "") -> None:  # fmt: skip
    """Make a token and print it, this once."""
    from dashboard.access import accounts, tokens

    wanted = accounts.Account(name, name, role, unit, _plan(unit, plan), "", _day(until))  # type: ignore[arg-type]
    with database().transaction() as tx:
        typer.echo(tokens.make(tx, wanted, _by()))


@token.command("end", help=said("token_end"))
def token_end(name: str) -> None:
    """Revoke a token."""
    from dashboard.access import tokens

    with database().transaction() as tx:
        tokens.revoke(tx, name, _by())
    typer.echo(said("token_ended", token=name))


@token.command("list", help=said("token_list"))
def token_list(as_json: Json = False) -> None:
    """List every token; nobody can read the token itself from it."""
    rows = [{key: value for key, value in row.items() if key != "code"} for row in database().rows("tokens")]
    keys = ("name", "role", "unit", "valid_to", "revoked_at")
    lines = [" ".join(str(row[key] or "-") for key in keys) for row in rows]
    tell(as_json, {"tokens": rows}, "\n".join(lines) or said("token_none"))


def logout(subject: str) -> None:
    """End every login of a person; an account stays."""
    from dashboard.access import logins

    with database().transaction() as tx:
        logins.end_all(tx, subject, _by())
    typer.echo(said("logged_out", subject=subject))


def _plan(unit: str, plan: str) -> str:
    return (plan or settings().plan) if unit else ""
