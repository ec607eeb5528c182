"""The rules of a ledger against its entries, one by one: which are broken, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dashboard.intake.issue import Issue
from dashboard.intake.ledger_words import LedgerWords
from dashboard.intake.rule_checks import CHECKS, Attributes
from dashboard.plan.entry_rules import EntryRule, Needs
from dashboard.plan.models import Ledger


def broken(
    ledger: Ledger, entry: Attributes, sheet: str, row_no: int, absent: Collection[str] = ()
) -> Iterator[Issue]:
    """Yield an issue for every rule of a ledger that an entry breaks.

    ``entry``: attributes as entries keep them, "" when empty. ``absent``: columns that its sheet does not have (an
    older form): nobody can be asked to fill them in.
    """
    words = LedgerWords(ledger)
    for rule in ledger.rules:
        if rule.kind not in CHECKS or not concerns(rule, entry, absent):
            continue
        for column, fields in CHECKS[rule.kind](rule, entry, words):
            told = fields | reasons(rule, words)
            yield Issue(sheet, row_no, words.header(column), rule.outcome, f"rule.{rule.kind}", told)


def concerns(rule: EntryRule, entry: Attributes, absent: Collection[str] = ()) -> bool:
    """True when a rule is about an entry; ``absent`` as in ``broken``."""
    if isinstance(rule, Needs) and not set(rule.columns) - set(absent):
        return False
    alike = all(entry.get(name, "") in values for name, values in rule.when.items())
    return alike and all(entry.get(name) for name in rule.given)


def reasons(rule: EntryRule, words: LedgerWords) -> dict[str, str]:
    """Return the condition of a rule and its reason, each with its brackets or empty."""
    shown = {"1": "是", "0": "否"}
    parts = [
        f"{words.header(name)}：{'/'.join(shown.get(value, value) for value in values)}"
        for name, values in rule.when.items()
    ]
    return {
        "condition": f"【{'；'.join(parts)}】" if parts else "",
        "why": f"（{rule.why}）" if rule.why else "", "why_en": f" ({rule.why_en})" if rule.why_en else "",
    }  # fmt: skip
