"""One shape for everything that the data API refuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from dashboard.api.asked import language
from dashboard.doors import AGAIN
from dashboard.reporting import Unanswered
from dashboard.wording import Refused, t

NAMES = {401: "not_logged_in", 403: "forbidden", 404: "not_found", 405: "method_not_allowed", 406: "not_acceptable",
         422: "invalid", 503: "unavailable"}  # fmt: skip


class Wrong(BaseModel):
    """A parameter that was refused."""

    name: str
    problem: str = Field(description="a code: missing, int_parsing, extra_forbidden ...")


class Error(BaseModel):
    """Why there is no answer."""

    error: str = Field(description="a code that stays the same: not_found, invalid, unavailable ...")
    detail: str = Field(description="one sentence in the language of the installation")
    parameters: list[Wrong] = []


ANSWERS: dict[int | str, dict[str, Any]] = {
    304: {"description": "nothing has changed since the answer with this ETag"},
    401: {"model": Error, "description": "nobody who may ask is named: log in, or send a token"},
    403: {"model": Error, "description": "the caller may not see what is asked for"},
    404: {"model": Error, "description": "the edition, or what is asked of it, does not exist"},
    422: {"model": Error, "description": "a parameter is missing, unknown or not of its form"},
    503: {"model": Error, "description": "the database does not answer"},
}
TABLE: dict[int | str, dict[str, Any]] = {
    status: ANSWERS[status] for status in (401, 403, 404, 422, 503)
}  # of calls without an ETag


class Gone(HTTPException):
    """404 with a sentence of the catalogues."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(404, t(key, language(), **fields))


class NotYours(HTTPException):
    """403: a unit's account asks for what another unit has sent, or a viewer for entries as data."""

    def __init__(self, key: str = "access.own_only") -> None:
        super().__init__(403, t(key, language()))


def shape(api: FastAPI) -> None:
    """Give every refusal of an application the one shape."""
    api.add_exception_handler(Refused, _refused)  # type: ignore[arg-type]
    api.add_exception_handler(RequestValidationError, _invalid)  # type: ignore[arg-type]
    api.add_exception_handler(HTTPException, _other)  # type: ignore[arg-type]
    api.add_exception_handler(Exception, _broken)


def told(status: int, detail: str, parameters: Sequence[Wrong] = ()) -> JSONResponse:
    """Return a refusal."""
    made = Error(error=NAMES.get(status, "failed"), detail=detail, parameters=list(parameters))
    return JSONResponse(made.model_dump(), status, headers={"Cache-Control": "no-store"})


def _refused(request: Request, refusal: Refused) -> JSONResponse:
    if isinstance(refusal, Unanswered):
        answer = told(503, t("server.unavailable", language()))
        answer.headers["Retry-After"] = str(AGAIN)
        return answer
    return told(404, refusal.sentence(language()))


def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    wrong = [Wrong(name=str((*one["loc"], "")[1]), problem=str(one["type"])) for one in error.errors()]
    names = "、".join(dict.fromkeys(one.name for one in wrong))
    return told(422, t("server.invalid", language(), names=names), wrong)


def _other(request: Request, error: HTTPException) -> JSONResponse:
    known = error.detail if isinstance(error, (Gone, NotYours)) else ""
    answer = told(error.status_code, known or t("server.no_call", language()))
    answer.headers.update(error.headers or {})
    return answer


def _broken(request: Request, error: Exception) -> JSONResponse:
    return told(500, t("server.failed", language()))
