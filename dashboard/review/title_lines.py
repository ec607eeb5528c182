"""A title in lines of about the same length, broken where a reader would: never within a date or brackets."""

from __future__ import annotations

import re

from dashboard.figures import glyphs

_WORDS = "知识产权|运营服务|体系建设|进展情况|工作|年度|总结|情况|报告|通报|说明|专报|关于|更正|方案|目标"
_PIECE = re.compile(
    rf"（[^）]{{1,14}}）|《[^》]{{1,14}}》|\d+年(?:[一二三四前上下]+(?:季度|半年))?|{_WORDS}|[^\u2e80-\uffff\s]+\s*|\S\s*"
)


def lines(title: str, size: float, width: float) -> tuple[str, ...]:
    """Return a title in as few lines of a width as hold it, none much shorter than the others; in points."""
    pieces = [piece for piece in _PIECE.findall(title) if piece]
    longest = max(glyphs.width(piece, size, 700) for piece in pieces) if pieces else 0.0
    needed = len(_filled(pieces, size, width))
    most = width
    while most > longest and len(_filled(pieces, size, most - size / 2)) == needed:
        most -= size / 2
    return _filled(pieces, size, most)


def _filled(pieces: list[str], size: float, most: float) -> tuple[str, ...]:
    """Return pieces put into lines that are at most so wide."""
    made: list[str] = []
    for piece in pieces:
        if made and glyphs.width((made[-1] + piece).rstrip(), size, 700) <= most:
            made[-1] += piece
        else:
            made.append(piece)
    return tuple(line.rstrip() for line in made)
