"""Office documents converted by LibreOffice, as the first reader would open them: to PDF, without any font but ours."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path
from zipfile import ZipFile

from dashboard.review import face

SECONDS = 120
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir>
<match target="pattern"><edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>
</fontconfig>"""


def to_pdf(content: bytes, suffix: str, folder: Path) -> Path:
    """Return the PDF of an office document (".docx", ".pptx"), converted in a folder with a profile of its own.

    Every face that the document asks for is the bundled one, which a machine without Chinese fonts has no other of.
    """
    return converted(content, suffix, "pdf", folder)


def converted(content: bytes, suffix: str, kind: str, folder: Path) -> Path:
    """Return an office document in another format, such as "pdf" or "ods", converted in a folder of its own."""
    source, made = folder / f"document{suffix}", folder / f"document.{kind}"
    folder.mkdir(parents=True, exist_ok=True)
    source.write_bytes(content)
    made.unlink(missing_ok=True)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
               "--convert-to", kind, "--outdir", str(folder), str(source)]  # fmt: skip
    own = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(_fonts(source, folder / "fonts"))}
    done = subprocess.run(command, env=own, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert made.exists(), f"soffice made no {kind}: {done.stdout}{done.stderr}"
    return made


def characters(source: Path) -> str:
    """Return every character in the parts of an office document."""
    with ZipFile(source) as book:
        parts = (book.read(name).decode("utf-8") for name in sorted(book.namelist()) if name.endswith(".xml"))
        return "".join(sorted(set(unescape(re.sub(r"\s", "", "".join(parts))))))


def _fonts(source: Path, folder: Path) -> Path:
    """Write the bundled face with the characters of a document, and the settings that make it the only one."""
    folder.mkdir(exist_ok=True)
    for weight in (400, 700):
        (folder / f"{weight}.otf").write_bytes(face.otf([characters(source), face.BASIC], weight))
    settings = folder / "fonts.conf"
    settings.write_text(FONTS.format(folder=folder, family=face.FAMILY), "utf-8")
    return settings
