"""Names and codes of counties and zones, by the plan's own table and by typing errors that can mean nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.intake.clean_text import folded
from dashboard.intake.cleaned import Cleaned, held, repaired
from dashboard.intake.habits import Habits

_LEAD = re.compile(r"^(?:河南省)?(?:信阳市)?(?=.{2})")
_OFFICE = re.compile(r"(?:市场监督管理局|市场监管局|市监局|知识产权局|人民政府|政府|县局|区局|局)$")


def clean_region(sent: str, names: Mapping[str, str], codes: Mapping[str, str], habits: Habits) -> Cleaned:
    """Return the full name of a region. ``names``: name or alias -> code; ``codes``: code -> full name.

    A name that belongs elsewhere, two names in one cell and a code that meant two counties are held.
    """
    if sent in names and codes[names[sent]] == sent:
        return Cleaned(sent)
    text = folded(sent)
    code = habits.former_codes.get(text.removesuffix(".0"), text.removesuffix(".0"))
    if code in names.values():
        return repaired(sent, codes[code], "region")
    if re.fullmatch(r"\d{4,6}(\.0)?", text, re.ASCII):
        return held(sent, "region_code")
    if any(text.startswith(name) for name in habits.elsewhere):
        return held(sent, "elsewhere")
    found = _find(text, {folded(name): code for name, code in names.items()}, habits)
    if found is None:
        return held(sent, "place")
    return repaired(sent, codes[found], "region")


def _find(text: str, names: Mapping[str, str], habits: Habits) -> str | None:
    bare = _LEAD.sub("", text)
    office = _OFFICE.sub("", bare)
    for form in (text, bare, office, *(f"{office}{end}" for end in "县区" if len(office) >= 1)):
        form = habits.typed_regions.get(form, form)
        if form in names:
            return names[form]
    return None
