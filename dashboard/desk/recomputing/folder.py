"""The bundle as a folder: its files against their hashes, its definitions against the catalogue."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from dashboard.desk.recomputing.original import Workbook
from dashboard.desk.recomputing.report import Json, Report

_DEFINED = ("indicators", "feeds", "ledgers", "organisations", "regions", "base_values")


class Bundle:
    """The folder with everything in it; what is read from the originals is kept here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: Json = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
        self.catalogue: Json = json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))
        self.define: Json = self.told["definitions"]
        self.through: str = self.told["edition"]["through"]
        self.cut_off = date.fromisoformat(self.told["edition"]["cut_off"])
        self.tables: dict[tuple[str, str], Json] = {}
        self.tables.update({(one["workbook"], one["sheet"]): one for one in self.told["tables"]})
        self.books: dict[str, Workbook] = {}
        self.values: dict[tuple[str, str, str, str], Decimal] = {}  # indicator, region, period, breakdown
        self.entries: list[Json] = []
        self.milestones: dict[tuple[str, str], Json] = {}

    def by_id(self, part: str, code: str) -> Json:
        """Return an entry of the definitions."""
        found: Json = next(one for one in self.define[part] if one["id"] == code)
        return found


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_files(bundle: Bundle, report: Report) -> None:
    """Hash every file again; tell what is missing or was added."""
    folder = bundle.folder
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    for name, stated in sorted(manifest.items()):
        if not (folder / name).is_file():
            report.wrong("清单中的文件不存在：{0}", "listed file is missing: {0}", name)
        elif digest(folder / name) != stated:
            report.wrong("文件哈希与清单不符：{0}", "file differs from its hash in the manifest: {0}", name)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(there - set(manifest) - {"manifest.json"}):
        report.note("清单外的文件：{0}", "file that is not listed: {0}", name)
    report.close("清单内{0}个文件的SHA-256", "SHA-256 of {0} listed files", len(manifest))


def check_catalogue(bundle: Bundle, report: Report) -> None:
    """Compare definitions and rules with the catalogue whose hash the edition states."""
    told, known = bundle.told, bundle.catalogue
    if not told["catalogue_kept"]:
        report.note("目录由后来的版本重新列出，不能按原哈希核对", "the catalogue is listed anew; its hash says nothing")
    elif digest(bundle.folder / "catalogue.json") != told["edition"]["catalogue_hash"]:
        report.wrong("目录哈希与报告期所记不符：{0}", "{0} differs from the edition's hash", "catalogue.json")
    if told["rules"] not in known["rules"] or told["rules"]["id"] != told["edition"]["rule_set"]:
        report.wrong("评价规则与目录不同：{0}", "rules differ from the catalogue: {0}", told["rules"]["id"])
    if told["target"] not in known["targets"] or told["reading"] not in told["target"]["readings"]:
        report.wrong("目标或口径与目录不同：{0}", "target or reading differs: {0}", told["target"]["id"])
    for part in _DEFINED:
        for one in bundle.define[part]:
            if one not in known[part]:
                name = one.get("id") or one.get("code") or one.get("indicator")
                report.wrong("定义与目录不同：{0} {1}", "definition differs: {0} {1}", part, name)
    report.close("目录、口径、评价规则", "catalogue, reading and rules")


def check_originals(bundle: Bundle, report: Report) -> None:
    """Hash the originals against the hash by which they were received, and open them."""
    for one in bundle.told["workbooks"]:
        path = bundle.folder / one["file"]
        if not one["kept"] or not path.is_file():
            report.wrong("原件未保存：{0}", "original not kept: {0}", one["name"])
            continue
        if digest(path) != one["hash"]:
            report.wrong("原件与接收时的哈希不符：{0}（{1}）", "original differs from its hash when received: {1}",
                         one["name"], one["file"])  # fmt: skip
        try:
            bundle.books[one["hash"]] = Workbook(path)
        except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
            report.wrong("原件打不开：{0}（{1}）", "original cannot be opened: {1}", one["name"], one["file"])
            continue
        if not bundle.books[one["hash"]].readable:
            report.note("{0} 不是.xlsx或.csv，本程序不读取", "{0} is no .xlsx or .csv and is not read", one["name"])
    report.close("{0}个原件的接收哈希", "hashes of {0} originals as received", len(bundle.told["workbooks"]))
