"""The desk's sums of the funds ledger for audits: by year, source and unit, with what does not add up."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures import fund_words
from dashboard.figures.evidence import origin
from dashboard.figures.fund_checks import findings
from dashboard.figures.fund_rows import Grant
from dashboard.figures.fund_totals import COLUMNS, Total, totals
from dashboard.figures.fund_words import Words
from dashboard.screens import desk_frame, funds
from dashboard.screens.selection import Selection
from dashboard.wording import edition_words, t


def draw(chosen: Selection) -> None:
    """Draw the sums of the edition's ledger; nothing where there is none."""
    known = funds.ledger_words(chosen)
    if known is None:
        return
    found, words = known
    every = totals(found)
    rows = [{"name": _name(one, words, chosen), "count": one.count, "balance": words.bare(one.balance),
             "amounts": [words.bare(one.amounts[name]) for name in COLUMNS],
             "difference": words.bare(one.difference)} for one in every]  # fmt: skip
    behind = list(_behind(found, every[-1], words, chosen))
    key = "funds_differ" if behind else "funds_same"
    sentence = t(f"findings.{key}", chosen.lang, count=every[-1].count, differ=len(behind))
    desk_frame.part("desk_funds.html", chosen, edition=edition_words(chosen.edition.label, chosen.lang), rows=rows,
                    columns=COLUMNS, behind=behind, sentence=sentence)  # fmt: skip


def _name(one: Total, words: Words, chosen: Selection) -> str:
    if not one.by:
        return t("findings.funds_whole", chosen.lang)
    named = funds.names(chosen).sender(one.name) if one.by == "sender" else words.named(one.by, one.name)
    return t(f"findings.by_{one.by}", chosen.lang, name=named)


def _behind(found: Sequence[Grant], whole: Total, words: Words, chosen: Selection) -> list[str]:
    """Return the rows that do not add up, each with what is wrong and its place in the file."""
    lang, named = chosen.lang, funds.names(chosen)
    sums = [one for one in findings(found) if one.check in ("overused", "overpaid", "overapproved")]
    told = [(fund_words.finding(one, words), grant) for one in sums for grant in one.grants]
    told += [(t("findings.funds_balance", lang), grant) for grant in whole.rows]
    return [f"{said} {fund_words.item(grant, words, named)} ({origin(grant.row, lang)[0]})" for said, grant in told]
