"""What a bundle says for people: a README in each language, the formulas with numbers put in, the rows as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from dashboard.desk.bundle_scope import Json, Scope
from dashboard.figures import decode
from dashboard.figures import formulas as lines
from dashboard.figures.facts import Item
from dashboard.figures.phrases import stage_name
from dashboard.reporting.editions import Source
from dashboard.review.files import File
from dashboard.wording import LANGUAGES, Language, day_words, edition_words, period_words, t

_NAMES: dict[Language, str] = {"zh": "README.zh-CN.md", "en": "README.md"}
_FILES = ("readme", "bundle", "catalogue", "rows", "originals", "papers", "recompute", "manifest")
_LEFT = ("noise", "outlook", "other")  # what is not recomputed
_COLUMNS = ("kind", "workbook", "file", "sheet", "row", "column", "header", "raw", "unit", "value", "sender", "name")


def formulas(source: Source, scope: Scope) -> dict[Language, list[list[str]]]:
    """Return the formulas of the verdict with its numbers, in both languages, line by line."""
    rows = source.rows("verdicts", plan=scope.edition.plan, edition=scope.edition.number)
    verdicts = [decode.verdict(row) for row in rows if row["target"] == scope.target.id]
    item = decode.items([scope.target], scope.catalogue.indicators, verdicts, {})[0]
    return {lang: [list(line) for line in (*lines.lines(item, lang), *_stages(item, lang))] for lang in LANGUAGES}


def _stages(item: Item, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield the stages of a target: when each is due, when it was done, how it stands."""
    for mark in item.verdict.stages:
        done = t("bundle.stage_done", lang, day=day_words(mark.done_on, lang)) if mark.done_on else ""
        due = t("bundle.stage_due", lang, month=period_words(mark.due, lang))
        state = t(f"status.milestone_{mark.state}", lang)
        yield stage_name(item, mark, lang), _joined(filter(None, (due, done, state)), lang)


def readme(scope: Scope, told: Json) -> list[File]:
    """Return what the bundle is and how it is checked, in each language."""
    return [File(_NAMES[lang], ("\n".join(_lines(scope, told, lang)) + "\n").encode()) for lang in LANGUAGES]


def _lines(scope: Scope, told: Json, lang: Language) -> Iterator[str]:
    edition, target, zh = scope.edition, scope.target, lang == "zh"
    yield "# " + t("bundle.title", lang, edition=edition_words(edition.label, lang), code=target.code,
                   name=target.name if zh else target.name_en)  # fmt: skip
    if told["demo"]:
        yield from ("", f"**{t('bundle.demo', lang)}**")
    yield from ("", t("bundle.what", lang), "", f"## {t('bundle.facts', lang)}", "")
    yield from (f"- {name}{'：' if zh else ': '}{value}" for name, value in _facts(scope, told, lang) if value)
    if told["formulas"][lang]:
        yield from ("", f"## {t('bundle.formulas', lang)}", "")
    yield from (f"- {what}{'：' if zh else ': '}{formula}" for what, formula in told["formulas"][lang])
    yield from ("", f"## {t('bundle.files', lang)}", "", *(f"- {t(f'bundle.file_{name}', lang)}" for name in _FILES))
    yield from ("", f"## {t('bundle.check', lang)}", "", t("bundle.check_how", lang), "")
    yield from (f"- {t(f'bundle.left_{name}', lang)}" for name in _LEFT)


def _facts(scope: Scope, told: Json, lang: Language) -> Iterator[tuple[str, str]]:
    edition, target, verdict, zh = scope.edition, scope.target, told["verdict"], lang == "zh"
    yield t("bundle.plan", lang), f"{scope.catalogue.plan.name if zh else scope.catalogue.plan.name_en} " \
                                  f"{scope.catalogue.plan.doc_no}"  # fmt: skip
    yield t("bundle.clause", lang), f"{target.clause} {target.statement if zh else target.statement_en}"
    yield t("bundle.reading", lang), scope.reading.name if zh else scope.reading.name_en
    yield t("bundle.rules", lang), scope.rules.name if zh else scope.rules.name_en
    yield t("bundle.cut_off", lang), day_words(date.fromisoformat(edition.cut_off), lang)
    yield t("bundle.status", lang), t(f"status.{verdict['status']}", lang)
    yield t("bundle.period", lang), period_words(verdict["period"], lang)
    yield t("bundle.publisher", lang), " ".join(filter(None, (edition.publisher, edition.published_at, edition.doc_no)))
    acts = (f"{t('bundle.act_' + one['act'], lang)} {one['actor']} {one['at']}" for one in told["approvals"])
    yield t("bundle.approvals", lang), _joined(acts, lang)
    yield t("bundle.corrections", lang), _joined((f"{one['label']} {one['reason']} {one['doc_no']}".strip()
                                                  for one in told["revisions"] if one["corrects"]), lang)  # fmt: skip


def _joined(parts: Iterable[str], lang: Language) -> str:
    return ("；" if lang == "zh" else "; ").join(parts)


def table(rows: Sequence[Json]) -> bytes:
    """Return every cell used as a table that Excel opens: kind, workbook, sheet, row, column, as sent and as kept."""
    held = StringIO()
    writer = csv.writer(held)
    writer.writerow(_COLUMNS)
    for row in rows:
        for cell in row["cells"]:
            told = {**cell, **{name: row[name] for name in ("kind", "workbook", "file", "sheet", "row", "sender")}}
            writer.writerow([_harmless(told[name]) for name in _COLUMNS])
    return held.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    """Return a value that no program takes for a formula."""
    text = str(value)
    formula = text[:1] in tuple("=+-@\t\r") and not text.lstrip("-").replace(".", "").isdigit()
    return f"'{text}" if formula else value
