"""A database after an attacker was there: every text that people write has become one that wants to be run.

Codes, periods and numbers stay, so that every page has what it had to show.
"""

from __future__ import annotations

import json
import re
import sqlite3
from itertools import count
from pathlib import Path

from tests.conftest import Demo

MARKUP = '"><img src=x onerror="window.harmed=1"><svg onload="window.harmed=1"></svg><script>window.harmed=1</script>'
MARKDOWN = "[x](javascript:harm) ![x](https://evil.example/x.png) :material/skull: :smile: `x` $\\frac12$ **x** a@x.cn"
HIDDEN = f"{chr(0x202E)}gnp{chr(0x202C)}{chr(0x200B)}{{{{7*7}}}} %{{customdata}} <a href='https://evil.example'>x</a>"
HARM = f"{MARKUP} {MARKDOWN} {HIDDEN}"
FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "  =1",
            "\ufeff=1", " \u200b=1", "=HYPERLINK(\"https://evil.example\")")  # fmt: skip
FREE = {  # columns in which somebody wrote
    "submission": ("file_name",), "submission_issue": ("column_name",), "ledger_entry": ("title",),
    "milestone_event": ("doc_no", "note"), "commentary": ("author",),
    "edition": ("reason", "doc_no", "publisher"), "verdict_override": ("author", "reason", "doc_no"),
    "observation": ("raw_value", "raw_unit"), "contact": ("post", "name"),
}  # fmt: skip
TEXTS = {  # columns of JSON, in which somebody wrote the texts of the keys below
    **dict.fromkeys(("plan", "region", "organisation", "indicator", "target", "reading", "rule_set", "task",
                     "milestone"), "definition"),
    "commentary": "content", "submission_issue": "message", "outlook": "what_if", "ledger_entry": "attributes",
}  # fmt: skip
WRITTEN = frozenset(
    {"name", "short", "statement", "clause", "rule_text", "source", "data_source", "why", "note", "question", "chosen",
     "author", "issuer", "doc_no", "city", "product_title", "evidence", "heading", "rubric", "label", "title", "header",
     "problem", "cause", "next_step", "zh", "en"}
)  # fmt: skip
CODE = re.compile(r"[a-z0-9_.@-]*")  # what stands for something: a code, a number, a day


class Attacker:
    """Writes into a database; each text begins with another of the formulas."""

    def __init__(self) -> None:
        self._turn = count()

    def spoiled(self, text: str) -> str:
        """Return a text that wants to be run, the one it was within it."""
        return f"{FORMULAS[next(self._turn) % len(FORMULAS)]} {text} {HARM}"

    def json(self, told: object, *, key: str = "", every: bool = False) -> object:
        """Return a definition or a record with every text spoiled that somebody wrote."""
        if isinstance(told, dict):
            return {name: self.json(one, key=name, every=every) for name, one in told.items()}
        if isinstance(told, list):
            return [self.json(one, key=key, every=every) for one in told]
        wrote = isinstance(told, str) and (every or key.removesuffix("_en") in WRITTEN) and not CODE.fullmatch(told)
        return self.spoiled(str(told)) if wrote else told

    def database(self, file: Path) -> None:
        """Spoil a whole SQLite database."""
        connection = sqlite3.connect(file)
        with connection:
            for table, columns in FREE.items():
                for column in columns:
                    self._column(connection, table, column)
            for table, column in TEXTS.items():
                self._texts(connection, table, column)
        connection.close()

    def _column(self, connection: sqlite3.Connection, table: str, column: str) -> None:
        found = connection.execute(f"select id, {column} from {table} where {column} <> ''").fetchall()
        made = [(self.spoiled(text), number) for number, text in found]
        connection.executemany(f"update {table} set {column} = ? where id = ?", made)

    def _texts(self, connection: sqlite3.Connection, table: str, column: str) -> None:
        made = []
        for number, text in connection.execute(f"select id, {column} from {table}").fetchall():
            told = json.loads(text or "null")
            told = self.json(told, every=table == "ledger_entry")
            made.append((json.dumps(told, ensure_ascii=False), number))
        connection.executemany(f"update {table} set {column} = ? where id = ?", made)


def poisoned(demo: Demo, folder: Path) -> Demo:
    """Return a copy of a demo in a folder, after the attacker was there."""
    file = folder / "reporting.db"
    source, copy = sqlite3.connect(f"file:{demo.database}?mode=ro", uri=True), sqlite3.connect(file)
    source.backup(copy)
    source.close()
    copy.close()
    Attacker().database(file)
    return Demo(folder=demo.folder, url=f"sqlite:///{file}", database=file)
