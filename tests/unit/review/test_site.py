"""The site of an edition: its links, its numbers, what it must not tell, its fonts, the same bytes every time."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from sqlalchemy import text

from dashboard.figures import markup
from dashboard.reporting import Database
from dashboard.review import book
from dashboard.review.site import site
from dashboard.review.site_style import plain
from dashboard.wording import Language, day_words, t

PLAN = "xinyang-2022"
ADDRESS = re.compile(r"(?:https?:)?//[A-Za-z0-9.\-]+")
NAMESPACES = {"http://www.w3.org"}
FACE = re.compile(r'font-weight:(\d+);[^}]*?url\("([^"]+)"\)[^}]*?unicode-range:([^}]+)}')
CHANCES = ("可能性(?:约|不足)?[一二三四五六七八九]成", "九成以上", "把握约", r"about \d0%", "(?:over 9|under 1)0%",
           "probability of")  # fmt: skip
CHANCE = re.compile("|".join(CHANCES))


@dataclass
class Page(HTMLParser):
    """A page: addresses, ids, text, and the rows of its bullet table as cells of text by class."""

    content: str
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    handlers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.cell = ""
        self.feed(self.content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.handlers += [name for name in told if name.startswith("on")]
        self.links += [told[name] for name in ("href", "src") if name in told]
        self.ids += [told["id"]] if "id" in told else []
        if tag == "tr":
            self.rows.append({})
        if tag in ("th", "td"):
            self.cell = told.get("class", "").split(" ")[0]
        if self.rows and tag == "a" and self.cell == "n" and "href" not in self.rows[-1]:
            self.rows[-1]["href"] = told["href"]

    def handle_endtag(self, tag: str) -> None:
        self.cell = "" if tag in ("th", "td") else self.cell

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.rows and self.cell and data.strip():
            kept = self.rows[-1].get(self.cell, "")
            self.rows[-1][self.cell] = f"{kept}|{data.strip()}" if kept else data.strip()


Made = Mapping[str, bytes]


def made(database: Database, label: str, lang: Language) -> Made:
    return {file.name: file.content for file in site(book.opened(database.rows, PLAN, label, lang))}


@pytest.fixture(scope="module")
def third(demo_database: Database) -> Made:
    return made(demo_database, "2025Q3", "zh")


@pytest.fixture(scope="module")
def english(demo_database: Database) -> Made:
    return made(demo_database, "2026Q3", "en")


@pytest.fixture(scope="module")
def first(demo_database: Database) -> Made:
    return made(demo_database, "2021Q4", "zh")


@pytest.fixture(params=["third", "english", "first"])
def files(request: pytest.FixtureRequest) -> Made:
    found: Made = request.getfixturevalue(request.param)
    return found


def pages(files: Made) -> Iterator[tuple[str, Page]]:
    for name, content in files.items():
        if name.endswith(".html"):
            yield name, Page(content.decode())


def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_in_it(files: Made) -> None:
    known = dict(pages(files))
    for name, page in known.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            path, _, place = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in files, (name, link)
            assert not place or place in known[target].ids, (name, link)
    assert {f"site/{name}" for name in ("index.html", "counties.html", "tasks.html", "method.html")} <= {*files}


def test_every_file_but_the_licences_is_reached_from_the_first_page(third: Made) -> None:
    known, seen, ahead = dict(pages(third)), set[str](), ["site/index.html"]
    while ahead:
        name = ahead.pop()
        seen.add(name)
        paths = {link.partition("#")[0] for link in known[name].links} if name in known else set()
        reached = {posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in paths if path}
        ahead += reached - seen
    assert {name for name in third if not name.startswith("site/fonts/")} == seen


def test_no_script_and_no_foreign_address(files: Made) -> None:
    for name, content in files.items():
        if name.endswith(("html", "svg", "css")):
            assert b"<script" not in content.lower() and b"javascript:" not in content, name
            assert set(ADDRESS.findall(content.decode())) <= NAMESPACES, name
    assert all(not page.handlers and "script" not in page.tags for _, page in pages(files))


def test_the_bullet_table_says_what_the_verdict_table_holds(third: Made, demo_database: Database) -> None:
    number = next(row["number"] for row in demo_database.rows("edition_list", plan=PLAN) if row["label"] == "2025Q3")
    verdicts = [row for row in demo_database.rows("verdicts", plan=PLAN, edition=number) if row["is_default"]]
    shown = {row["href"].split("/")[1].removesuffix(".html"): row
             for row in Page(third["site/index.html"].decode()).rows if "v" in row and "href" in row}  # fmt: skip
    numeric = [row for row in verdicts if row["target"] in shown]
    assert len(numeric) == 14
    for row in numeric:
        cells = shown[str(row["target"])]
        assert cells["s"].split("|")[0] == t(f"status.{row['status']}", "zh")
        value, _, goal = cells["v"].partition("|")
        assert value == t("status.awaited", "zh") if row["level"] is None else same(value, row["level"])
        counted = json.loads(str(row["details"]))["method"] in ("count", "stages")
        asked = row["goal"] if counted else row["path"]
        assert same(goal, asked), (goal, asked)
        if cells.get("g"):
            assert same(cells["g"], row["gap_points"])


def same(shown: str, stored: object) -> bool:
    """True when a shown number is the stored one, rounded to the decimals shown."""
    found = re.search(r"[+−]?[\d,]+(?:\.\d+)?", shown)
    assert found, shown
    value = Decimal(found[0].replace(",", "").replace("−", "-"))
    step = Decimal(1).scaleb(-len(found[0].partition(".")[2]))
    return value == Decimal(str(stored)).quantize(step, ROUND_HALF_UP)


def test_nothing_of_a_register_and_no_chance_as_a_number(files: Made, demo_database: Database) -> None:
    with demo_database.engine.connect() as connection:
        entries = [json.loads(row[0]) for row in connection.execute(text("select attributes from ledger_entry"))]
    told = {value for entry in entries for value in entry.values() if isinstance(value, str) and "示例" in value}
    assert len(told) > 1000
    for name, page in pages(files):
        words = " ".join(page.words)
        assert not [value for value in told if value in words], name
        if not name.startswith("site/method"):  # which explains what a chance is
            assert not CHANCE.search(words), name


def test_every_page_and_picture_carries_its_marks(third: Made, demo_database: Database) -> None:
    found = book.opened(demo_database.rows, PLAN, "2025Q3", "zh")
    assert day_words(found.day, "zh") in found.stamp.notes[0]
    for name, page in pages(third):
        for mark in (*found.stamp.notes, t("ui.demo", "zh")):
            assert mark in page.words, (name, mark)
        assert t("site.old_browser", "zh") in page.words
    pictures = [content.decode() for name, content in third.items() if name.endswith(".svg")]
    inside = [f'id="g{ord(character):x}"' for character in set("".join(found.stamp.notes) + found.stamp.demo) - {" "}]
    assert pictures and all(all(glyph in picture for glyph in inside) for picture in pictures)


def test_a_status_has_a_shape_and_a_word(third: Made) -> None:
    for name, content in third.items():
        if name.endswith(".html"):
            for mark in re.findall(rb'<span class="verdict[^"]*">(.*?)</span>', content, re.DOTALL):
                assert re.search(rb'class="shape [sh]-\w+ \w+".*<span class="word">[^<]+', mark, re.DOTALL), name


def test_every_character_is_in_the_fonts_of_the_site(files: Made) -> None:
    style = files["site/style.css"].decode()
    shown = {character for _, page in pages(files) for character in "".join(page.words)} - set("\n")
    for weight in ("400", "700"):
        covered = set[str]()
        for found, file, ranges in FACE.findall(style):
            if found == weight:
                points = {int(point.removeprefix("U+"), 16) for point in ranges.split(",")}
                with TTFont(BytesIO(files[f"site/{file}"])) as font:
                    assert points <= set(font.getBestCmap()), file
                covered |= set(map(chr, points))
        assert shown <= covered, (weight, shown - covered)


def test_the_same_edition_gives_the_same_bytes(first: Made, demo_database: Database) -> None:
    assert made(demo_database, "2021Q4", "zh") == first


@pytest.mark.large
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("label", ["2022Q1", "2022Q4", "2024Q2", "2025Q2", "2025Q3", "2025Q4", "2026Q3"])
def test_any_edition_in_any_language(demo_database: Database, label: str, lang: Language) -> None:
    files = made(demo_database, label, lang)
    test_every_link_leads_to_a_file_of_the_site_and_to_a_place_in_it(files)
    test_no_script_and_no_foreign_address(files)
    test_every_character_is_in_the_fonts_of_the_site(files)


def test_the_style_sheet_is_in_words_of_2020(third: Made) -> None:
    style = third["site/style.css"].decode()
    assert not re.search(r":is\(|[;{]inset:|:has\(|data-testid|\.xy\.dark", style)
    assert plain(".a :is(b,c)>d,.e{inset:0;color:red}") == ".a b>d,.a c>d,.e{top:0;right:0;bottom:0;left:0;color:red}"
    assert plain("@media print{.x:has(a){a:b}.y,html:has(i) p{c:d}}") == "@media print{.y{c:d}}"
    assert plain("@media (max-width:899px){.x{a:b}}") == "@media screen and (max-width:899px){.x{a:b}}"
    assert style.count("{") == style.count("}")


def test_a_link_without_an_address_is_no_link() -> None:
    html = '<a class="x" href="" title="t"><b>1</b></a><a href="y">2</a>'
    assert markup.unlinked(html) == '<span class="x" title="t"><b>1</b></span><a href="y">2</a>'
