"""The pages that there are: those of the menu in its order, and those that others lead to."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "pages"
MENU = ("overview", "growth", "counts", "outlook", "counties", "tasks", "funds", "explore", "review", "data", "intake",
        "method")
BEFORE = ("intake", "desk", "audit")  # pages that work while no edition is published
BESIDE = ("target", "unit", "desk", "audit")  # reached from another page

KEPT: dict[str, tuple[str, ...]] = {  # what of the address a page shows, and keeps when edition or language change
    "target": ("region", "target", "reading", "charts", "find", "skip"),
    "growth": ("region", "target"),
    "counts": ("region", "target", "year", "stage", "entry"),
    "outlook": ("target", "order"),
    "counties": ("region", "target", "measure", "form", "find", "skip"),
    "tasks": ("task", "unit", "state"),
    "unit": ("unit",),
    "intake": ("unit", "period"),
    "desk": ("part", "fact", "slip", "finding", "period", "kinds", "unit", "paper"),
    "review": ("compare",),
    "funds": ("region", "task", "year", "source", "mode"),
}
LEDGERS = ("target", "counts", "funds", "data", "unit", "tasks")  # pages that show entries of ledgers, row by row
KEEPING = ("explore", "method")  # pages that name their further keys themselves


def address(page: str) -> str:
    """Return the address of a page; the overview stands at the root."""
    return "" if page == "overview" else page


def built(pages: tuple[str, ...] = MENU) -> tuple[str, ...]:
    """Return those of some pages that exist as a file."""
    return tuple(page for page in pages if (FOLDER / f"{page}.py").exists())
