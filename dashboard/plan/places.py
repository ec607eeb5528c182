"""Places and units: the city, its counties and zones, organisations with dated names."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dashboard.plan.basics import Code, Model


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
        "coordination",
        "city_bureau",
        "party_organ",
        "central_branch",
        "county_bureau",
        "county_government",
        "zone_committee",
        "bank",
        "insurer",
        "university",
        "association",
        "platform",
        "national",
        "class",
    ]
    names: tuple[OrganisationName, ...]
    region: str | None = None  # county or zone code for senders of one place
    successor: Code | None = None
    aliases: tuple[str, ...] = ()
    addressed: Literal["auto", "manual"] = "auto"  # manual: no supervision slip goes there unless somebody decides so

    @property
    def by_hand(self) -> bool:
        """True where a slip needs a decision of its own: marked so, or of a kind that is never addressed by itself."""
        return self.addressed == "manual" or self.kind in ("party_organ", "central_branch")

    def name_on(self, day: date) -> OrganisationName:
        """Return the name in force on a day (the last known one when none matches)."""
        for name in self.names:
            if (name.valid_from is None or name.valid_from <= day) and (name.valid_to is None or day <= name.valid_to):
                return name
        return self.names[-1]
