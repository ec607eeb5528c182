"""One frozen settings object: environment variables DASHBOARD_* first, then a .env file, then defaults."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dashboard.wording import Refused

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "DASHBOARD_"
KINDS = {"int": "number", "float": "number", "bool": "flag", "date": "day", "literal": "choice"}
Role = Literal["viewer", "reporter", "analyst", "auditor", "reviewer", "publisher"]
ROLES: tuple[Role, ...] = get_args(Role)  # who has several acts in the last of them


class Settings(BaseSettings):
    """What an installation may choose."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    database_url: str = ""  # empty: an SQLite file under var_dir
    database_read_url: str = ""  # what pages and the data API read, by an account that may only read; empty: the same
    var_dir: Path = ROOT / "var"
    plan_dir: Path = ROOT / "data" / "plan"  # one folder per plan
    geo_dir: Path = ROOT / "data" / "geo"  # boundaries, by city
    rank_counties: bool = False  # counties stand in the order of their codes unless an office wants them ranked
    plan: str = "xinyang-2022"  # the plan a reader sees first
    edition: str = ""  # the edition a reader sees first; empty: the plan's opening_edition, else the newest
    language: str = "zh"
    host: str = "127.0.0.1"
    port: int = 8501
    hosts: str = ""  # names that the server answers to, with commas between: ip.example,*.gov.example; empty: any
    today: date | None = None  # fixes the clock for reproducible pictures and tests
    internal: bool = False  # 内部资料 stands on every page, picture and document
    browser: str = ""  # the browser that takes pictures of the scenes; empty: the first known one; "none": none
    publisher: str = "演示"
    appraisal: bool = False  # drafts of the evaluation of units may be made, where a plan has weights
    two_persons: bool = False  # an edition is published only after somebody else than its compiler approved it, and
    # evidence counts only after somebody else than who sent it verified it
    evidence_mb: int = Field(10, ge=1)  # largest file of evidence or signed copy, in MB; no more than the server takes
    access: Literal["off", "oidc"] = "off"  # off: everybody has the role below; oidc: who logs in has an own one
    secrets: str = ""  # the file with [auth], the identity provider; empty: .streamlit/secrets.toml
    subject_claim: str = "sub"  # the claim of the identity provider that names a person, as the office's table does
    role_claim: str = "roles"  # the claim with the roles of who is not in the office's table
    role_names: str = ""  # the provider's words for roles: ip-staff=analyst,ip-head=viewer; empty: as they are here
    unit_claim: str = "unit"  # the claim with a reporter's unit: its code, or plan/code
    session_hours: float = 10.0  # a login ends this long after it was made
    idle_minutes: float = 60.0  # a login ends when nothing was asked under it for so long
    role: Role | Literal[""] = ""  # who everybody is while nobody logs in; empty: see screens/person.py
    unit: str = ""  # code of the unit that a reporter sends for
    log_format: Literal["json", "plain"] = "json"  # of what is logged to stderr
    metrics: Literal["loopback", "anywhere", "off"] = "loopback"  # who may read /metrics
    edition_days: int = 140  # older than this, the newest edition is called stale by /readyz
    patience: float = 6.0  # seconds that a reader of the server waits for the database, then what is kept is shown
    grace: float = 5.0  # seconds that open requests get when the server is told to stop
    warm: bool = True  # run every page once after the start, that nobody has to wait for the first run
    time_zone: str = "Asia/Shanghai"  # of the clock on the big screen
    # what hurts people on the big screen: the scenes, by their names and commas between, in which it is told
    screen_ranks: str = ""  # counties in the order of their values
    screen_units: str = ""  # names of units beside what is failing
    screen_chances: str = ""  # probabilities as numbers

    @property
    def originals(self) -> Path:
        """The folder of the workbooks as they came, by the hash of their bytes; nothing serves it."""
        return self.var_dir / "originals"

    @property
    def proofs(self) -> Path:
        """The folder of the proofs that were handed in for review, by the hash of their bytes; nothing serves it."""
        return self.var_dir / "proofs"

    @property
    def papers(self) -> Path:
        """The folder of evidence and signed copies, by the hash of their bytes; handed out as downloads only."""
        return self.var_dir / "papers"

    @property
    def archive(self) -> Path:
        """The folder of the packs built of published editions."""
        return self.var_dir / "archive"

    @property
    def url(self) -> str:
        """SQLAlchemy URL of the reporting database."""
        return self.database_url or f"sqlite:///{self.var_dir / 'reporting.db'}"

    @property
    def read_url(self) -> str:
        """SQLAlchemy URL of what pages read: the same database by another account, or a replica of it."""
        return self.database_read_url or self.url

    def now(self) -> date:
        """Return today, or the fixed day."""
        return self.today or date.today()


@cache
def settings() -> Settings:
    """Return the settings of this process, read once; Refused names the first that is not of its kind."""
    try:
        return Settings()
    except ValidationError as error:
        raise _refusal(error) from None


def _refusal(error: ValidationError) -> Refused:
    first = error.errors(include_url=False)[0]
    kind = next((word for start, word in KINDS.items() if first["type"].startswith(start)), "wrong")
    name = f"{PREFIX}{str(first['loc'][0]).upper()}"
    expected = first.get("ctx", {}).get("expected", first["msg"])
    return Refused(f"settings.{kind}", name=name, value=first["input"], expected=expected)
