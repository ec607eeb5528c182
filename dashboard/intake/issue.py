"""A question or a remark about one row: what its sender must know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dashboard.reporting.hashing import canonical_json
from dashboard.wording import LANGUAGES, Language, Refused, t

Verdict = Literal["noted", "repaired", "held", "returned"]
# A wrong value is sent back; these may be right although nobody can read them for sure.
_DOUBTFUL = frozenset(
    f"load.{name}"
    for name in ("unknown_region", "unknown_zone", "digits_lost", "not_number", "not_date", "more_than_whole")
)


@dataclass(frozen=True, slots=True)
class Issue:
    """What was found in a row; ``column`` "" when it concerns the whole row. ``fields`` fill in the sentence.

    Row 0 is the sheet itself, sheet "" the whole file; a row that is only ``noted`` passes.
    """

    sheet: str
    row_no: int
    column: str
    outcome: Verdict
    code: str
    fields: Mapping[str, object] = field(default_factory=dict)
    mark: str = field(default="", compare=False)  # what a confirmation of it is known by; "" when none is possible
    rows: int = 1  # that it leaves out; more than one when it concerns a whole sheet
    confirmed: str = ""  # the reason for which a person has said that the row is right as it is

    @property
    def harmless(self) -> bool:
        """True when the row may be counted all the same."""
        return self.outcome in ("noted", "repaired")

    def sentence(self, lang: Language) -> str:
        """Return what is wrong or changed and what to do, without the place."""
        told = t(self.code, lang, **self.fields)
        place = t("load.place", lang, **self.fields) if "file" in self.fields else ""
        said = t("load.confirmed", lang, reason=self.confirmed) if self.confirmed else ""
        return said + told.removeprefix(place).lstrip("，,：: ")

    @property
    def message(self) -> str:
        """The sentence in every language as JSON, as the table of issues keeps it."""
        return canonical_json({lang: self.sentence(lang) for lang in LANGUAGES})


def from_refusal(refusal: Refused, sheet: str, row_no: int) -> Issue:
    """Return a row's issue for what a strict reader refused in it."""
    outcome: Verdict = "held" if refusal.key in _DOUBTFUL else "returned"
    return Issue(sheet, row_no, str(refusal.fields.get("header", "")), outcome, refusal.key, refusal.fields)
