"""Who a login is let in as, and until when: on a real database, with the moment given."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.access import Denied, Person, accounts, admit, logins, tokens
from dashboard.access.accounts import Account
from dashboard.access.claims import Claims, claims, roles
from dashboard.access.person import NO_ROWS
from dashboard.access.ration import Ration
from dashboard.reporting import Database
from dashboard.reporting.migrating import upgrade
from dashboard.settings import ROLES, Role, Settings
from dashboard.wording import Refused

BEGAN = datetime(2026, 11, 20, 8, tzinfo=UTC)
OPTIONS = Settings(_env_file=None, session_hours=10, idle_minutes=60, today=BEGAN.date())  # type: ignore[call-arg]


@pytest.fixture
def database(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with its tables."""
    made = tmp_path_factory.getbasetemp() / "access-made.db"
    if not made.exists():
        first = Database(f"sqlite:///{made}")
        upgrade(first)
        first.close()
    found = Database(f"sqlite:///{shutil.copy(made, tmp_path / 'reporting.db')}")
    yield found
    found.close()


def told(sub: str = "li", **more: object) -> dict[str, object]:
    """Return what a provider says of a login made at the beginning."""
    return {"is_logged_in": True, "iss": "https://id", "sub": sub, "nonce": "1", "iat": BEGAN.timestamp(), **more}


def came(sub: str = "li", **more: object) -> Claims:
    found = claims(told(sub, **more), OPTIONS)
    assert found is not None
    return found


def key(database: Database, login: Claims, after: timedelta = timedelta()) -> str:
    """Return the role of who is let in so long after the login, else why nobody is."""
    try:
        return admit(database, login, OPTIONS, BEGAN + after).role
    except Denied as denied:
        return denied.key


@pytest.mark.parametrize(
    ("said", "names", "found"),
    [
        (["viewer"], "", ("viewer",)),
        ("viewer, analyst", "", ("viewer", "analyst")),
        (["publisher", "root"], "", ("publisher",)),
        (["publisher"], "office=publisher", ()),  # the provider's word is translated, ours is none of its
        (["office"], "office=publisher,head=viewer", ("publisher",)),
        ({"publisher": True}, "", ()),
        (None, "", ()),
    ],
)
def test_roles_come_from_the_words_that_are_known(said: object, names: str, found: tuple[Role, ...]) -> None:
    assert roles(said, names) == found


@pytest.mark.parametrize("more", [{"sub": ""}, {"sub": 7}, {"is_logged_in": False}])
def test_claims_that_name_nobody_are_none(more: dict[str, object]) -> None:
    assert claims({**told(), **more}, OPTIONS) is None


def test_every_login_is_told_from_every_other() -> None:
    known = [came(), came("wang"), came(nonce="2"), came(iat=BEGAN.timestamp() + 1), came(iss="https://other")]
    assert len({one.login for one in known}) == 5 and came().login == came(roles=["publisher"]).login


@pytest.mark.parametrize(
    ("more", "after", "expected"),
    [
        ({"roles": ["analyst"]}, timedelta(), "analyst"),
        ({"roles": ["viewer", "publisher"]}, timedelta(), "publisher"),
        ({"roles": ["reporter"], "unit": "bureau-a"}, timedelta(), "reporter"),
        ({"roles": ["reporter"]}, timedelta(), "access.no_role"),
        ({}, timedelta(), "access.no_role"),
        ({"roles": ["viewer"]}, timedelta(hours=10, seconds=1), "access.timed_out"),
        ({"roles": ["viewer"]}, timedelta(minutes=-6), "access.timed_out"),  # made in the future
        ({"roles": ["viewer"], "iat": "yesterday"}, timedelta(), "access.timed_out"),
        ({"roles": ["viewer"], "iat": True}, timedelta(), "access.timed_out"),
    ],
)
def test_who_is_let_in(database: Database, more: dict[str, object], after: timedelta, expected: str) -> None:
    assert key(database, came(**more), after) == expected


def test_a_login_that_is_not_used_ends_and_stays_ended(database: Database) -> None:
    login = came(roles=["viewer"])
    minutes = [0, 59, 118, 179, 60]
    found = [key(database, login, timedelta(minutes=after)) for after in minutes]
    assert found == ["viewer", "viewer", "viewer", "access.timed_out", "access.ended"]


def test_the_offices_table_goes_before_the_claims_and_has_days(database: Database) -> None:
    with database.transaction() as tx:
        accounts.add(tx, Account("li", "李某", "viewer", valid_from="2026-01-01", valid_to="2026-11-20"), "管理员")
        accounts.add(tx, Account("wang", "王某", "reporter", "bureau-a", "p", "2026-11-21"), "管理员")
    assert key(database, came(roles=["publisher"])) == "viewer"
    assert key(database, came("wang")) == "access.no_role"  # from tomorrow on
    with database.transaction() as tx:
        assert accounts.end(tx, "li", BEGAN.date(), "管理员") == 1
    assert key(database, came()) == "access.no_role"


