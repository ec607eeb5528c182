"""What an identity provider says of whoever logged in, read by the names that the settings give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.settings import ROLES, Role, Settings

_OF_A_LOGIN = ("iss", "sub", "iat", "nonce", "exp", "sid", "provider")  # together they are another at every login


@dataclass(frozen=True)
class Claims:
    """One login: whose, under which roles and unit, since when; ``login`` tells it from every other."""

    subject: str
    name: str
    roles: tuple[Role, ...]
    unit: str
    plan: str
    login: str
    since: datetime | None


def claims(told: Mapping[str, object], options: Settings) -> Claims | None:
    """Return what a provider's claims say; None when they name nobody."""
    subject = _text(told.get(options.subject_claim))
    if not subject or not told.get("is_logged_in"):
        return None
    plan, _, unit = _text(told.get(options.unit_claim)).rpartition("/")
    name = next((text for key in ("name", "preferred_username") if (text := _text(told.get(key)))), subject)
    return Claims(subject, name, roles(told.get(options.role_claim), options.role_names), unit,
                  plan or (options.plan if unit else ""), login_of(told), _moment(told.get("iat")))  # fmt: skip


def login_of(told: Mapping[str, object]) -> str:
    """Return what tells one login from every other, the same wherever its claims are read."""
    kept = {name: told.get(name) for name in _OF_A_LOGIN}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, default=str).encode()).hexdigest()


def roles(told: object, names: str) -> tuple[Role, ...]:
    """Return the roles in a claim, a text or a list; ``names`` translates the provider's words: staff=analyst,..."""
    words = told.replace(",", " ").split() if isinstance(told, str) else told if isinstance(told, list) else []
    pairs = dict(pair.split("=", 1) for pair in names.replace(" ", "").split(",") if "=" in pair)
    meant = [pairs.get(str(word), "" if pairs else str(word)) for word in words]
    return tuple(role for role in ROLES if role in meant)


def _text(told: object) -> str:
    return told.strip()[:96] if isinstance(told, str) else ""


def _moment(told: object) -> datetime | None:
    if isinstance(told, bool) or not isinstance(told, (int, float)) or not 0 <= told < 1e11:
        return None
    return datetime.fromtimestamp(told, UTC)
