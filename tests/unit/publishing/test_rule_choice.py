"""Which rule set judges an edition: by date, by name; the others stand beside it."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.plan.models import Catalogue, RuleSet
from dashboard.publishing import publish
from dashboard.publishing.edition import build
from dashboard.publishing.facts import Facts, gather
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.bands import bands
from tests.unit.publishing.lakeside import LAKESIDE

OLD: RuleSet = LAKESIDE.rules[0].model_copy(update={"valid_to": date(2022, 9, 30)})
NEW = OLD.model_copy(update={"id": "rules-2", "valid_from": date(2022, 10, 1), "valid_to": None,
                             "bands": bands("-1", "0.99")})  # fmt: skip
STRICT = NEW.model_copy(update={"id": "strict", "default": False, "valid_from": date(2022, 1, 1)})
CATALOGUE: Catalogue = LAKESIDE.model_copy(update={"rules": (OLD, STRICT, NEW)})


def facts(database: Database, through: str) -> Facts:
    with database.snapshot() as reader:
        return gather(reader, CATALOGUE, 99, through)


@pytest.mark.parametrize(("through", "rules"), [("2022-09", OLD.id), ("2022-12", "rules-2")])
def test_the_rule_set_in_force_on_the_last_day_judges(published: Database, through: str, rules: str) -> None:
    built = build(facts(published, through))
    assert built.rules.id == rules
    assert {verdict.rules for verdict, _ in built.verdicts} == {rules}
    others = {verdict.rules for verdict in built.others}
    assert others == {OLD.id, "rules-2", "strict"} - {rules}
    assert len(built.others) == 2 * len(CATALOGUE.targets)


def test_another_one_is_chosen_by_name(published: Database) -> None:
    by_date, by_name = build(facts(published, "2022-12")), build(facts(published, "2022-12"), OLD.id)
    assert by_name.rules.id == OLD.id and by_name.input_hash != by_date.input_hash


def test_a_name_that_is_none_is_refused(copied: Database) -> None:
    with pytest.raises(Refused) as refusal:
        publish(copied, LAKESIDE, through="2022-12", correct="2022Q4", reason="换规则", doc_no="1号", rules="rules-9")
    assert refusal.value.key == "publish.no_rules"
    assert OLD.id in refusal.value.sentence("zh") and OLD.id in refusal.value.sentence("en")
