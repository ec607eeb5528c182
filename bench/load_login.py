"""Logins for the load: the server asks for them, and their cookies are signed with the secret of this run.

No identity provider takes part: what one says of a person stands in the cookie, as it does after a real login.
"""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME, XSRF_COOKIE_NAME

SECRET = secrets.token_hex(24)
SECRETS = """[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "{secret}"
client_id = "dashboard"
client_secret = "secret"
server_metadata_url = "{origin}/nowhere"
"""
ROLES = ("viewer", "reporter", "analyst", "reporter", "publisher", "reviewer", "auditor")
UNITS = ("scjg-411502", "scjg-411503", "bank-01")


@dataclass(frozen=True)
class Login:
    """Somebody who has logged in: what the browser holds."""

    cookies: dict[str, str]
    xsrf: str

    def headers(self, origin: str) -> dict[str, str]:
        """Return the headers of the socket that a browser opens."""
        return {"Origin": origin, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}


def settings(folder: Path, origin: str) -> dict[str, str]:
    """Return the settings of a server that asks for a login, its secrets written to a folder."""
    (folder / "secrets.toml").write_text(SECRETS.format(origin=origin, secret=SECRET), "utf-8")
    return {"DASHBOARD_ACCESS": "oidc", "DASHBOARD_SECRETS": str(folder / "secrets.toml")}


def login(number: int, origin: str, role: str = "") -> Login:
    """Return the login of a person: of a role, or of all roles by turns; reporters belong to some units."""
    role = role or ROLES[number % len(ROLES)]
    told: dict[str, object] = {"sub": f"p{number}", "name": f"P{number}", "roles": [role], "is_logged_in": True,
                               "iat": int(time.time()), "nonce": secrets.token_hex(8), "origin": origin}  # fmt: skip
    if role == "reporter":
        told["unit"] = UNITS[number % len(UNITS)]
    user = create_signed_value(SECRET, USER_COOKIE_NAME, json.dumps(told)).decode()
    xsrf = generate_xsrf_token_string()
    return Login({USER_COOKIE_NAME: user, XSRF_COOKIE_NAME: xsrf}, xsrf)
