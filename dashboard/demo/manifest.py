"""What was written last: lets an unchanged demo stay as it is and clears away workbooks that are no longer made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from dashboard.demo.template import files as templates
from dashboard.plan.models import Catalogue

_NAME = "manifest.json"
_ROOM = Path(__file__).parent


@dataclass(frozen=True)
class Manifest:
    """The fingerprint of everything that decides the workbooks, and the SHA-256 of each workbook by path."""

    fingerprint: str
    files: dict[str, str]


def fingerprint(catalogue: Catalogue) -> str:
    """Return the hash of the catalogue, the templates, this room's own files and the writer's version."""
    digest = hashlib.sha256(f"{catalogue.hash}|{xlsxwriter.__version__}".encode())
    own = sorted(file for file in _ROOM.iterdir() if file.suffix in {".py", ".yaml"})
    for file in (*templates(), *own):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def read(folder: Path) -> Manifest:
    """Return the manifest of a folder; an empty one when there is none or it cannot be read."""
    try:
        found = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        return Manifest(str(found["fingerprint"]), dict(found["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest("", {})


def unchanged(folder: Path, known: Manifest, wanted: str) -> bool:
    """True when the workbooks were made from the same sources and every one is still as it was written."""
    return known.fingerprint == wanted and all(_hash(folder / name) == told for name, told in known.files.items())


def finish(folder: Path, known: Manifest, wanted: str, files: list[Path]) -> None:
    """Remove workbooks of an earlier run that are not among the new ones, then record the new ones."""
    names = {file.relative_to(folder).as_posix(): _hash(file) for file in files}
    for name in known.files.keys() - names.keys():
        (folder / name).unlink(missing_ok=True)
    draft = folder / f"{_NAME}.part"
    content = {"fingerprint": wanted, "files": names}
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=0), encoding="utf-8")
    draft.replace(folder / _NAME)


def _hash(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
