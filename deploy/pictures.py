"""Take the pictures of the README from the running demo: ``python deploy/pictures.py`` (after ``make run`` once).

Starts a server of its own on the demo database, with the clock fixed, and opens the real pages in the system's
Chromium at 1920x1080.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.e2e.browsing import launch, visit  # noqa: E402
from tests.e2e.conftest import TODAY, await_answer, free_port  # noqa: E402

TARGET = ROOT / "docs" / "pictures"
PICTURES = {  # file -> path, colour scheme, query
    "overview-zh-light.png": ("/", "light", {"lang": "zh"}),
    "overview-zh-dark.png": ("/", "dark", {"lang": "zh"}),
    "overview-en-light.png": ("/", "light", {"lang": "en"}),
    "overview-en-dark.png": ("/", "dark", {"lang": "en"}),
    "target-zh-light.png": ("/target", "light", {"lang": "zh"}),
    "target-en-light.png": ("/target", "light", {"lang": "en"}),
}


def main() -> None:
    """Write every picture; fail when a page does not settle or shows an error."""
    TARGET.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DASHBOARD_TODAY": TODAY})
    origin = f"http://127.0.0.1:{port}"
    try:
        await_answer(server, f"{origin}/readyz")
        with sync_playwright() as driver:
            browser = launch(driver)
            for name, (path, scheme, query) in PICTURES.items():
                with visit(browser, origin, path, scheme=scheme, query=query) as seen:
                    assert seen.page.locator("[data-testid=stException]").count() == 0, f"{path} shows an error"
                    seen.page.screenshot(path=TARGET / name)
                print(TARGET / name)
            browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
