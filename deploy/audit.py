"""Ask pip-audit about every pinned package and say plainly what it could not answer; run by ``make audit``.

pip-audit itself ends well when its service knows none of the packages: here such a package is NOT audited, and only
an answer counts. Exit code 1 when a package is known to be vulnerable.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 120


def answer(python: str, requirements: Path) -> Mapping[str, object] | str:
    """Return pip-audit's report, or in one line why there is none."""
    command = [python, "-m", "pip_audit", "--disable-pip", "--no-deps", "--requirement", str(requirements),
               "--format", "json", "--progress-spinner", "off", "--timeout", "5"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        return dict(json.loads(done.stdout))
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"pip-audit did not run ({type(error).__name__})"
    except ValueError:
        return (done.stderr.strip().splitlines() or ["pip-audit gave no report"])[-1][:200]


def told(report: Mapping[str, object] | str, pinned: Sequence[str]) -> tuple[list[str], bool]:
    """Return what to print, and whether a vulnerability is known; a package without an answer is not audited."""
    answers = report.get("dependencies", []) if isinstance(report, Mapping) else []
    assert isinstance(answers, list)
    audited = {str(one["name"]): one["vulns"] for one in answers if "vulns" in one}
    vulnerable = {name: found for name, found in audited.items() if found}
    lines = [f"VULNERABLE  {name}: {', '.join(v['id'] for v in found)}" for name, found in vulnerable.items()]
    without = [name for name in pinned if name.lower() not in {known.lower() for known in audited}]
    if without:
        reason = report if isinstance(report, str) else "its service does not know them"
        lines.append(f"NOT audited ({reason}): {len(without)} of {len(pinned)} packages: {', '.join(without)}")
    clean = len(pinned) - len(without) - len(vulnerable)
    lines.append(f"audited, nothing known: {clean} of {len(pinned)} packages")
    return lines, bool(vulnerable)


def pins(requirements: Path) -> list[str]:
    """Return the names of the pinned packages."""
    lines = [line.split("==")[0].split("[")[0].strip() for line in requirements.read_text("utf-8").splitlines()]
    return [name for name in lines if name and name[0] not in "#-"]


def main(python: str) -> int:
    """Audit what is shipped with another Python's pip-audit; return the exit code."""
    requirements = ROOT / "requirements.txt"
    lines, vulnerable = told(answer(python, requirements), pins(requirements))
    sys.stdout.write("\n".join(lines) + "\n")
    return int(vulnerable)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
