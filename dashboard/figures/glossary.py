"""The field's terms, Chinese with English, each with one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.wording import Language, t

TERMS = {
    "field": ("operation", "transfer", "licence", "open_licence", "pledge", "tech_contract", "conversion", "navigation",
              "intensive_industry", "intensive_product", "gi", "gi_user", "brand", "custody", "entities", "centre"),
    "judging": ("reading", "path", "compound", "accumulation", "time_progress", "season", "base", "stages", "small",
                "awaited", "not_assessed", "verdict", "outlook", "edition", "cut_off", "correction"),
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A term in both languages and what it means."""

    zh: str
    en: str
    meaning: str


def glossary(lang: Language) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Return the terms by group: those of the field, and those of judging."""
    return tuple((t(f"method.terms_{group}", lang), tuple(_term(name, lang) for name in names))
                 for group, names in TERMS.items())  # fmt: skip


def _term(name: str, lang: Language) -> Term:
    return Term(t(f"method.term_{name}", "zh"), t(f"method.term_{name}", "en"), t(f"method.term_{name}_is", lang))
