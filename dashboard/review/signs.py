"""The shape before a status as a character, for documents that set it as text: all are in the national set GBK."""

from __future__ import annotations

_SOLID = {
    "completed": "√", "final_met": "√", "attained": "◆", "on_schedule": "●", "on_stages": "●", "slightly_behind": "▲",
    "behind": "■", "below_base": "▼", "awaited": "〓", "not_assessed": "⊙", "final_missed": "×",
}  # fmt: skip
_HOLLOW = {"attained": "◇", "on_schedule": "○", "on_stages": "○", "slightly_behind": "△", "behind": "□",
           "below_base": "▽"}  # fmt: skip


def sign(shape: str) -> str:
    """Return the character of a shape (``figures.shapes``), a hollow one where the sample is small; "" for none."""
    kind, _, status = shape.partition("-")
    return (_HOLLOW if kind == "h" else {}).get(status) or _SOLID.get(status, "")
