"""Evidence for what counts: handed in soon after, verified some weeks later; some is still open, one is sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dashboard.demo import days, story
from dashboard.demo.chance import source
from dashboard.demo.entries import Entry, Fact, Value
from dashboard.demo.template import layout
from dashboard.plan import lookup
from dashboard.plan.models import Catalogue, Ledger

_LEDGER, _SENDER = "evidence", "org_scjg"
# ledger -> the dates of which the first makes an entry count, and what proves it
_PROOF: dict[str, tuple[tuple[str, ...], str]] = {
    "navigation": (("accepted_on",), "验收报告"), "centers": (("plaque_on",), "批复文件"),
    "custody": (("started_on",), "合同协议"), "products": (("recognised_on",), "公告公示"),
    "conversions": (("success_on",), "付款凭证"), "brands": (("registered_on", "launched_on"), "登记证书"),
    "industries": (("designated_on",), "批复文件"),
}  # fmt: skip
_OPEN_SHARE = 0.08  # handed in, not verified yet
_VERIFIERS = ("示例核验员甲", "示例核验员乙")


def entries(catalogue: Catalogue, counted: Iterable[Entry], done: Mapping[str, date]) -> Iterator[Entry]:
    """Yield the evidence of entries that count since the plan began, then of milestones done."""
    for entry in counted:
        values = {name: value for fact in entry.facts for name, value in fact.values.items()}
        columns, kind = _PROOF.get(entry.ledger, ((), ""))
        told = [found for column in columns if isinstance(found := values.get(column), date)]
        day = min(told, default=date.min)
        if day.year >= catalogue.plan.start_year:
            ledger = lookup.subject(catalogue, entry.ledger)
            assert isinstance(ledger, Ledger)
            yield _evidence(ledger.sheet, _number(ledger, values), kind, day)
    sheet = str(layout()["milestones"]["sheet"])
    yield from (_evidence(sheet, code, "其他", day) for code, day in done.items())


def _number(ledger: Ledger, values: Mapping[str, Value]) -> str:
    return "|".join(str(values[column]) for column in ledger.key)


def _evidence(sheet: str, number: str, kind: str, day: date) -> Entry:
    random = source(_LEDGER, sheet, number)
    handed_in = days.later(random, day, 1, 20)
    first: dict[str, Value] = {
        "subject": sheet, "number": number, "kind": kind, "document": f"示例证〔{day.year}〕{random.randint(1, 900)}号",
        "document_on": day, "state": "已提交",
    }  # fmt: skip
    checked = days.later(random, handed_in, 10, 50)
    facts = [Fact(handed_in, first)]
    if number == story.SENT_BACK:
        facts.append(Fact(checked, {"state": "退回", "note": "缺少签字页，补齐后重新提交"}))
    elif random.random() >= _OPEN_SHARE:
        verifier = random.choice(_VERIFIERS)
        facts.append(Fact(checked, {"state": "已核验", "verifier": verifier, "verified_on": checked}))
    return Entry(_LEDGER, (_SENDER,), tuple(facts))
