"""The frame of a page in Streamlit: style sheet, header, footer, and the wrapper that carries language and theme."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.figures import markup, palette, shell
from dashboard.figures.shell import Choice, Entry, Notice, Shell
from dashboard.screens import behind, flaws, menu, outage, person, reads
from dashboard.screens.selection import Display, Selection
from dashboard.wording import LANGUAGES, Language, edition_words, t

FRAMED = "framed"  # in the session: True once this run has drawn the header
LOGOUT = "./auth/logout"
_DISPLAYS: tuple[tuple[Display, str], ...] = (("", "theme_auto"), ("light", "theme_light"), ("dark", "theme_dark"))


@dataclass(frozen=True)
class Files:
    """Addresses of what a page hands out, with everything that is looked at on the page."""

    selection: Selection
    page: str
    tables: bool = True  # False for who may read entries on the page, but not take them away

    def png(self, name: str, **changes: str) -> str:
        """Return the address of a picture."""
        return here(self.selection, self.page, f"figures/{name}.png", **changes)

    def xlsx(self, name: str = "", **changes: str) -> str:
        """Return the address of the page's tables; "" where they are not handed out."""
        return "" if not self.tables else here(self.selection, self.page, f"tables/{name or self.page}.xlsx", **changes)


def theme(selection: Selection | None = None) -> palette.Theme:
    """Return the theme shown: the one chosen, else the one Streamlit reports."""
    if selection is not None and selection.display:
        return selection.display
    return "dark" if st.context.theme.type == "dark" else "light"


def draw(name: str, selection: Selection, *, charts: int = 0, **values: object) -> None:
    """Draw the template of a page in its frame; ``charts`` declares how many charts the page draws beside it."""
    st.session_state[FRAMED] = True
    st.html(made(name, selection, charts=charts, **values))


def made(name: str, selection: Selection, *, charts: int = 0, **values: object) -> str:
    """Return the template of a page in its frame."""
    page = name.partition("_")[0]
    told = {"shell": around(selection, page), "files": _files(selection, page), **values}
    body = markup.render(f"{name}.html", selection.lang, **told)
    return wrapped(body, selection.lang, theme(selection), charts, part="_" in name)


def part(template: str, selection: Selection, page: str, /, **values: object) -> str:
    """Return a template that shares its page with others."""
    told = {"files": _files(selection, page), **values}
    return wrapped(markup.render(template, selection.lang, **told), selection.lang, theme(selection), part=True)


def _files(selection: Selection, page: str) -> Files:
    return Files(selection, page, page not in menu.LEDGERS or person.current().takes_rows)


def note(text: str, selection: Selection) -> None:
    """Draw one sentence in the quiet hand of notes."""
    wrap(f'<p class="note">{escape(text)}</p>', selection.lang, theme(selection), part=True)


def wrap(body: str, lang: Language, shown: palette.Theme, charts: int = 0, *, part: bool = False) -> None:
    """Draw markup with the classes that style it; a ``part`` shares the page with others."""
    st.html(wrapped(body, lang, shown, charts, part=part))


def wrapped(body: str, lang: Language, shown: palette.Theme, charts: int = 0, *, part: bool = False) -> str:
    """Return markup with the classes that style it."""
    place = "zh-CN" if lang == "zh" else "en"
    kind = "part" if part else "page"
    return f'<div class="xy {kind} {shown}" lang="{place}" data-charts="{charts}">{body}</div>'


def style(shown: palette.Theme, page: str) -> None:
    """Send the style sheet; Streamlit's own ground takes the theme's colour."""
    ground = palette.PALETTES[shown]["ground"]
    fonts = '@import url("./app/static/fonts/fonts.css");'
    st.html(f"<style>{fonts}:root{{--xy-ground:{ground}}}{markup.stylesheet(page)}</style>")


