"""What a reader has chosen: plan, edition, language, region, target and display, kept in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

from dashboard.figures.facts import Edition
from dashboard.plan.models import Plan
from dashboard.settings import Settings
from dashboard.wording import LANGUAGES, Language, edition_words, t

Display = Literal["", "light", "dark"]  # "": as the system
KEYS = ("plan", "edition", "lang", "region", "target", "reading")
MORE = (
    "task", "unit", "state", "year", "stage", "entry", "measure", "form", "source", "mode", "order", "charts",
    "period", "sheet", "row", "withdraw", "version", "confirm",
    "compare", "actor", "action", "since", "until", "skip", "find", "part", "fact", "slip", "finding", "offer", "kinds",
    "paper",
)  # of single pages, kept as they stand in the address  # fmt: skip


class Absent(Exception):
    """What an address asks a file of does not exist: no other file stands in for it."""


@dataclass(frozen=True)
class Selection:
    """A reader's choices, each checked; ``notices`` say which values of the address were not known."""

    plan: Plan
    edition: Edition
    lang: Language
    region: str = ""
    target: str = ""
    display: Display = ""
    plans: tuple[Plan, ...] = ()
    editions: tuple[Edition, ...] = ()
    notices: tuple[str, ...] = field(default=())
    reading: str = ""  # of the target's page; "" is the one used
    more: Mapping[str, str] = field(default_factory=dict)  # further keys of single pages, not checked here

    @property
    def published(self) -> bool:
        """False while the plan has no edition: ``edition`` then only says what the first one will rest on."""
        return bool(self.edition.label)

    def chosen(self, key: str) -> str:
        """Return what stands for a key of the address; "" for nothing."""
        return str(getattr(self, key)) if key in KEYS[3:] else self.more.get(key, "")

    def having(self, **changes: str) -> Selection:
        """Return the same choices with further keys of a page set; "" takes one away."""
        more = {**self.more, **changes}
        return replace(self, more={key: value for key, value in more.items() if value})

    def href(self, page: str = "", **changes: str) -> str:
        """Return the address of a page with the plan, edition and language chosen, and changes to them.

        ``target`` and ``region`` are left behind unless they are given; ``page`` "" is the overview.
        """
        kept = {"plan": self.plan.id, "edition": self.edition.label, "lang": self.lang, **changes}
        display = kept.pop("display", self.display)
        if "plan" in changes and changes["plan"] != self.plan.id:
            kept.pop("edition" if "edition" not in changes else "", None)
        theme = {"display": display, "embed_options": f"{display}_theme"} if display else {}
        return f"./{page}?{urlencode({key: value for key, value in {**kept, **theme}.items() if value})}"


def before(asked: Mapping[str, str], plans: Sequence[Plan], kind: str, options: Settings) -> Selection | None:
    """Return the choices of an address while no edition of its plan is published; None without any plan.

    ``kind``: demo or real, as the data in the database.
    """
    plan = _plan(asked, plans, options)
    if plan is None:
        return None
    today, lang = options.now(), _language(asked.get("lang", ""), options)
    stand_in = Edition(1, "", f"{today:%Y-%m}", today, "", kind)
    more = {key: asked[key] for key in MORE if asked.get(key)}
    return Selection(plan, stand_in, lang, display=_display(asked), plans=tuple(plans), more=more)


def choose(
    asked: Mapping[str, str],
    plans: Sequence[Plan],
    editions: Callable[[str], Sequence[Edition]],
    options: Settings,
) -> Selection | None:
    """Return the choices of an address; values that are not known fall back with a notice.

    None while no plan has a published edition.
    """
    lang = _language(asked.get("lang", ""), options)
    plan = _plan(asked, plans, options)
    known = tuple(editions(plan.id)) if plan else ()
    if plan is None or not known:
        return None
    edition = _edition(asked.get("edition", ""), plan, known, options)
    notices = _notices(asked, plan, edition, lang)
    return Selection(
        plan,
        edition,
        lang,
        asked.get("region", ""),
        asked.get("target", ""),
        _display(asked),
        tuple(plans),
        known,
        notices,
        asked.get("reading", ""),
        {key: asked[key] for key in MORE if asked.get(key)},
    )


def _plan(asked: Mapping[str, str], plans: Sequence[Plan], options: Settings) -> Plan | None:
    wanted = asked.get("plan") or options.plan
    return next((plan for plan in plans if plan.id == wanted), plans[0] if plans else None)


def _display(asked: Mapping[str, str]) -> Display:
    display = asked.get("display", "")
    return "light" if display == "light" else "dark" if display == "dark" else ""


def _language(asked: str, options: Settings) -> Language:
    return next(
        (lang for lang in LANGUAGES if lang == (asked or options.language)),
        next((lang for lang in LANGUAGES if lang == options.language), "zh"),
    )


def _edition(label: str, plan: Plan, known: Sequence[Edition], options: Settings) -> Edition:
    """Return the edition asked for, else the one to open first, else the newest of a quarter, never a flash one."""
    first = options.edition if plan.id == options.plan else ""
    for wanted in (label, first, plan.opening_edition):
        found = next((edition for edition in known if edition.label == wanted), None)
        if found is not None:
            return found
    return next((edition for edition in reversed(known) if edition.kind == "quarter"), known[-1])


def _notices(asked: Mapping[str, str], plan: Plan, edition: Edition, lang: Language) -> tuple[str, ...]:
    found = []
    name = plan.name if lang == "zh" else plan.name_en
    if asked.get("plan") not in (None, "", plan.id):
        found.append(t("ui.unknown_plan", lang, value=asked["plan"][:60], plan=name))
    if asked.get("edition") not in (None, "", edition.label):
        words = edition_words(edition.label, lang)
        found.append(t("ui.unknown_edition", lang, value=asked["edition"][:60], edition=words))
    if asked.get("lang") not in (None, "", lang):
        found.append(t("ui.unknown_lang", lang, value=asked["lang"][:60]))
    return tuple(found)
