"""The command line: ``python -m dashboard init | demo | templates | load | publish | ... | serve``.

Exit codes: 0 done, 1 refused (one sentence says why), 2 wrong usage.
"""

from __future__ import annotations

import os
import sys

from dashboard.settings import settings
from dashboard.wording import Refused
from dashboard.writing import NO_ROOM

INTERRUPTED = 130


def main() -> int:
    """Run a command and return its exit code."""
    try:
        settings()
    except Refused as refused:  # before anything has a language
        sys.stderr.write(refused.sentence("en" if os.environ.get("DASHBOARD_LANGUAGE") == "en" else "zh") + "\n")
        return 1
    from dashboard.commands import app
    from dashboard.commands.console import LANG, err, said

    try:
        app(standalone_mode=True)
    except Refused as refused:
        err.print(refused.sentence(LANG), markup=False)
        return 1
    except OSError as error:
        err.print(said("no_room" if error.errno in NO_ROOM else "system", reason=error), markup=False)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
