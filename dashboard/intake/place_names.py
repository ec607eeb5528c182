"""Names of counties and zones inside other words: titles, names of sheets and files."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboard.intake.cells import normal
from dashboard.plan.models import Region

_WORD = re.compile(r"[\u4e00-\u9fff]+")
_BEFORE = "省市年于和与及"  # what may stand before a name: 信阳市固始县, 2024年固始县


def says(text: str, name: str) -> bool:
    """True when a name stands in a text, not in the midst of other words: 新县 is not in 创新县域."""
    return len(name) > 1 and bool(re.search(rf"(?:^|[^\u4e00-\u9fff]|[{_BEFORE}]){re.escape(normal(name))}", text))


def places_in(text: str, places: Iterable[Region]) -> set[str]:
    """Return the codes of the places that a text names: in full, or by another name as a word of its own."""
    text = normal(text)
    words = _WORD.findall(text)
    return {
        place.code for place in places
        if says(text, place.name) or any(normal(alias) in words for alias in place.aliases)
    }  # fmt: skip
