"""Whether every setting that was made is one that there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

from dashboard.settings import PREFIX, Settings
from dashboard.upkeep.finding import Finding, ok, warn

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def configuration(environment: Mapping[str, str], file: Path) -> Iterator[Finding]:
    """Yield a finding for each variable that no setting reads, with the one that may be meant."""
    known = sorted(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)
    made = {*environment, *(dotenv_values(file) if file.is_file() else ())}
    unknown = sorted(name for name in made if name.startswith(PREFIX) and name.upper() not in known)
    for name in unknown:
        meant = get_close_matches(name, known, 1)
        yield warn("setting_unknown", name=name, meant=f" {meant[0]}" if meant else "")
    if not unknown:
        yield ok("settings", count=sum(name.upper() in known for name in made))


def openness(settings: Settings) -> Finding:
    """Return whether a server that others reach answers to its own names only."""
    if settings.hosts or settings.host in LOOPBACK:
        return ok("hosts", host=settings.host, hosts=settings.hosts or settings.host)
    return warn("hosts_any", host=settings.host)
