"""Routes that libraries bring along, which this environment lacks: their handlers run code of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan

USERS = """
import time
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI
from fastapi_users import BaseUserManager, FastAPIUsers
from fastapi_users.authentication import AuthenticationBackend, BearerTransport, JWTStrategy
from prometheus_fastapi_instrumentator import Instrumentator
from starlette_exporter import handle_metrics


class Manager(BaseUserManager):
    async def on_after_register(self, user, request=None):
        time.sleep(0.01)

    async def on_after_login(self, user, request=None, response=None):
        notify(user)

    async def on_after_verify(self, user, request=None):
        self.user_db.seen = user


def notify(user):
    time.sleep(0.01)


async def get_users():
    yield object()


async def get_manager(users=Depends(get_users)):
    yield Manager(users)


def get_strategy():
    time.sleep(0.01)
    return JWTStrategy(secret="a", lifetime_seconds=60)


async def get_slow_strategy():
    time.sleep(0.01)
    return JWTStrategy(secret="a", lifetime_seconds=60)


jwt = AuthenticationBackend("jwt", BearerTransport(tokenUrl="login"), get_strategy)
slow = AuthenticationBackend("slow", BearerTransport(tokenUrl="login"), get_slow_strategy)
users = FastAPIUsers[object, UUID](get_manager, [jwt])
app = FastAPI()
app.include_router(users.get_auth_router(jwt), prefix="/jwt", tags=["auth"])
app.include_router(users.get_auth_router(backend=slow), prefix="/slow")
accounts = APIRouter(prefix="/accounts")
accounts.include_router(users.get_register_router(object, object))
accounts.include_router(users.get_verify_router(object))
accounts.include_router(users.get_reset_password_router())
for router in (users.get_users_router(object, object),):
    accounts.include_router(router, prefix="/users")
app.include_router(accounts)
Instrumentator().instrument(app).expose(app, endpoint="/figures")
app.add_route("/metrics", handle_metrics)
"""
REGISTERED = {
    "GET /accounts/users/me": "native-async",
    "PATCH /accounts/users/me": "native-async",
    "GET /accounts/users/{id}": "native-async",
    "PATCH /accounts/users/{id}": "native-async",
    "DELETE /accounts/users/{id}": "native-async",
    "POST /accounts/register": "blocking-async",
    "POST /accounts/request-verify-token": "native-async",
    "POST /accounts/verify": "native-async",
    "POST /accounts/forgot-password": "native-async",
    "POST /accounts/reset-password": "native-async",
    "POST /jwt/login": "blocking-async",
    "POST /jwt/logout": "native-async",
    "POST /slow/login": "blocking-async",
    "POST /slow/logout": "blocking-async",
    "GET /figures": "converted-def",
    "GET /metrics": "converted-def",
}


def scanned(directory: Path, text: str) -> ScanDocument:
    (directory / "main.py").write_text(text)
    return scan(open_source(directory))


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> ScanDocument:
    return scanned(tmp_path_factory.mktemp("users"), USERS)


def test_routes_of_a_library_are_those_that_it_registers(users: ScanDocument) -> None:
    """As ``app.routes`` lists them with FastAPI Users 15.0.5 installed."""
    found = {f"{','.join(r['methods'])} {r['path']}": r["classification"] for r in users["routes"]}
    assert found == REGISTERED
    assert users["diagnostics"] == []


def test_a_library_blocks_where_it_calls_the_project(users: ScanDocument) -> None:
    login = next(route for route in users["routes"] if route["path"] == "/jwt/login")
    assert login["handler"] == "fastapi_users.router.auth:get_auth_router.<locals>.login"
    assert [step["symbol"] for step in login["chain"]] == [
        "fastapi_users.router.auth:get_auth_router.<locals>.login",
        "main:Manager.on_after_login",
        "main:notify",
        "time.sleep",
    ]
    assert {step["file"] for step in login["chain"]} == {"main.py"}
    assert (login["detail"], login["tags"]) == ("helper", ["auth"])
    helpers = {helper["name"]: helper["classification"] for helper in users["helpers"]}
    assert helpers["main:notify"] == helpers["main:Manager.on_after_register"] == "blocking-async"
    assert helpers["main:get_strategy"] == "converted-def"
