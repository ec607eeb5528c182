"""The review pack as a publisher builds it: one button, progress, one file that holds what its list says."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.conftest import ROOT, Demo
from tests.e2e.conftest import serving

BUILD_SECONDS = 400  # at most, on two cores that other workers use too
DOCUMENTS = {"季度通报.docx", "工作进展报告.pdf", "领导专报.pdf", "汇报幻灯片.pptx", "附表.xlsx", "edition.json",
             "manifest.json"}  # fmt: skip
SCENES = {f"pictures/screen-{at}-{key}-{size}.png" for size in ("1920x1080", "3840x2160")
          for at, key in enumerate(("all", "growth", "counts", "map", "tasks", "next"), 1)}  # fmt: skip


@pytest.fixture(scope="module")
def address(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a publisher whose archive is empty."""
    folder = tmp_path_factory.mktemp("review")
    with serving(folder, DASHBOARD_DATABASE_URL=demo.url, DASHBOARD_VAR_DIR=str(folder)) as found:
        yield found


def test_one_button_builds_and_one_file_holds_all(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{address}/review?edition=2025Q3")
    page.get_by_role("button", name="生成成套材料").click()
    page.get_by_text("正在生成").wait_for()
    link = page.get_by_role("link", name="下载全部")
    link.wait_for(timeout=BUILD_SECONDS * 1000)
    assert not page.get_by_role("button", name="生成成套材料").count()
    answer = httpx.get(httpx.URL(address).join(str(link.get_attribute("href"))), timeout=60)
    page.close()
    with ZipFile(BytesIO(answer.content)) as pack:
        names = set(pack.namelist())
        listed = {entry["name"]: entry["sha256"] for entry in json.loads(pack.read("manifest.json"))["files"]}
        assert {name: hashlib.sha256(pack.read(name)).hexdigest() for name in listed} == listed
        assert names == {*listed, "manifest.json"} and names >= DOCUMENTS | SCENES
        assert {"site/index.html", "pictures/overview-1920x1080.png", "pictures/counties.png"} <= names
        for name in SCENES:
            with Image.open(BytesIO(pack.read(name))) as picture:
                assert "x".join(map(str, picture.size)) in name
        with Image.open(BytesIO(pack.read("pictures/phone.png"))) as phone:
            assert phone.width == 1080 and len(pack.read("pictures/phone.png")) <= 2 << 20
    kept = httpx.get(f"{address}/editions/2025Q3/", timeout=60, follow_redirects=True)
    assert hashlib.sha256(kept.content).hexdigest() == listed["site/index.html"]


@pytest.mark.large
@pytest.mark.parametrize(("label", "lang"), [("2025Q3", "zh"), ("2026Q3", "en"), ("2021Q4", "zh")])
def test_two_runs_are_the_same_to_the_byte(demo: Demo, tmp_path: Path, label: str, lang: str) -> None:
    settings = os.environ | {"DASHBOARD_DATABASE_URL": demo.url, "DASHBOARD_VAR_DIR": str(tmp_path)}
    found = []
    for run in ("first", "second"):
        asked = ["--edition", label, "--lang", lang, "--rebuild", "--out", str(tmp_path / run)]
        command = [sys.executable, "-m", "dashboard", "review", *asked]
        subprocess.run(command, cwd=ROOT, env=settings, check=True, timeout=600)
        files = (path for path in (tmp_path / run).rglob("*") if path.is_file())
        found.append({str(path.relative_to(tmp_path / run)): path.read_bytes() for path in files})
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
