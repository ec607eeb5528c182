"""Whether the machine has what the dashboard needs: folders, space, fonts, a browser."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from dashboard.review import browser
from dashboard.settings import ROOT
from dashboard.upkeep.finding import Finding, fail, ok, warn

FONTS = ROOT / "dashboard" / "static" / "fonts"
LITTLE, TOO_LITTLE = 2 << 30, 200 << 20  # bytes free
_FILE = re.compile(r"url\([\"']?([^\"')]+)")


def machine(var: Path, originals: Path) -> Iterator[Finding]:
    """Yield what is found of the machine."""
    yield _folder(var)
    yield _space(var)
    if originals.is_dir():
        yield _private(originals)
    yield fonts(FONTS)
    found = browser.installed()
    yield ok("browser", browser=found) if found else warn("browser_none")


def _folder(var: Path) -> Finding:
    place = _nearest(var)
    writable = os.access(place, os.W_OK | os.X_OK)
    return ok("folder", folder=var) if writable else fail("folder_closed", folder=place)


def _space(var: Path) -> Finding:
    free = shutil.disk_usage(_nearest(var)).free
    shown = {"folder": var, "free": f"{free / 2**30:.1f}"}
    if free < TOO_LITTLE:
        return fail("space_little", **shown)
    return warn("space_little", **shown) if free < LITTLE else ok("space", **shown)


def _private(originals: Path) -> Finding:
    """What units sent is read by the dashboard's own account only."""
    mode = originals.stat().st_mode & 0o777
    shown = {"folder": originals, "mode": f"{mode:o}"}
    return warn("originals_open", **shown) if mode & 0o077 else ok("originals_private", **shown)


def _nearest(folder: Path) -> Path:
    """Return a folder, or the one above it in which it will be made."""
    return next(place for place in (folder.resolve(), *folder.resolve().parents) if place.exists())


def fonts(folder: Path) -> Finding:
    """Return whether every file is there that the style sheet of the fonts names."""
    sheet = folder / "fonts.css"
    named = set(_FILE.findall(sheet.read_text("utf-8"))) if sheet.is_file() else {sheet.name}
    missing = sorted(name for name in named if not (folder / Path(name).name).is_file())
    return fail("fonts_missing", files="、".join(missing[:3])) if missing else ok("fonts", count=len(named))