def around(selection: Selection, page: str) -> Shell:
    """Return the frame of a page for a selection."""
    plan, lang = selection.plan, selection.lang
    rules = reads.state(plan.id, selection.edition.number, lang).edition.rules if selection.published else ""
    cut_off, edition, _ = shell.footer_words(selection.edition, lang)
    return Shell(
        title=plan.product_title if lang == "zh" else plan.product_title_en,
        home=selection.href(),
        menu=tuple(Entry(t(f"ui.page_{name}", lang), selection.href(menu.address(name)), name == page)
                   for name in menu.built()),
        choices=(
            *_plans(selection, page),
            *((_editions(selection, page),) if selection.published else ()),
            _languages(selection, page),
            _displays(selection, page),
            *_person(selection),
        ),
        notices=(
            *outage.notices(selection.edition, lang),
            *behind.notices(lang),
            *flaws.notices(plan.id, selection.edition.number, page, lang),
            *map(Notice, selection.notices),
            *_edition_notices(selection, page),
        ),
        demo=selection.edition.data_kind == "demo",
        cut_off=cut_off if selection.published else "",
        edition=edition,
        rules=rules,
        beside=_beside(selection),
    )


def here(selection: Selection, page: str, path: str | None = None, /, **changes: str) -> str:
    """Return this page's address (or that of a file of it) with a change; what is looked at on the page stays."""
    kept = {key: selection.chosen(key) for key in menu.KEPT.get(page, ())}
    kept |= selection.more if page in menu.KEEPING else {}
    return selection.href(menu.address(page) if path is None else path, **{**kept, **changes})


def _plans(selection: Selection, page: str) -> tuple[Choice, ...]:
    lang = selection.lang
    if len(selection.plans) < 2:
        return ()
    options = tuple(
        Entry(
            p.city if lang == "zh" else p.city_en,
            selection.href("", plan=p.id),
            p.id == selection.plan.id,
            note=p.name if lang == "zh" else p.name_en,
        )
        for p in selection.plans
    )
    return (Choice(t("ui.plan", lang), options),)


def _editions(selection: Selection, page: str) -> Choice:
    """Return the editions newest first, the flash ones after all others; one that was corrected says so."""
    lang = selection.lang
    options = tuple(
        Entry(
            edition_words(edition.label, lang),
            here(selection, page, edition=edition.label),
            edition.label == selection.edition.label,
            t("ui.superseded", lang) if shell.revision_of(edition, selection.editions) else "",
        )
        for edition in sorted(selection.editions, key=shell.place, reverse=True)
    )
    return Choice(t("ui.edition_is", lang, edition=edition_words(selection.edition.label, lang)), options)


def _languages(selection: Selection, page: str) -> Choice:
    options = tuple(
        Entry(
            t(f"ui.language_{lang}", selection.lang),
            here(selection, page, lang=lang),
            lang == selection.lang,
            lang="zh-CN" if lang == "zh" else "en",
        )
        for lang in LANGUAGES
    )
    return Choice(t(f"ui.language_{selection.lang}", selection.lang), options)


def _displays(selection: Selection, page: str) -> Choice:
    options = tuple(
        Entry(t(f"ui.{key}", selection.lang), here(selection, page, display=display), display == selection.display)
        for display, key in _DISPLAYS
    )
    return Choice(t("ui.theme", selection.lang), options)


def _person(selection: Selection) -> tuple[Choice, ...]:
    """Return who has logged in, and the way out; nothing while nobody logs in."""
    who, lang = person.current(), selection.lang
    if not who.login:
        return ()
    role = Entry(t(f"access.role_{who.role}", lang), selection.href(), note=who.unit)
    return (Choice(who.name, (role, Entry(t("access.log_out", lang), LOGOUT)), "who"),)


def _beside(selection: Selection) -> tuple[Entry, ...]:
    """Return the way to the office's desk and the audit log, for those who may go there."""
    who = person.current()
    desk = who.reviews or who.sends or who.role == "auditor"
    pages = (*(("desk",) if desk else ()), *(("audit",) if who.sees_log else ()))
    return tuple(Entry(t(f"ui.page_{page}", selection.lang), selection.href(page)) for page in menu.built(pages))


def _edition_notices(selection: Selection, page: str) -> tuple[Notice, ...]:
    newer = shell.revision_of(selection.edition, selection.editions)
    found = shell.edition_notices(selection.edition, selection.lang)
    if person.rows(selection) and page in menu.LEDGERS:
        found = (Notice(t("access.own_rows", selection.lang)), *found)
    if newer is None:
        return found
    return (*found, shell.correction_notice(newer, here(selection, page, edition=newer.label), selection.lang))
