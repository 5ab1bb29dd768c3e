"""Refusals, always in one shape."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from tracker.services import ServiceError

logger = logging.getLogger(__name__)


class Field(Schema):
    """One value that was not accepted; ``where`` names it: ``body.expires``, ``query.page``."""

    where: str
    message: str


class Problem(Schema):
    """Every answer that is not a success."""

    error: str
    message: str
    fields: list[Field] = []


NOT_ACCEPTED = "Some values were not accepted."
REFUSED = frozenset({400, 401, 403, 404, 409, 422})


def answers(ok: Any, status: int = 200) -> dict[Any, Any]:
    """The ``response`` of an operation: what it gives, and the one shape of refusals."""
    return {status: ok, REFUSED: Problem}


class FormError(Exception):
    """What a form did not accept."""

    def __init__(self, form: BaseForm) -> None:
        self.fields = [
            {"where": f"body.{name}", "message": str(text)}
            for name, texts in form.errors.items()
            for text in texts
        ]
        super().__init__(self.fields)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What becomes of an exception."""

    status: int
    message: str
    fields: Sequence[Mapping[str, str]] = ()


@singledispatch
def refusal(error: Exception) -> Refusal:
    """The answer to an exception of an operation; one that nobody expected is a bug."""
    logger.error("an operation of the API failed", exc_info=error)
    return Refusal(500, "The server failed. Its log says more.")


@refusal.register
def _(error: HttpError) -> Refusal:
    known = "Sign in or send a token." if str(error) == "Unauthorized" else str(error)
    return Refusal(error.status_code, known)


@refusal.register
def _(error: Http404) -> Refusal:
    return Refusal(404, str(error) or "There is no such thing.")


@refusal.register
def _(error: PermissionDenied) -> Refusal:
    return Refusal(403, str(error) or "This is not allowed.")


@refusal.register
def _(error: ValidationError) -> Refusal:
    return Refusal(422, NOT_ACCEPTED, [field_of(one) for one in error.errors])


@refusal.register
def _(error: FormError) -> Refusal:
    return Refusal(422, NOT_ACCEPTED, error.fields)


@refusal.register
def _(error: ServiceError) -> Refusal:
    return Refusal(409, str(error))


@refusal.register
def _(error: SuspiciousOperation) -> Refusal:
    return Refusal(400, "The request is malformed or too large.")


@refusal.register
def _(error: RawPostDataException) -> Refusal:
    return Refusal(400, "This operation takes JSON.")


def install(api: NinjaAPI) -> None:
    """Makes every exception in an operation of ``api`` a Problem."""

    def tell(request: HttpRequest, error: Any) -> HttpResponse:
        told = refusal(error)
        body = {"error": slug_of(told.status), "message": told.message, "fields": list(told.fields)}
        response = api.create_response(request, body, status=told.status)
        if told.status == HTTPStatus.UNAUTHORIZED:
            response["WWW-Authenticate"] = 'Bearer realm="clearloop"'
        return response

    for kind in (HttpError, ValidationError, Http404, Exception):  # the first three have handlers already
        api.add_exception_handler(kind, tell)


def slug_of(status: int) -> str:
    """``not-found`` for 404."""
    return HTTPStatus(status).phrase.lower().replace(" ", "-")


def field_of(error: dict[str, Any]) -> dict[str, str]:
    place = [str(part) for part in error.get("loc", ())]
    shown = [part for number, part in enumerate(place) if number != 1 or len(place) < 3]
    return {"where": ".".join(shown), "message": str(error.get("msg", "not accepted"))}
