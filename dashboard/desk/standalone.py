"""The modules of the recomputation as one file that runs anywhere: ``recompute.py`` of an audit bundle."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "recomputing"
_ORDER = ("report", "months", "words", "original", "folder", "reading", "leaving", "reports", "register", "adding",
          "question", "banding", "flow", "stock", "staging", "counting", "judging", "chain", "run")  # fmt: skip
_HEAD = '''"""审计取证包复算程序 / Recomputation of an audit bundle. 用法 usage: python recompute.py [目录 folder]

只用 Python 3.9 以上标准库，不连接任何系统。重算清单里每个文件的哈希，从原件（工作簿）的单元格重新取数，
与所列的行逐一核对，按 bundle.json 中以数据形式写明的口径和评价规则重新合计、评价。
每项写明“一致”或“不一致”；有一处不一致，退出码为 1。

Python 3.9+ standard library only, no access to any system. Hashes every file of the manifest again, reads the cells
of the original workbooks, compares them with the rows listed, adds them up and judges by the definitions and rules
that bundle.json holds as data. Each check says 一致 (same) or 不一致 (DIFFERS); one difference makes the exit code 1.
"""
'''


@cache
def script() -> bytes:
    """Return the file."""
    parts = [_Part((_FOLDER / f"{name}.py").read_text(encoding="utf-8")) for name in _ORDER]
    imports = sorted({line for part in parts for line in part.imports})
    bodies = (f"# {'-' * 20} {part.title}\n\n{part.body}" for part in parts)
    head = f"{_HEAD}\nfrom __future__ import annotations\n\n" + "\n".join(imports)
    return (head + "\n\n" + "\n\n\n".join(bodies) + "\n").encode()


class _Part:
    """One module: what it is about, what it takes of the standard library, and the rest of its text."""

    def __init__(self, text: str) -> None:
        tree = ast.parse(text)
        heads = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
        self.title = (ast.get_docstring(tree) or "").partition("\n")[0]
        self.imports = list(_plain(heads))
        self.body = "\n".join(text.splitlines()[heads[-1].end_lineno or 0 :]).strip()


def _plain(nodes: Iterable[ast.Import | ast.ImportFrom]) -> Iterator[str]:
    """Yield the imports of the standard library, one name a line."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ("__future__", "dashboard"):
            continue
        for name in node.names:
            known = f"import {name.name}"
            yield f"from {node.module} {known}" if isinstance(node, ast.ImportFrom) else known
