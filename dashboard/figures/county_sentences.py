"""What the counties page says on top: the largest contribution, the largest fall, who is awaited. All from the data."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dashboard.figures.comparison import Comparison, Measured, fallen, largest, steepest
from dashboard.wording import MINUS, Language, joined, percent, signed, t

_NAMED = 3  # counties named before the rest are counted


def headline(found: Comparison, lang: Language) -> str:
    """Return the first line: period and quantity, who contributes most, who fell most against the same period."""
    if found.partly:  # who is largest is not known of a part
        return t("counties.headline", lang, period=found.span.label, name=found.item.name(lang),
                 parts=city_words(found, lang))  # fmt: skip
    parts = [part for part in (_most(found, lang), _fall(found, lang)) if part]
    if found.owing:
        parts.append(t("counties.owing", lang, counties=names(found.owing, lang)))
    return t("counties.headline", lang, period=found.span.label, name=found.item.name(lang),
             parts=t("counties.then", lang).join(parts))  # fmt: skip


def second(found: Comparison, lang: Language) -> str:
    """Return the second line: the city as a whole, how many fell, and who fell most in percent where that differs."""
    if found.partly:
        return ""
    parts = [city_words(found, lang)]
    down, sharpest = fallen(found), steepest(found)
    if down:
        parts.append(t("counties.count_down", lang, counties=names(down, lang)))
    if sharpest is not None and sharpest not in _first(down) and sharpest.same is not None:
        rate = percent(abs(sharpest.same))
        parts.append(t("counties.steepest", lang, county=name(sharpest, lang), rate=rate))
    return t("counties.stop", lang).join(part for part in parts if part) + t("counties.end", lang)


def spoken(found: Comparison, m: Measured, lang: Language) -> str:
    """Return one region in words, as a tooltip says it: value, share, change, growth."""
    if m.value is None:
        return t("status.awaited", lang) if m.owed else t("counties.no_value", lang)
    lines = [t("counties.pair", lang, name=found.span.label, value=found.item.amount(m.value, lang))]
    if m.share is not None:
        lines.append(t("counties.tip_share", lang, share=percent(m.share)))
    if m.change is not None:
        lines.append(t("counties.tip_same", lang, change=changed(found, m, lang)))
    if m.growth is not None:
        lines.append(t("counties.tip_base", lang, base=found.span.base_label, growth=f"{signed(m.growth * 100)}%"))
    return "\n".join(lines)


def changed(found: Comparison, m: Measured, lang: Language) -> str:
    """Return the change on the same period: amount with its sign, and the percentage where there is one."""
    if m.change is None:
        return ""
    amount = difference(found, m.change, lang)
    return amount if m.same is None or found.counted else f"{amount}（{signed(m.same * 100)}%）" if lang == "zh" else (
        f"{amount} ({signed(m.same * 100)}%)")  # fmt: skip


def difference(found: Comparison, change: Decimal, lang: Language) -> str:
    """Return a difference in the target's unit with its sign; nothing has none."""
    sign = "+" if change > 0 else MINUS if change < 0 else ""
    return f"{sign}{found.item.amount(abs(change), lang)}"


def name(m: Measured, lang: Language) -> str:
    """Return a region by name."""
    return m.region.name if lang == "zh" else m.region.name_en


def names(found: Sequence[Measured], lang: Language) -> str:
    """Return regions by name: the first few, then how many there are."""
    known = [name(m, lang) for m in found]
    if len(known) <= _NAMED:
        return joined(known, lang)
    first = ("、" if lang == "zh" else ", ").join(known[:_NAMED])
    return t("counties.and_more", lang, names=first, count=len(known))


def _most(found: Comparison, lang: Language) -> str:
    top = largest(found)
    if top is None:
        return ""
    same = [m for m in found.counties if m.value == top.value]
    value = found.item.said(top.value or Decimal(0), lang)
    if len(same) > 1:
        return t("counties.most_tied", lang, counties=names(same, lang), value=value)
    if top.share is None:
        return t("counties.most_bare", lang, county=name(top, lang), value=value)
    return t("counties.most", lang, county=name(top, lang), value=value, share=percent(top.share))


def _fall(found: Comparison, lang: Language) -> str:
    if all(m.change is None for m in found.counties):
        return t("counties.fall_unknown", lang)
    down = _first(fallen(found))
    if not down:
        return _rise(found, lang) if found.counted else t("counties.fall_none", lang)
    amount = found.item.said(abs(down[0].change or Decimal(0)), lang)
    if len(down) > 1:
        return t("counties.fall_tied", lang, counties=names(down, lang), amount=amount)
    if down[0].same is None or found.counted:
        return t("counties.fall_bare", lang, county=name(down[0], lang), amount=amount)
    return t("counties.fall", lang, county=name(down[0], lang), amount=amount, rate=percent(abs(down[0].same)))


def _rise(found: Comparison, lang: Language) -> str:
    """Return who added most; a cumulative count does not fall, so that it says nothing to find no fall."""
    most = max((m.change for m in found.counties if m.change is not None), default=Decimal(0))
    if most <= 0:
        return t("counties.rise_none", lang)
    up = [m for m in found.counties if m.change == most]
    return t("counties.rise", lang, counties=names(up, lang), amount=found.item.said(most, lang))


def _first(down: Sequence[Measured]) -> tuple[Measured, ...]:
    """Return all that share the largest fall."""
    return tuple(m for m in down if m.change == down[0].change)


def city_words(found: Comparison, lang: Language) -> str:
    """Return the city's value and its change on the same period, as part of a sentence."""
    if found.city.value is None:
        return t("counties.city_missing", lang)
    value = found.item.said(found.city.value, lang)
    if found.city.change is None:
        return t("counties.city_bare", lang, value=value)
    if found.city.change == 0:
        return t("counties.city_level", lang, value=value)
    change = found.item.said(abs(found.city.change), lang)
    key = "up" if found.city.change > 0 else "down"
    rate = percent(abs(found.city.same)) if found.city.same is not None and not found.counted else ""
    return t(f"counties.city_{key}{'_rate' if rate else ''}", lang, value=value, change=change, rate=rate)
