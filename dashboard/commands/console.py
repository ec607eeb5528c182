"""What the command line says and how: sentences, progress, JSON, and the options that commands share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard.settings import settings
from dashboard.wording import Language, t

LANG: Language = "en" if settings().language == "en" else "zh"
Step = Callable[[int, int, str], None]


def said(name: str, **fields: object) -> str:
    """Return a sentence of the command line in the language of the installation."""
    return t(f"cli.{name}", LANG, **fields)


err = Console(stderr=True, soft_wrap=True, highlight=False)
Json = Annotated[bool, typer.Option("--json", help=said("json"))]
Plan = Annotated[str, typer.Option("--plan", help=said("plan"))]


@contextmanager
def progress() -> Iterator[Step]:
    """A progress bar on stderr, fed with (steps done, steps in all, what is being done)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what)


@contextmanager
def spoken() -> Iterator[Step]:
    """The steps as lines of JSON on stdout, for a program that follows them."""
    yield lambda done, total, what: typer.echo(json.dumps({"step": done, "of": total, "what": what}))


def tell(as_json: bool, data: object, sentence: str) -> None:
    """Print a result: one JSON document for scripts, one sentence for people."""
    typer.echo(json.dumps(data, ensure_ascii=False, default=str) if as_json else sentence)
