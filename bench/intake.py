"""Intake at scale: one workbook of 100,000 rows, and 200 workbooks of one quarter, each into a new SQLite file.

    python bench/intake.py [--rows 100000] [--workbooks 200]

Prints the seconds of the whole load (and those at work, should others share the machine) with what they may be, and
the peak memory of this process and of the reading ones together. Exits with 1 when a limit is passed.
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import xlsxwriter

from dashboard.intake import load
from dashboard.intake.isolation import stop_reading
from dashboard.intake.template import templates
from dashboard.plan import load_catalogue
from dashboard.plan.models import Catalogue, Ledger, Organisation
from dashboard.reporting import Database, init

PERIOD, SEED, ROWS_EACH = "2024Q3", 20240930, 25
_SIGNS = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))  # names that are not alike
MOST_SECONDS, MOST_MEMORY = 60, 1024  # MiB


def with_banks(catalogue: Catalogue, number: int) -> Catalogue:
    """Return the plan with so many banks, for no quarter has 200 senders yet."""
    bank = next(unit for unit in catalogue.organisations if unit.kind == "bank")
    more = tuple(bank.model_copy(update={"id": f"bench-{place:03d}"}) for place in range(number))
    return catalogue.model_copy(update={"organisations": (*catalogue.organisations, *more)})


def deals(ledger: Ledger, number: int, prefix: str) -> Iterator[list[object]]:
    """Yield the header of the pledge ledger, then rows with every column filled."""
    random, first = Random(f"{SEED}{prefix}"), date(2024, 7, 1)
    yield [column.header for column in ledger.columns]
    for place in range(number):
        day = first + timedelta(days=random.randrange(80))
        amount = random.randrange(10_000, 1_000_000) / 100
        firm = "".join(random.choices(_SIGNS, k=4))
        told: dict[str, object] = {
            "registration_no": f"Y2024980{prefix[-3:]}{place:06d}", "pledgor": f"{firm}科技有限公司",
            "region": "固始县", "contracted_on": day, "registered_on": day + timedelta(days=3),
            "lent_on": day + timedelta(days=5), "registered_amount": amount, "credit_amount": amount,
            "loan_amount": amount, "right_count": random.randrange(1, 9), "renewal": "否", "pledgee": "示例银行",
            "contract_no": f"HT-{prefix}{place}", "uscc": "",
        }  # fmt: skip
        yield [told.get(column.name, column.choices[0] if column.choices else "") for column in ledger.columns]


def workbook(catalogue: Catalogue, unit: Organisation, number: int, file: Path) -> Path:
    """Write a sender's workbook with so many deals."""
    ledger = next(found for found in catalogue.ledgers if found.id == "pledge")
    layout = templates()["1"].cover
    told = (catalogue.plan.id, "1", unit.id, unit.names[-1].name, PERIOD, PERIOD, "演示数据", date(2024, 10, 8))
    with xlsxwriter.Workbook(str(file), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(layout.sheet)
        for row, (label, value) in enumerate(zip(layout.labels.model_dump().values(), told, strict=True), start=2):
            page.write_row(row, 0, [label, value])
        page = book.add_worksheet(ledger.sheet)
        for row, cells in enumerate(deals(ledger, number, unit.id), start=2):
            page.write_row(row, 0, cells)
    return file


def measured(catalogue: Catalogue, files: list[Path], database: Path) -> tuple[float, float, int]:
    """Load files into a new database; return seconds, seconds at work, and how many rows are stored."""
    found, plans = Database(f"sqlite:///{database}"), {catalogue.plan.id: catalogue}
    init(found, plans)
    start, worked = time.perf_counter(), busy()
    results = load(found, plans, files)
    taken = time.perf_counter() - start
    stop_reading()  # a child's seconds and memory are known once it has ended
    work = busy() - worked
    found.close()
    assert all(result.outcome == "loaded" for result in results), [r.sentence("en") for r in results if r.refusal]
    asked = [issue.sentence("en") for result in results for issue in result.issues]
    assert not asked, asked[:3]
    return taken, work, sum(result.added for result in results)


def busy() -> float:
    """Return the processor seconds of this process and of the children that have ended."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def memory() -> int:
    """Return the peak memory of this process and of the largest child, in MiB, as if both came at once."""
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--workbooks", type=int, default=200)
    asked = options.parse_args()
    catalogue = with_banks(load_catalogue(ROOT / "data" / "plan" / "xinyang-2022"), asked.workbooks)
    banks = [unit for unit in catalogue.organisations if unit.id.startswith("bench-")]
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many = [workbook(catalogue, bank, ROWS_EACH, folder / f"{bank.id}.xlsx") for bank in banks]
        large = workbook(catalogue, banks[0], asked.rows, folder / "large.xlsx")
        for files in (many, [large]):
            taken, work, rows = measured(catalogue, files, folder / f"{len(files)}.db")
            good = good and taken < MOST_SECONDS and memory() < MOST_MEMORY
            print(f"{len(files)} workbook(s), {rows:,} rows: {taken:.1f} s ({work:.1f} s of work), "
                  f"at most {MOST_SECONDS} s; peak memory {memory()} MiB, at most {MOST_MEMORY} MiB")  # fmt: skip
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
