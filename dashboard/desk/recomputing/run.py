"""Every check in its order."""

from __future__ import annotations

import sys
import zipfile
from decimal import getcontext
from pathlib import Path

from dashboard.desk.recomputing.chain import check_log
from dashboard.desk.recomputing.folder import Bundle, check_catalogue, check_files, check_originals
from dashboard.desk.recomputing.judging import check_verdict
from dashboard.desk.recomputing.leaving import check_left_out
from dashboard.desk.recomputing.reading import check_cells
from dashboard.desk.recomputing.report import Report
from dashboard.desk.recomputing.reports import check_reports

CHECKS = (check_files, check_catalogue, check_originals, check_cells, check_left_out, check_reports, check_verdict,
          check_log)  # fmt: skip
_FAULTS = (LookupError, ValueError, ArithmeticError, TypeError, StopIteration, OSError, zipfile.BadZipFile)


def main(folder: Path) -> int:
    """Run every check; return 1 when one differs or cannot be completed."""
    getcontext().prec = 28
    report, bundle = Report(), Bundle(folder)
    told = bundle.told
    demo = "（演示数据 demo data）" if told["demo"] else ""
    print(f"{told['edition']['label']} {told['target']['code']} {told['target']['name']}{demo}")
    for check in CHECKS:
        try:
            check(bundle, report)
        except _FAULTS as error:  # a bundle that was tampered with: said, and the other checks go on
            report.wrong("{0} 不能完成：{1}", "{0} cannot be completed: {1}", check.__name__, repr(error))
            report.close("{0}", "{0}", check.__name__)
    return report.end()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent))