def test_an_end_takes_effect_at_once_and_spares_later_logins(database: Database) -> None:
    mine, again = came(roles=["viewer"]), came(roles=["viewer"], iat=datetime.now(UTC).timestamp() + 60)
    assert key(database, mine) == "viewer"
    with database.transaction() as tx:
        logins.end_all(tx, "li", "管理员")
    assert key(database, mine, timedelta(minutes=1)) == "access.ended"
    assert admit(database, again, OPTIONS, datetime.now(UTC) + timedelta(minutes=2)).role == "viewer"


def test_a_known_login_is_believed_for_a_while_when_the_database_is_away(database: Database, tmp_path: Path) -> None:
    login = came(roles=["analyst"])
    away = Database(f"sqlite:///{tmp_path}/gone.db", patience=1.0)
    assert key(away, login) == "access.away"
    assert key(database, login) == "analyst"
    assert [key(away, login, timedelta(minutes=after)) for after in (14, 16)] == ["analyst", "access.away"]


def test_a_token_is_told_once_and_revoked_for_good(database: Database) -> None:
    with database.transaction() as tx:
        secret = tokens.make(tx, Account("wall", "", "viewer", valid_to="2026-11-20"), "管理员")
        with pytest.raises(Refused, match="仍在使用"):
            tokens.make(tx, Account("wall", "", "viewer"), "管理员")
    day = BEGAN.date()
    with database.snapshot() as reader:
        found = tokens.holder(reader, secret, day)
        assert found is not None and (found.role, found.subject) == ("viewer", "token:wall")
        assert tokens.holder(reader, secret, day + timedelta(days=1)) is None
        assert tokens.holder(reader, secret.upper(), day) is None
        assert secret not in str(reader.rows("tokens")) + str(reader.rows("audit_last", limit=9))
    with database.transaction() as tx:
        tokens.revoke(tx, "wall", "管理员")
    with database.snapshot() as reader:
        assert tokens.holder(reader, secret, day) is None


@pytest.mark.parametrize(
    ("account", "sentence"),
    [
        (Account(" ", "a", "viewer"), "不能为空"),
        (Account("a\n", "a", "viewer"), "不能为空"),
        (Account("a" * 97, "a", "viewer"), "不能为空"),
        (Account("a", "a", "root"), "没有“root”这种身份"),  # type: ignore[arg-type]
        (Account("a", "a", "reporter"), "必须写明单位"),
        (Account("a", "a", "viewer", "bureau-a"), "只有报送人员"),
        (Account("a", "a", "viewer", "", "", "2026-02-01", "2026-01-01"), "早于开始日"),
    ],
)
def test_what_does_not_fit_is_refused(database: Database, account: Account, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence), database.transaction() as tx:
        accounts.add(tx, account, "管理员")
    assert database.rows("accounts") == []


def test_a_reporter_reads_rows_of_its_own_plan_only() -> None:
    reporter = Person("王某", "reporter", "bureau-a", "p")
    assert [reporter.rows_of(plan) for plan in ("p", "q")] == ["bureau-a", NO_ROWS]
    assert Person("", "reporter").rows_of("p") == NO_ROWS and Person("", "viewer").rows_of("p") == ""


CAN = {  # role: whose rows it reads, takes rows away, takes packs, sends for its unit, publishes, reads the audit log
    "viewer": ("", False, True, False, False, False),
    "reporter": ("bureau-a", True, False, True, False, False),
    "analyst": ("", True, True, False, False, False),
    "auditor": ("", True, True, False, False, True),
    "reviewer": ("", True, True, False, False, False),  # as an analyst, until the review has a desk of its own
    "publisher": ("", True, True, True, True, True),
}


@pytest.mark.parametrize("role", ROLES)
def test_what_each_role_may_do(role: Role) -> None:
    who = Person("甲", role, "bureau-a" if role == "reporter" else "", "p" if role == "reporter" else "")
    found = (who.rows_of("p"), who.takes_rows, who.takes_packs, who.may_send_for("bureau-a"), who.publishes,
             who.sees_log)  # fmt: skip
    assert found == CAN[role]


def test_what_is_given_and_ended_stands_in_the_log_as_it_was_and_as_it_is(database: Database) -> None:
    with database.transaction() as tx:
        accounts.add(tx, Account("li", "李某", "viewer", valid_from="2026-01-01"), "赵某")
        accounts.end(tx, "li", BEGAN.date(), "赵某")
    rows = database.rows("audit_page", actor="赵某", action="", first="", last="9", most=9, skipped=0)
    ended, given = (json.loads(str(row["detail"])) for row in rows)
    assert given["before"] == [] and given["after"]["role"] == "viewer"
    assert (ended["before"][0]["valid_to"], ended["after"][0]["valid_to"]) == ("", "2026-11-19")


def test_a_record_of_refusals_is_rationed_and_says_what_it_left_out() -> None:
    ration = Ration(2)
    assert [ration.ask("a", at) for at in (0, 1, 2, 3, 61, 62)] == [0, 0, None, None, 2, 0]
    assert ration.ask("b", 3) == 0
    for number in range(3000):
        ration.ask(str(number), 100 + number)
    assert len(ration._used) < 1100
