"""A chart is looked at before it is handed round: missing, blank or half drawn, it fails with its name."""

from __future__ import annotations

import math
import re
from io import BytesIO

import numpy as np
from PIL import Image

from dashboard.figures import drawing, glyphs
from dashboard.figures.charts import Plot
from dashboard.figures.drawing import Drawing, Text
from dashboard.review.files import Flawed

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
_BELOW = 0.22  # of a picture's height, where its legend has ended
_REACH = 1.5  # places by which the ink may end before the last value
_TITLE = re.compile("<title>.*?</title>", re.DOTALL)
_SEEN = 0.02  # of the highest value: lower ones hide in the axis
_LEAST_INK = 0.0005  # of the pixels of a picture


def proved(name: str, drawn: Drawing, plot: Plot | None = None, zoom: float = 2.0) -> bytes:
    """Return a picture as PNG; Flawed when it is blank, lacks a character, or its ink ends before its values do."""
    numbers = _TITLE.sub("", drawing.svg(drawn))  # all the rest is drawn, no word is written in it
    if "nan" in numbers or "inf" in numbers or _lacking(drawn):
        raise Flawed("review.chart_blank", chart=name)
    content = drawing.png(drawn, zoom)
    pixels = np.asarray(Image.open(BytesIO(content)).convert("RGB"))
    inked = _inked(pixels)
    if inked.mean() < _LEAST_INK or (plot is not None and not _whole(inked, plot)):
        raise Flawed("review.chart_blank", chart=name)
    return content


def _lacking(drawn: Drawing) -> bool:
    """True when a text holds a character that no bundled font has, or reaches over the edge."""
    texts = [shape for shape in drawn.shapes if isinstance(shape, Text)]
    empty = glyphs.glyph(glyphs.MISSING, 400)
    return any(glyphs.glyph(c, 400) is empty for text in texts for c in text.text if c != glyphs.MISSING) or any(
        not (-1 <= text.x <= drawn.width + 1 and 0 <= text.y <= drawn.height) for text in texts
    )


def _inked(pixels: Pixels) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Return which pixels differ clearly from the ground, which the upper left corner shows."""
    away = np.abs(pixels.astype(np.int16) - pixels[0, 0].astype(np.int16)).max(axis=2)
    return np.asarray(away > 60)


def _whole(inked: np.ndarray[tuple[int, int], np.dtype[np.bool_]], plot: Plot) -> bool:
    """True when ink stands from the place of the first value to that of the last one."""
    values = [(at, v) for trace in plot.traces for at, v in enumerate(trace.values) if v is not None]
    if not values or any(not math.isfinite(v) for _, v in values):
        return False
    least = _SEEN * max(abs(v) for _, v in values) if plot.from_zero else -math.inf
    known = [at for at, v in values if abs(v) > least]
    if not known:
        return True  # nothing but noughts: there is nothing to see
    high, wide = inked.shape
    across = np.flatnonzero(inked.mean(axis=1) > 0.5)  # lines: the axis is the lowest, but for the stamp's
    axis = across[across < high * 0.93]
    if not len(axis):
        return False
    band = np.delete(inked[: axis[-1] - 2], across[across < axis[-1] - 2], axis=0)[int(high * _BELOW) :]
    columns = np.flatnonzero(band.any(axis=0)) / wide
    if not len(columns):
        return False
    left, right = 0.12, 0.975  # where the places of a chart are, about: its scale stands left of them
    last = left + (right - left) * (max(known) + 0.5 - _REACH) / len(plot.labels)
    return bool(columns[-1] >= last and columns[0] <= left + (right - left) * (min(known) + 1) / len(plot.labels))
