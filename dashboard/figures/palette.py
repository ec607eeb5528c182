"""Colours of the light and the dark theme: one place for CSS, charts and Streamlit's theme.

Status and outlook colours come from the Okabe-Ito family, darkened or lightened until text on the ground
reaches WCAG AA (4.5:1); a test computes every ratio.
"""

from __future__ import annotations

from typing import Literal

Theme = Literal["light", "dark"]

LIGHT: dict[str, str] = {
    "ground": "#ffffff",
    "panel": "#f6f8f9",
    "ink": "#16202b",
    "ink-2": "#3c4956",
    "ink-3": "#56626f",
    "line": "#d5dbe1",
    "line-2": "#e9edf0",
    "bar": "#22313f",
    "band-1": "#dbe1e7",
    "band-2": "#e8ecf0",
    "band-3": "#f3f5f7",
    "mark": "#7b8894",
    "faint": "#dbe1e7",
    "good": "#006b50",
    "warn": "#8a5700",
    "bad": "#b03a0a",
    "wait": "#56626f",
    "outlook": "#2f5d8a",
    "time": "#b03a0a",
    "season": "#2f5d8a",
    "demo": "#7a4e00",
    "demo-line": "#b07a1c",
    "link": "#1f4e7a",
    "seq-1": "#eaf0f5",
    "seq-2": "#cddbe8",
    "seq-3": "#aac4db",
    "seq-4": "#86abcb",
    "seq-5": "#6491b9",
    "fall-2": "#e39a63",
    "fall-1": "#f5dcc6",
    "rise-1": "#cfe0ee",
    "rise-2": "#86abcb",
}

DARK: dict[str, str] = {
    "ground": "#0b1622",
    "panel": "#101e2c",
    "ink": "#e8eff6",
    "ink-2": "#c3d0dc",
    "ink-3": "#a3b4c5",
    "line": "#2a3f54",
    "line-2": "#1b2c3d",
    "bar": "#cfe0f0",
    "band-1": "#24394e",
    "band-2": "#1c2e40",
    "band-3": "#152433",
    "mark": "#8095a9",
    "faint": "#2a3f54",
    "good": "#3fd0a4",
    "warn": "#f2b84b",
    "bad": "#ff8a5c",
    "wait": "#a3b4c5",
    "outlook": "#8fc1f0",
    "time": "#ff8a5c",
    "season": "#8fc1f0",
    "demo": "#f2b84b",
    "demo-line": "#f2b84b",
    "link": "#9ccaf5",
    "seq-1": "#15283b",
    "seq-2": "#1b3651",
    "seq-3": "#214566",
    "seq-4": "#27557d",
    "seq-5": "#2f6893",
    "fall-2": "#82491a",
    "fall-1": "#4a2f1c",
    "rise-1": "#1d3f5e",
    "rise-2": "#2f6893",
}

# Okabe-Ito, for series that have no meaning of their own; beyond eight the dash of the line tells them apart
SERIES: dict[Theme, tuple[str, ...]] = {
    "light": ("#16202b", "#0072b2", "#c25400", "#00805c", "#a8527f", "#8a6100", "#3b82ad", "#56626f"),
    "dark": ("#e8eff6", "#56b4e9", "#ff8a5c", "#3fd0a4", "#e79cc4", "#f2b84b", "#8fc1f0", "#a3b4c5"),
}

PALETTES: dict[Theme, dict[str, str]] = {"light": LIGHT, "dark": DARK}
THEMES: tuple[Theme, ...] = ("light", "dark")


def variables(theme: Theme) -> str:
    """Return a theme's colours as CSS custom properties."""
    return "".join(f"--{name}:{colour};" for name, colour in PALETTES[theme].items())


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
