"""An edition for machines: all that it says as JSON, every number as exact text; described in docs/edition-json.md.

The schema is versioned: a field may be added under the same name of the schema, none is renamed, moved or taken away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from dashboard.attainment import rollup
from dashboard.figures import headlines, marks, sentences, steps
from dashboard.figures.comparison import Comparison, Measured
from dashboard.figures.facts import Item, Measure
from dashboard.figures.outlook_facts import Forecast
from dashboard.figures.reports import Report
from dashboard.plan import periods
from dashboard.plan.models import Reading
from dashboard.review.annex_targets import same
from dashboard.review.book import Book

SCHEMA = "plan-edition/1"
Json = Mapping[str, object]
_EDITION = ("label", "number", "kind", "through", "cut_off", "revision", "corrects", "reason", "doc_no", "publisher",
            "rule_set", "data_kind", "input_hash", "result_hash", "catalogue_hash")  # fmt: skip


def edition_json(book: Book) -> bytes:
    """Return the edition as JSON in UTF-8: keys sorted, the same bytes for the same edition."""
    text = json.dumps(told(book), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def told(book: Book) -> Json:
    """Return everything that the file says."""
    state = book.state
    verdicts = {(str(row["target"]), str(row["reading"])): json.loads(str(row["details"]))
                for row in book.rows("verdicts")}  # fmt: skip
    kinds = {"all": state.items, "numeric": state.numeric, "qualitative": state.qualitative}
    return {
        "schema": SCHEMA,
        "language": book.lang,
        "edition": _edition(book),
        "compared_with": book.before.label if book.before is not None else None,
        "plan": _plan(book),
        "marks": [*book.stamp.notes, *([book.stamp.demo] if book.stamp.demo else [])],
        "counts": {kind: rollup.counts(item.verdict.status for item in items) for kind, items in kinds.items()},
        "targets": [_target(item, verdicts, book) for item in state.items],
        "tasks": [_task(measure, book) for measure in state.measures],
        "organisations": dict(state.organisations),
        "headings": [{"id": one.id, "name": one.name, "name_en": one.name_en} for one in state.headings],
        "reports": [_owed(report) for batch in book.batches for report in batch.owed],
        "sentences": {
            "headline": headlines.headline(state, book.lang),
            "attention": headlines.attention(state, book.lang, book.day),
            "countdown": sentences.countdown(book.plan, book.day, book.lang),
        },
    }


def _edition(book: Book) -> Json:
    row = book.row
    kept = {name: row[name] for name in _EDITION}
    hands = {"compiled": book.signing.compiled, "reviewed": book.signing.reviewed}
    kept |= {name: hand and {"by": hand.by, "on": _day(hand.on)} for name, hand in hands.items()}
    return {**kept, "corrects": row["corrects"] or None, "incomplete": book.edition.incomplete,
            "rules": book.state.edition.rules}  # fmt: skip


def _plan(book: Book) -> Json:
    plan = book.plan
    names = ("id", "name", "name_en", "doc_no", "issuer", "start_year", "end_year", "base_year", "settled_by")
    return {name: getattr(plan, name) for name in names}


def _target(item: Item, verdicts: Mapping[tuple[str, str], Json], book: Book) -> Json:
    target, made = item.target, item.indicator
    change, found = same(item, book), book.compared(item)
    return {
        **{name: getattr(target, name) for name in ("id", "code", "kind", "heading", "name", "name_en", "clause")},
        "rule": target.rule_text,
        "rule_en": target.rule_text_en,
        "unit": made.unit if made else target.unit,
        "unit_en": made.unit_en if made else target.unit_en,
        "owners": list(target.owners_on(book.day)),
        "verdict": verdicts[target.id, item.reading.id],
        "readings": [_reading(reading, item, verdicts) for reading, _ in item.every],
        "rules_beside": [{"rules": code, "status": status, "light": light or None, "small_sample": small}
                         for code, status, light, small in item.other_rules],
        "same": _exact(change),
        "outlook": _outlook(item, book),
        "outlooks": [_forecast(one) for one in book.outlook(item).forecasts],
        "counties": [] if found is None else _counties(found),
        "commentary": [{"label": label, "text": text} for label, text in _office(item, book)],
        "sentence": headlines.titled(item, book.state, book.lang, book.day),
    }  # fmt: skip


def _office(item: Item, book: Book) -> tuple[tuple[str, str], ...]:
    """Return what the office has written about a target for this report period."""
    note = book.comments(item).current
    return note.parts if note is not None else ()


def _reading(reading: Reading, item: Item, verdicts: Mapping[tuple[str, str], Json]) -> Json:
    return {
        "id": reading.id, "name": reading.name, "name_en": reading.name_en, "used": reading.id == item.reading.id,
        "confirmed_by": reading.confirmed_by, "confirmed_on": _day(reading.confirmed_on), "doc_no": reading.doc_no,
        "verdict": verdicts[item.target.id, reading.id],
    }  # fmt: skip


def _outlook(item: Item, book: Book) -> Json | None:
    """Return the outlook that stands for the reading in use; None where the edition has none."""
    main, chance = book.outlook(item).main, marks.outlook(item.chance, book.lang)
    return None if main is None else {**_forecast(main), "word": chance.word if chance is not None else None}


def _forecast(one: Forecast) -> Json:
    names = ("reading", "region", "horizon", "period", "known", "main", "method")
    return {
        **{name: getattr(one, name) for name in names},
        **{name: getattr(one, name) or None for name in ("reason", "expected", "earliest", "latest")},
        "goal": _exact(one.goal),
        "p": _exact(one.p),
        "middle": _exact(one.middle),
        "quantiles": {share: _exact(value) for share, value in one.quantiles.items()},
    }


def _counties(found: Comparison) -> Sequence[Json]:
    places = (found.city, *found.counties, *found.zones)
    return [{"period": found.span.label, **_county(m)} for m in places]


def _county(m: Measured) -> Json:
    values = {name: _exact(getattr(m, name)) for name in ("value", "share", "before", "same", "base", "growth")}
    fact = m.fact
    judged = {"status": fact.status, "reason": fact.reason, "quota": _exact(fact.quota),
              "completion": _exact(fact.completion), "missing": list(fact.missing)} if fact else None  # fmt: skip
    return {"region": m.code, "name": m.region.name, "name_en": m.region.name_en, "kind": m.region.kind,
            "owed": m.owed, **values, "verdict": judged}  # fmt: skip


def _task(measure: Measure, book: Book) -> Json:
    task, states = measure.task, [step.state for step in measure.steps]
    done = sum(state in steps.DONE for state in states)
    return {
        **{name: getattr(task, name) for name in ("id", "code", "kind", "name", "name_en", "clause")},
        "responsible": list(task.responsible),
        "supporting": list(task.supporting),
        "due": done + states.count("overdue"),
        "done": done,
        "overdue": states.count("overdue"),
        "verified": sum(step.verified for step in measure.steps),
        "milestones": [
            {"code": step.code, "name": steps.title(step, book.lang), "state": step.state, "due": step.due,
             "done_on": _day(step.done_on), "reporter": step.reporter, "verified": step.verified,
             "days_overdue": steps.days_over(step, book.day), "due_on": periods.last_day(step.due).isoformat()}
            for step in measure.steps
        ],
    }  # fmt: skip


def _owed(report: Report) -> Json:
    return {"sender": report.sender, "sheet": report.subject, "period": report.period, "due": _day(report.due)}


def _exact(value: Decimal | float | None) -> str | None:
    """Return a number as text with all digits that it has, never with an exponent."""
    return None if value is None else f"{Decimal(repr(value)) if isinstance(value, float) else value:f}"


def _day(day: object) -> str | None:
    return None if day is None else str(day)
