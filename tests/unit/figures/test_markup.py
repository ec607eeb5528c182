"""Templates: everything from data is escaped, every key exists in both languages, no language leaks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po
from jinja2 import UndefinedError

from dashboard.figures import groups, markup
from dashboard.figures.overview import overview
from dashboard.figures.shell import Notice, Shell
from dashboard.wording import LANGUAGES, Language
from tests.conftest import ROOT
from tests.unit.figures import samples

CATALOGUES = ROOT / "dashboard" / "translations"
DOMAINS = ("ui", "overview", "target", "sentence", "screen")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
EVIL = "<script>alert('x')</script>\"'>"


def entries(domain: str, lang: str) -> dict[str, str]:
    with (CATALOGUES / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id}


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_say_the_same_keys_with_the_same_fields(domain: str) -> None:
    zh, en = entries(domain, "zh"), entries(domain, "en")
    assert set(zh) == set(en)
    assert [key for key in zh if not zh[key] or not en[key]] == []
    fields = re.compile(r"\{(\w+)\}")
    assert {key for key in zh if not set(fields.findall(en[key])) <= set(fields.findall(zh[key]))} == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_language_leaks_into_the_other(domain: str) -> None:
    english = {key: text for key, text in entries(domain, "en").items() if CHINESE.search(text)}
    assert set(english) <= {"ui.language_zh"}
    words = re.compile(r"[A-Za-z]{3,}")
    chinese = {
        key: text for key, text in entries(domain, "zh").items() if words.search(re.sub(r"\{\w+\}|<br>", "", text))
    }
    commands = {"ui.no_data", "ui.behind_clock", "ui.flaw", "ui.flaws"}  # they name one to run
    assert set(chinese) <= {"ui.language_en"} | commands


def test_every_key_used_exists() -> None:
    known = {key for domain in (*DOMAINS, "status") for key in entries(domain, "zh")}
    sources = [*(ROOT / "dashboard" / "figures").rglob("*.py"), *(ROOT / "dashboard" / "screens").glob("*.py"),
               *(ROOT / "dashboard" / "figures" / "templates").glob("*.html")]  # fmt: skip
    named = re.compile(r"""["']((?:ui|overview|target|sentence|screen)\.[a-z_]+)["']""")
    used = {key for path in sources for key in named.findall(path.read_text("utf-8"))} - {"screen.js", "screen.html"}
    assert used - known == set()
    assert len(used) > 100


class Files:
    """Addresses of files as a screen gives them."""

    def png(self, name: str) -> str:
        return f"./figures/{name}.png"

    def xlsx(self) -> str:
        return "./tables/overview.xlsx"


def page(lang: Language, **changes: object) -> str:
    state = replace(samples.state(lang), **changes)  # type: ignore[arg-type]
    value = overview(state, lang, samples.TODAY, lambda target: f"./target?target={target}")
    places = [region for region in samples.catalogue().regions if region.kind == "county"]
    standing: groups.Standing = {(i.target.id, place.code): (fact.status, fact.gap_points) for i in state.items
                                 for place in places if (fact := i.counties.get(place.code)) is not None}  # fmt: skip
    counties = groups.below(state.items, places, standing, lang)
    rolled = groups.tables(state, counties, lang, lambda target: f"./target?target={target}")
    shell = Shell("信阳", "./", notices=(Notice(EVIL),))
    return markup.render("overview.html", lang, page=value, groups=rolled, shell=shell, files=Files())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_data_is_escaped_everywhere(lang: Language) -> None:
    item = samples.state(lang).items[0]
    evil = replace(item, target=item.target.model_copy(update={"short": EVIL, "short_en": EVIL, "rule_text": EVIL}))
    step = replace(samples.measures(lang)[0].steps[0], name=EVIL, state="overdue")
    measure = replace(samples.measures(lang)[0], steps=(step,))
    html = page(lang, items=(evil, *samples.state(lang).items[1:]), measures=(measure,))
    assert "<script" not in html and "alert(" in html
    assert 'title="' in html and "'>\"" not in html


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        markup.render("failed.html", "zh")


def test_the_english_overview_holds_chinese_only_where_a_name_has_no_other() -> None:
    html = page("en").replace(EVIL, "").replace("信阳", "")
    assert CHINESE.findall(re.sub(r"title=\"[^\"]*\"", "", html)) == []
