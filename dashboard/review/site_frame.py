"""What every page of an edition's site has: its place, addresses inside the site, the frame around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.figures import markup, shell
from dashboard.figures.shell import Entry, Shell
from dashboard.review.book import Book
from dashboard.review.files import File
from dashboard.wording import t

TEMPLATES = Path(__file__).parent / "templates" / "site"
MENU = ("overview", "counties", "tasks", "method")
METHODS = ("rules", "bases", "questions", "forecast", "terms")  # parts of the method with a page of their own


@dataclass(frozen=True)
class Unhanded:
    """What the pages of the app hand out as files: the site has none of them, so they have no address."""

    def png(self, name: str, **changes: str) -> str:
        """Return no address."""
        return ""

    def xlsx(self, name: str = "", **changes: str) -> str:
        """Return no address."""
        return ""


@dataclass(frozen=True)
class Place:
    """A page of the site by its path; ``href`` leads from it to another, "" to what only the app can show."""

    path: str

    @property
    def root(self) -> str:
        """The way back to the first page's folder."""
        return "../" * self.path.count("/")

    def href(self, page: str = "", /, **keys: str) -> str:
        """Return the address of a page of the app inside the site."""
        found = address(page, keys)
        return self.root + found if found else ""


def address(page: str, keys: dict[str, str]) -> str:
    """Return where the site has what a page of the app shows; "" where it has not."""
    asked = {key: value for key, value in keys.items() if value}
    match page, tuple(asked):
        case ("" | "overview", ()):
            return "index.html"
        case ("target", ("target",)):
            return f"targets/{asked['target']}.html"
        case ("counties", ("target",)):
            return f"counties/{asked['target']}.html"
        case ("tasks", ()):
            return "tasks.html"
        case ("tasks", ("task",)):
            return f"tasks.html#{asked['task']}"
        case ("method", ("target",)):
            return f"method.html#{asked['target']}"
        case ("method", ("part",)) if asked["part"] in METHODS:
            return f"method/{asked['part']}.html"
        case ("method", () | ("part",)):
            return "method.html"
        case ("counties", ()):
            return "counties.html"
    return ""


def page(book: Book, place: Place, name: str, template: str, title: str, **values: object) -> File:
    """Return a page of the site made of a template; an address that the site does not have is no link."""
    around = {"shell": _around(book, place, name), "files": Unhanded(), "stamp": book.stamp}
    body = markup.render_from(TEMPLATES, template, book.lang, **around, **values)
    whole = markup.render_from(TEMPLATES, "page.html", book.lang, **around, root=place.root, title=title,
                               body=markup.unlinked(body))  # fmt: skip
    return File(place.path, whole.encode())


def _around(book: Book, place: Place, name: str) -> Shell:
    _, edition, rules = shell.footer_words(book.state.edition, book.lang)
    menu = tuple(Entry(t(f"ui.page_{one}", book.lang), place.href(one), one == name) for one in MENU)
    return Shell(
        title=book.say(book.plan.product_title, book.plan.product_title_en),
        home=place.href(),
        menu=menu,
        notices=shell.edition_notices(book.state.edition, book.lang),
        demo=book.state.edition.data_kind == "demo",
        edition=edition,
        rules=rules,
    )
