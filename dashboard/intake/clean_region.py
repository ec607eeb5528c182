"""Names and codes of counties and zones, by the plan's own table and by typing errors that can mean nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.intake.clean_text import folded
from dashboard.intake.cleaned import Cleaned, held, repaired
from dashboard.intake.habits import Habits

_LEAD = re.compile(r"^(?:河南省?)?(?:信阳市?)?(?=.{2})")
_FIELD = "市场监督管理|市场监管|市监|知识产权|科学技术|科技|工业和信息化|工信|财政|农业农村|发展和改革|发改|统计|人民"
_OFFICE = re.compile(rf"(?:(?:{_FIELD})?(?:局|政府|委员会|委|办公室|办)|县局|区局)(?:\([^()]*\))?$")
_CODED = (
    re.compile(r"^(?P<code>\d{6})[-—:：]?(?P<name>\D+)$"),
    re.compile(r"^(?P<name>\D+?)[-—:：]?\(?(?P<code>\d{6})\)?$"),
)


def clean_region(sent: str, names: Mapping[str, str], codes: Mapping[str, str], habits: Habits) -> Cleaned:
    """Return the full name of a region. ``names``: name or alias -> code; ``codes``: code -> full name.

    A name that belongs elsewhere, two names in one cell and a code that meant two counties are held.
    """
    if sent in names and codes[names[sent]] == sent:
        return Cleaned(sent)
    text = _without_code(folded(sent), names, habits)
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


def _without_code(text: str, names: Mapping[str, str], habits: Habits) -> str:
    """Return the name in 411525固始县, when code and name say the same."""
    for pattern in _CODED:
        if match := pattern.match(text):
            code = habits.former_codes.get(match["code"], match["code"])
            if names.get(match["name"]) == code:
                return match["name"]
    return text


def _find(text: str, names: Mapping[str, str], habits: Habits) -> str | None:
    bare = _LEAD.sub("", text)
    office = _OFFICE.sub("", bare)
    stem = office[:-1] if len(office) > 2 and office[-1] in "县区" else office
    for form in (text, bare, office, *(f"{part}{end}" for part in (office, stem) for end in "县区")):
        form = habits.typed_regions.get(form, form)
        if form in names:
            return names[form]
    return None
