"""How a county is filled on the map: by value, share, change or verdict; a class has a colour and a legend in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal, get_args

from dashboard.figures.comparison import Comparison, Measured
from dashboard.figures.facts import Item
from dashboard.figures.shapes import TONES
from dashboard.wording import Language, number, percent, signed, t

Measure = Literal["value", "share", "same", "base", "status"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
_CUTS = tuple(Decimal(cut) / 100 for cut in (1, 2, 5, 10, 20, 50))
_STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "5", "10"))
_TONES = {"good": "rise-2", "warn": "seq-2", "bad": "fall-2", "wait": "none"}
CLASSES = 5


@dataclass(frozen=True)
class Swatch:
    """A colour of the map and what it means."""

    fill: str
    text: str


def measures(found: Comparison) -> tuple[Measure, ...]:
    """Return what a target's counties can be shown by; the verdict only where an office has set quotas."""
    offered: dict[Measure, bool] = {
        "value": True, "share": found.additive, "same": True, "base": bool(found.span.base_label),
        "status": found.rated,
    }  # fmt: skip
    return tuple(measure for measure in MEASURES if offered[measure])


def fill(found: Comparison, shown: Measure, m: Measured) -> str:
    """Return the colour of a county; "none" where it has no value."""
    if shown == "status":
        return _TONES[TONES[m.fact.status]] if m.fact is not None else "none"
    value = _number(found, shown, m)
    if value is None:
        return "none"
    if _diverging(found, shown):
        return _side(value, _cut(found, shown))
    top, step = _top(found, shown), _step(found, shown)
    if _whole(found, shown):
        return f"seq-{1 + round(value / top * 4) if top else 1}"
    return f"seq-{min(int(value / step) + 1, _classes(found, shown))}"


def legend(found: Comparison, shown: Measure, lang: Language) -> tuple[Swatch, ...]:
    """Return the colours that can occur, in order, and the one for no value where it does."""
    if shown == "status":
        return ()
    below = [m for m in found.counties if fill(found, shown, m) == "none"]
    key = "no_basis" if any(m.value is not None for m in below) else "no_value"
    none = (Swatch("none", t(f"counties.{key}", lang)),) if below else ()
    if _diverging(found, shown):
        cut = percent(_cut(found, shown), 0)
        sides = ("fall-2", "fall-1", "rise-1", "rise-2")
        return (*(Swatch(side, t(f"counties.{side.replace('-', '_')}", lang, cut=cut)) for side in sides), *none)
    return (*_scale(found, shown, lang), *none)


def words(found: Comparison, shown: Measure, m: Measured, lang: Language) -> str:
    """Return what stands below a county's name on the map."""
    if shown == "status":
        return t(f"status.{m.fact.status}", lang) if m.fact is not None else "—"
    if m.owed:
        return t("status.awaited", lang)
    value = _number(found, shown, m)
    if value is None:
        return "—"
    if shown == "value":
        return found.item.bare(value, lang)
    if shown == "share":
        return percent(value)
    return signed(value, 0) if found.counted else f"{signed(value * 100)}%"


def _number(found: Comparison, shown: Measure, m: Measured) -> Decimal | None:
    if shown == "same":
        return m.change if found.counted else m.same
    return {"value": m.value, "share": m.share, "base": m.growth}[shown]


def _diverging(found: Comparison, shown: Measure) -> bool:
    return shown == "base" or (shown == "same" and not found.counted)


def _side(value: Decimal, cut: Decimal) -> str:
    if value < 0:
        return "fall-2" if value <= -cut else "fall-1"
    return "rise-2" if value >= cut else "rise-1"


def _cut(found: Comparison, shown: Measure) -> Decimal:
    """Return where a large change begins: a round percentage not above half of the largest one."""
    most = max((abs(v) for m in found.counties if (v := _number(found, shown, m)) is not None), default=Decimal(0))
    return max((cut for cut in _CUTS if cut * 2 <= most), default=_CUTS[0])


def _top(found: Comparison, shown: Measure) -> Decimal:
    return max((v for m in found.counties if (v := _number(found, shown, m)) is not None), default=Decimal(0))


def _whole(found: Comparison, shown: Measure) -> bool:
    """True for a few whole things: each number has a colour of its own."""
    return found.counted and shown != "share" and _top(found, shown) < CLASSES


def _step(found: Comparison, shown: Measure) -> Decimal:
    """Return the width of a class: a round number of which five reach beyond the largest value."""
    top = _top(found, shown)
    if top <= 0:
        return Decimal(1)
    rough = top / CLASSES
    size = Decimal(10) ** rough.adjusted()
    return next(step * size for step in _STEPS if step * size >= rough)


def _scale(found: Comparison, shown: Measure, lang: Language) -> tuple[Swatch, ...]:
    top, step = _top(found, shown), _step(found, shown)
    if _whole(found, shown):
        return tuple(
            Swatch(f"seq-{1 + round(Decimal(n) / top * 4) if top else 1}", number(n)) for n in range(int(top) + 1)
        )
    return tuple(
        Swatch(f"seq-{k + 1}", _between(found.item, shown, step * k, step * (k + 1), lang))
        for k in range(_classes(found, shown))
    )


def _classes(found: Comparison, shown: Measure) -> int:
    """Return how many classes there are; the largest value belongs to the last, also where it is its upper end."""
    return max(1, min(CLASSES, int((_top(found, shown) / _step(found, shown)).to_integral_value(ROUND_CEILING))))


def _between(item: Item, shown: Measure, low: Decimal, high: Decimal, lang: Language) -> str:
    if shown == "share":
        return f"{number(low * 100, _digits(high * 100))}–{percent(high, _digits(high * 100))}"
    return f"{item.bare(low, lang)}–{item.bare(high, lang)}"


def _digits(value: Decimal) -> int:
    return 0 if value == value.to_integral_value() else 1
