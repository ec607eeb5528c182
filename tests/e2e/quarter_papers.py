"""What follows an edition on paper: the circular signed and kept, and an auditor who recomputes a verdict elsewhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import expect

from dashboard.reporting import Database
from dashboard.review import circular, typeset
from dashboard.review.book import opened
from dashboard.review.papers import Paragraph
from tests.e2e.quarter import PLAN, System

NUMBER = "云知通〔2026〕3号"


def sign(office: System) -> None:
    """The signed circular is kept with its edition; the one number that was changed by hand is named."""
    li = office.seat("li").open("/desk", part="edition").reads("还没有登记签发件")
    form = li.page.locator(".st-key-desk-work-signed")
    copy = _signed(office, "2026Q3-r2", ("197件", "198件"))
    form.locator("input[type=file]").set_input_files(
        {"name": "签发件.pdf", "mimeType": "application/pdf", "buffer": copy}
    )
    expect(form.get_by_label("发文字号")).to_have_value(NUMBER)  # as it was published; the day is today's
    form.get_by_role("button", name="登记签发件").click()
    li.told("已登记2026年三季度更正（第2次发布）签发件", "有1处数字与报告期不同")
    expect(li.page.locator("table.numbers").first).to_contain_text("197")
    expect(li.page.locator("table.numbers").first).to_contain_text("198")


def _signed(office: System, label: str, changed: tuple[str, str]) -> bytes:
    """Return the circular as the office's own system makes a PDF of it, one word of it changed."""
    database = Database(f"sqlite:///{office.folder / 'reporting.db'}")
    paper = circular.paper(opened(database.rows, PLAN, label, "zh"))
    blocks = list(paper.blocks)
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Paragraph) and changed[0] in block.text)
    first = blocks[at]
    assert isinstance(first, Paragraph)
    blocks[at] = replace(first, text=first.text.replace(*changed, 1))
    letter = replace(paper.letter, number=NUMBER, draft="", date="2026年10月22日")
    database.close()
    return typeset.pdf(replace(paper, blocks=tuple(blocks), letter=letter))


def take_bundles(office: System) -> None:
    """An auditor takes the bundle of a target in both editions away, and recomputes its verdict without the system."""
    an = office.seat("an")
    for label in ("2026Q3", "2026Q3-r2"):
        an.open("/desk", edition=label).reads("审计取证包").press("生成")
        content = an.fetch(an.page.get_by_role("button", name="下载取证包"))
        folder = office.folder / f"bundle-{label}"
        with ZipFile(BytesIO(content)) as bundle:
            bundle.extractall(folder)
        told = _run(folder, ["recompute.py"])
        assert "全部一致" in told and "不一致" not in told, told


def _run(folder: Path, command: Sequence[str]) -> str:
    """Return what a program says that has nothing but the folder; it must end well."""
    run = subprocess.run([sys.executable, "-I", *command], cwd=folder, env={"PYTHONIOENCODING": "utf-8"},
                         capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
