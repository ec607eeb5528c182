"""The publisher's desk of accounts and tokens on the audit page: given, ended, each with its record in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from dashboard.access import Person, accounts, logins, tokens
from dashboard.access.accounts import Account
from dashboard.plan.models import Organisation
from dashboard.reporting import Transaction, default
from dashboard.screens import frame, intake_reads
from dashboard.screens.audit import role_word, since
from dashboard.screens.selection import Selection
from dashboard.settings import ROLES, Role, settings
from dashboard.wording import Language, Refused, t

_SAID, _TOKEN, _TURN = "accounts-said", "accounts-token", "accounts-turn"
_LONGEST = 96  # characters of a field
Row = Mapping[str, object]


def draw(who: Person, chosen: Selection) -> None:
    """Draw what a publisher may do about who comes in; nothing for anybody else."""
    if not who.publishes:
        return
    with st.container(key="accounts"):
        _said(chosen)
        with default().primary.snapshot() as reader:
            known, made, seen = reader.rows("accounts"), reader.rows("tokens"), reader.rows("logins", since=since())
        for place, part in zip(st.columns(4, gap="medium"), (_give, _end, _make, _revoke), strict=True):
            with place:
                part(who, chosen, known if part is _give else _people(known, seen) if part is _end else made)


def _give(who: Person, chosen: Selection, _known: Sequence[Row]) -> None:
    with _form("give", chosen):
        subject, name = _text("subject", chosen), _text("name", chosen)
        role, unit = _role(chosen), _unit(chosen)
        first, last = _text("from", chosen), _text("to", chosen)
        if st.form_submit_button(t("accounts.give_do", chosen.lang), type="primary"):
            today = settings().now().isoformat()

            def act(tx: Transaction) -> str:
                made = Account(subject.strip(), name.strip() or subject.strip(), role, unit, _plan(unit, chosen),
                               _day(first) or today, _day(last))  # fmt: skip
                accounts.add(tx, made, who.actor)
                return t("accounts.given", chosen.lang, name=made.name, role=role_word(role, chosen.lang))

            _do(chosen, act)


def _end(who: Person, chosen: Selection, people: Sequence[Row]) -> None:
    with _form("end", chosen):
        subject = _choice("subject", [str(row["subject"]) for row in people], chosen)
        if st.form_submit_button(t("accounts.end_do", chosen.lang)) and subject:
            held = any(row["subject"] == subject and row["role"] for row in people)

            def act(tx: Transaction) -> str:
                if subject == who.subject:
                    raise Refused("access.not_yourself")
                count = accounts.end(tx, subject, settings().now(), who.actor) if held else 0
                logins.end_all(tx, subject, who.actor)
                return t("accounts.ended", chosen.lang, subject=subject, count=count)

            _do(chosen, act)


def _make(who: Person, chosen: Selection, _made: Sequence[Row]) -> None:
    with _form("make", chosen):
        name, role, unit, last = _text("token", chosen), _role(chosen), _unit(chosen), _text("to", chosen)
        if st.form_submit_button(t("accounts.make_do", chosen.lang), type="primary"):

            def act(tx: Transaction) -> str:
                wanted = Account(name.strip(), name.strip(), role, unit, _plan(unit, chosen), "", _day(last))
                st.session_state[_TOKEN] = tokens.make(tx, wanted, who.actor)
                return t("accounts.made", chosen.lang, name=wanted.name)

            _do(chosen, act)


def _revoke(who: Person, chosen: Selection, made: Sequence[Row]) -> None:
    with _form("revoke", chosen):
        name = _choice("token", [str(row["name"]) for row in made if row["revoked_at"] is None], chosen)
        if st.form_submit_button(t("accounts.revoke_do", chosen.lang)) and name:

            def act(tx: Transaction) -> str:
                tokens.revoke(tx, name, who.actor)
                return t("accounts.revoked", chosen.lang, name=name)

            _do(chosen, act)


def _do(chosen: Selection, act: Callable[[Transaction], str]) -> None:
    """Act in one transaction with its record, keep what is to be said, and draw the page anew."""
    try:
        with default().transaction() as tx:
            told = act(tx)
        st.session_state[_TURN] = int(st.session_state.get(_TURN, 0)) + 1  # the forms of the next run are empty
    except Refused as refused:
        st.session_state.pop(_TOKEN, None)
        told = refused.sentence(chosen.lang)
    st.session_state[_SAID] = told
    st.rerun()


def _said(chosen: Selection) -> None:
    """Say once what the last act came to; a token is told this once and never again."""
    frame.wrap(f"<h2>{t('accounts.title', chosen.lang)}</h2>", chosen.lang, frame.theme(chosen), part=True)
    if told := st.session_state.pop(_SAID, ""):
        frame.note(told, chosen)
    if token := st.session_state.pop(_TOKEN, ""):
        st.code(token, language=None)


def _form(name: str, chosen: Selection) -> st.delta_generator.DeltaGenerator:
    turn = st.session_state.get(_TURN, 0)
    made = st.form(f"accounts-{name}-{turn}-{chosen.lang}", border=False, enter_to_submit=False)
    with made:
        frame.wrap(f"<h3>{t(f'accounts.{name}', chosen.lang)}</h3>", chosen.lang, frame.theme(chosen), part=True)
    return made


def _text(key: str, chosen: Selection) -> str:
    held = {"from": "2026-01-01", "to": "2026-12-31"}.get(key, "")
    return st.text_input(t(f"accounts.{key}", chosen.lang), max_chars=_LONGEST, placeholder=held) or ""


def _choice(key: str, options: Sequence[str], chosen: Selection) -> str:
    found = st.selectbox(t(f"accounts.{key}", chosen.lang), sorted(set(options)), None, filter_mode=None,
                         placeholder=t("accounts.choose", chosen.lang))  # fmt: skip
    return found or ""


def _role(chosen: Selection) -> Role:
    return st.selectbox(t("accounts.role", chosen.lang), ROLES, filter_mode=None,
                        format_func=lambda role: role_word(role, chosen.lang))  # fmt: skip


def _unit(chosen: Selection) -> str:
    units = {unit.id: _unit_name(unit, chosen.lang) for unit in _units(chosen)}
    return st.selectbox(t("accounts.unit", chosen.lang), ["", *units], filter_mode=None,
                        format_func=lambda code: units.get(code, t("accounts.no_unit", chosen.lang)))  # fmt: skip


def _units(chosen: Selection) -> Sequence[Organisation]:
    known = intake_reads.catalogues().get(chosen.plan.id)
    return intake_reads.senders(known) if known is not None else ()


def _unit_name(unit: Organisation, lang: Language) -> str:
    return intake_reads.name(unit, settings().now(), lang)


def _people(known: Sequence[Row], seen: Sequence[Row]) -> list[Row]:
    """Return who has a role in the table now, and who has logged in by the claims alone (without a role here)."""
    today = settings().now().isoformat()
    held: list[Row] = [row for row in known if not row["valid_to"] or str(row["valid_to"]) >= today]
    return [*held, *({"subject": row["subject"], "role": ""} for row in seen)]


def _plan(unit: str, chosen: Selection) -> str:
    return chosen.plan.id if unit else ""


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat() if text.strip() else ""
    except ValueError:
        raise Refused("cli.no_day", value=text[:20]) from None
