"""Small files for the demo's evidence, each with 演示数据 on it: the same bytes for the same words."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from dashboard.review import face, typeset
from dashboard.review.papers import Letter, Paper, Paragraph
from dashboard.wording import t

_WIDTH, _HEIGHT, _INK, _GROUND = 760, 480, "#22313f", "#fdfcf8"


def pdf(title: str, lines: tuple[str, ...], day: date) -> bytes:
    """Return one page as PDF."""
    told = tuple(Paragraph(line) for line in lines)
    return typeset.pdf(Paper("reminder", title, Letter(title), told, marks=(t("ui.demo", "zh"),), day=day))


def png(title: str, lines: tuple[str, ...]) -> bytes:
    """Return a picture as of a scanned certificate."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _GROUND)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((18, 18, _WIDTH - 19, _HEIGHT - 19), outline=_INK, width=3)
    texts = (title, *lines, t("ui.demo", "zh"))
    for at, text in enumerate(texts):
        size = 34 if at == 0 else 22
        font = ImageFont.truetype(BytesIO(face.otf(texts, 700 if at == 0 else 400)), size)
        pen.text((_WIDTH / 2, 100 + at * 62), text, font=font, fill=_INK, anchor="mm")
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
