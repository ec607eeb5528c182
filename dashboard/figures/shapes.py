"""Shapes of the verdicts, drawn as SVG paths so that no font decides how they look.

Every status has a shape of its own; the hollow variant says that the sample is small.
"""

from __future__ import annotations

_SOLID = {
    "completed": "<path d='M2 8.6 6.2 13 14 3.6' fill='none' stroke='#000' stroke-width='3'/>",
    "attained": "<path d='M8 .8 15.2 8 8 15.2.8 8z'/>",
    "on_schedule": "<circle cx='8' cy='8' r='6.4'/>",
    "slightly_behind": "<path d='M8 1.4 15.4 14.4H.6z'/>",
    "behind": "<path d='M1.8 1.8h12.4v12.4H1.8z'/>",
    "below_base": "<path d='M8 14.6 15.4 1.6H.6z'/>",
    "awaited": "<path d='M1.9 1.9h12.2v12.2H1.9zM2 7.4 7.4 2M2 13 13 2M5 14 14 5M10.4 14 14 10.4' fill='none' "
    "stroke='#000' stroke-width='1.5'/>",
    "not_assessed": "<circle cx='8' cy='8' r='6.2' fill='none' stroke='#000' stroke-width='1.8'/>"
    "<path d='M3.8 12.2 12.2 3.8' stroke='#000' stroke-width='1.8'/>",
    "final_missed": "<path d='M2.6 2.6 13.4 13.4M13.4 2.6 2.6 13.4' fill='none' stroke='#000' stroke-width='3'/>",
}
_HOLLOW = {
    "completed": "<path d='M1.2 8.8 6.2 14 15 3.6 12.6 1.6 6.1 9.4 3.4 6.6z' fill='none' stroke='#000' "
    "stroke-width='1.4'/>",
    "attained": "<path d='M8 2 14 8 8 14 2 8z' fill='none' stroke='#000' stroke-width='1.9'/>",
    "on_schedule": "<circle cx='8' cy='8' r='5.6' fill='none' stroke='#000' stroke-width='2'/>",
    "slightly_behind": "<path d='M8 3.2 14 13.6H2z' fill='none' stroke='#000' stroke-width='1.9'/>",
    "behind": "<path d='M2.6 2.6h10.8v10.8H2.6z' fill='none' stroke='#000' stroke-width='2'/>",
    "below_base": "<path d='M8 12.8 14 2.4H2z' fill='none' stroke='#000' stroke-width='1.9'/>",
}
_SAME = {"final_met": "completed", "on_stages": "on_schedule"}

SHAPES: dict[str, str] = {
    **{f"s-{status}": drawing for status, drawing in _SOLID.items()},
    **{f"s-{status}": _SOLID[other] for status, other in _SAME.items()},
    **{f"h-{status}": drawing for status, drawing in _HOLLOW.items()},
    **{f"h-{status}": _HOLLOW[other] for status, other in _SAME.items()},
    **{f"h-{status}": _SOLID[status] for status in ("awaited", "not_assessed", "final_missed")},
    "s-down": "<path d='M3 5.5 8 10.5 13 5.5' fill='none' stroke='#000' stroke-width='1.8'/>",
    "s-next": "<path d='M5.5 3 10.5 8 5.5 13' fill='none' stroke='#000' stroke-width='1.8'/>",
    "s-previous": "<path d='M10.5 3 5.5 8 10.5 13' fill='none' stroke='#000' stroke-width='1.8'/>",
}

TONES: dict[str, str] = {
    "completed": "good",
    "final_met": "good",
    "attained": "good",
    "on_schedule": "good",
    "on_stages": "good",
    "slightly_behind": "warn",
    "behind": "bad",
    "below_base": "bad",
    "final_missed": "bad",
    "awaited": "wait",
    "not_assessed": "wait",
}
