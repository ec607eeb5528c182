"""The door: the way to log in, pages that a role may not open, and the note of who looked at what units sent."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from dashboard.access import Denied, Person, notes
from dashboard.access.claims import claims
from dashboard.figures import markup
from dashboard.plan.titles import product_title
from dashboard.reporting import default
from dashboard.screens import frame, menu
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, t

_COOKIE = "_streamlit_user"  # of a login, whoever signed it
_NOTED = "noted"  # views of this session that are in the audit log already
_AGAIN = ("access.log_in", "access.timed_out", "access.ended", "access.no_role")  # another login may help


def shut(denied: Denied) -> None:
    """Say why nobody is let in, and offer the login."""
    _turned_away(denied)
    lang: Language = "en" if st.query_params.get("lang", settings().language) == "en" else "zh"
    shown = frame.theme()
    frame.style(shown, "door")
    st.set_page_config(page_title=t("access.door", lang), layout="centered")
    product = product_title(settings().plan_dir, settings().plan, lang)
    frame.wrap(markup.render("door.html", lang, product=product, reason=denied.sentence(lang)), lang, shown, part=True)
    if denied.key in _AGAIN and st.button(t("access.to_login", lang), key="door-login", type="primary"):
        st.login()


def _turned_away(denied: Denied) -> None:
    """Note once in a session that a login that is worth nothing was shown."""
    seen: set[str] = st.session_state.setdefault(_NOTED, set())
    if denied.key not in seen:
        seen.add(denied.key)
        shown = any(name.startswith(_COOKIE) for name in st.context.cookies)
        came, address = claims(st.user.to_dict(), settings()), urlsplit(st.context.url or "").path
        notes.turned_away(default(), denied, came, shown=shown, address=address,
                          came_from=st.context.ip_address or "", page=True)  # fmt: skip


def opens(who: Person, page: str, chosen: Selection) -> bool:
    """Return whether a person may open a page; what is refused and what is seen of ledgers is noted."""
    asked = chosen.more.get("unit", "")
    own = who.rows_of(chosen.plan.id)
    if page not in closed(who):
        if own and asked and asked != own:
            _note(who, "refused", page, chosen)
        elif page in menu.LEDGERS:
            _note(who, "view", page, chosen)
        return True
    _note(who, "refused", page, chosen)
    told = {"shell": frame.around(chosen, page), "reason": t(f"access.closed_{page}", chosen.lang)}
    frame.wrap(markup.render("closed.html", chosen.lang, **told), chosen.lang, frame.theme(chosen))
    return False


def closed(who: Person) -> frozenset[str]:
    """Return the pages that a person may not open; sending says for itself who may."""
    log = frozenset[str]() if who.sees_log else frozenset({"audit"})
    return log if who.role != "reporter" else log | {"review"}


def _note(who: Person, act: notes.Act, page: str, chosen: Selection) -> None:
    """Note an act once in a session, not again at every run of the same page."""
    keys = {key: value for key in ("region", "target", "reading") if (value := chosen.chosen(key))} | dict(chosen.more)
    subject = f"{chosen.plan.id}/{chosen.edition.label}/{page}"
    seen: set[str] = st.session_state.setdefault(_NOTED, set())
    if (mark := f"{act} {subject} {sorted(keys.items())}") not in seen:
        seen.add(mark)
        notes.note(default(), who, act, subject, {"asked": keys})
