"""What was built for a published edition, kept with its hashes: later requests are answered with those bytes.

One folder for each plan, edition and language. The hash of the edition's results is part of its name, so that another
database's edition of the same label is another one. A file that is kept is never written again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.review.book import Book
from dashboard.review.files import File
from dashboard.wording import Refused
from dashboard.writing import write_whole

MANIFEST = "manifest.json"


def sha256(content: bytes) -> str:
    """Return the hash by which a file is known."""
    return hashlib.sha256(content).hexdigest()


def manifest(facts: Mapping[str, object], files: Iterable[File]) -> File:
    """Return the list of a pack's files with their sizes and hashes, in the order of their names."""
    listed = [{"name": file.name, "bytes": len(file.content), "sha256": sha256(file.content)}
              for file in sorted(files, key=lambda file: file.name)]  # fmt: skip
    text = json.dumps({**facts, "files": listed}, ensure_ascii=False, indent=1, sort_keys=True)
    return File(MANIFEST, (text + "\n").encode())


@dataclass(frozen=True)
class Shelf:
    """The place of an edition's pack in one language."""

    folder: Path

    def names(self) -> tuple[str, ...]:
        """Return the names of the files that are kept; none before the first pack was built."""
        return tuple(self.hashes())

    def hashes(self) -> dict[str, str]:
        """Return the hash of each file that is kept, by its name, in the order of names."""
        return {name: str(file["sha256"]) for name, file in sorted(self._listed().items())}

    def size(self, name: str) -> int:
        """Return how many bytes a file has that is kept."""
        return int(str(self._listed()[name]["bytes"]))

    def facts(self) -> dict[str, object]:
        """Return what the manifest says beside its files."""
        return {key: value for key, value in self._manifest().items() if key != "files"}

    def file(self, name: str) -> File | None:
        """Return a file as it was built, None where it was not; Refused when its bytes are no longer those."""
        wanted = self.hashes().get(name)
        if wanted is None:
            return None
        try:
            content = (self.folder / name).read_bytes()
        except OSError as error:
            raise Refused("review.archive_damaged", file=name, folder=self.folder) from error
        if sha256(content) != wanted:
            raise Refused("review.archive_damaged", file=name, folder=self.folder)
        return File(name, content)

    def files(self) -> list[File]:
        """Return every file, and the manifest last."""
        kept = [file for name in self.names() if (file := self.file(name)) is not None]
        return [*kept, File(MANIFEST, (self.folder / MANIFEST).read_bytes())] if kept else []

    def keep(self, facts: Mapping[str, object], files: Iterable[File]) -> None:
        """Keep what is not kept yet; what is kept stays as it is, whatever is given for it."""
        known = {name: file for name in self.names() if (file := self.file(name)) is not None}
        new = [file for file in files if file.name not in known]
        if not new and known:
            return
        for file in new:
            _written(self.folder / file.name, file.content)
        whole = manifest(self.facts() or facts, [*known.values(), *new])
        _written(self.folder / MANIFEST, whole.content)  # last: before it nothing of the new is there

    def _manifest(self) -> dict[str, object]:
        path = self.folder / MANIFEST
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}

    def _listed(self) -> dict[str, dict[str, object]]:
        listed = self._manifest().get("files", [])
        assert isinstance(listed, list)
        return {str(file["name"]): file for file in listed}


def shelf(folder: Path, book: Book) -> Shelf:
    """Return the place of an edition's pack below the archive's folder."""
    row = book.row
    name = f"{book.edition.label}-{str(row['result_hash'])[:16]}"
    return Shelf(folder / book.plan.id / name / book.lang)


def _written(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content, 0o644)
