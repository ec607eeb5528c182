"""The commands of the command line, one module for each noun.

The rooms are imported inside the commands, so that help and refusals answer at once.
"""

from __future__ import annotations

import typer

from dashboard.commands.accounts import account, logout, token
from dashboard.commands.appraising import appraisal
from dashboard.commands.audit import audit
from dashboard.commands.backups import backup, restore
from dashboard.commands.checking import check
from dashboard.commands.console import said
from dashboard.commands.editions import comment, override, publish, review
from dashboard.commands.evidence import evidence
from dashboard.commands.handing import handover
from dashboard.commands.history import demo, init
from dashboard.commands.serving import serve
from dashboard.commands.workbooks import load, templates

COMMANDS = (init, demo, templates, load, publish, override, comment, review, evidence, handover, appraisal, serve,
            check, audit, backup, restore, logout)  # fmt: skip
app = typer.Typer(help=said("help"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for command in COMMANDS:
    app.command(help=said(f"{command.__name__}_help"))(command)
app.add_typer(account, name="account")
app.add_typer(token, name="token")
