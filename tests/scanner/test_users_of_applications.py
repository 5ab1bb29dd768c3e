"""FastAPI Users, which this environment lacks: who asks for the user needs its managers and strategies."""

from __future__ import annotations

import pytest

from scanner import ScanDocument, open_source, scan

MAIN = """
import time
from uuid import UUID

from fastapi import Depends, FastAPI
from fastapi_users import BaseUserManager, FastAPIUsers
from fastapi_users.authentication import AuthenticationBackend, BearerTransport, JWTStrategy
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg://db/users")


class SlowManager(BaseUserManager):
    async def get(self, id):
        with Session(engine) as db:
            return db.execute(text("select 1")).one()


class Manager(BaseUserManager):
    def parse_id(self, value):
        return value


class SlowStrategy(JWTStrategy):
    async def read_token(self, token, user_manager):
        time.sleep(0.01)
        return await user_manager.get(token)


async def get_users():
    yield object()


async def get_manager(users=Depends(get_users)):
    yield Manager(users)


async def get_slow_manager(users=Depends(get_users)):
    yield SlowManager(users)


def get_strategy():
    return JWTStrategy(secret="a", lifetime_seconds=60)


def get_slow_strategy():
    return SlowStrategy(secret="a", lifetime_seconds=60)


async def get_busy_strategy():
    time.sleep(0.01)
    return JWTStrategy(secret="a", lifetime_seconds=60)


bearer = BearerTransport(tokenUrl="login")
jwt = AuthenticationBackend(name="jwt", transport=bearer, get_strategy=get_strategy)
slow = AuthenticationBackend(name="slow", transport=bearer, get_strategy=get_slow_strategy)
busy = AuthenticationBackend(name="busy", transport=bearer, get_strategy=get_busy_strategy)
plain = FastAPIUsers[object, UUID](get_manager, [jwt])
current = plain.current_user(optional=True)
slow_manager = FastAPIUsers[object, UUID](get_slow_manager, [jwt]).current_user(active=True)
slow_strategy = FastAPIUsers(get_manager, [jwt, slow])


class Users(FastAPIUsers[object, UUID]):
    def admin(self):
        return self.current_user(active=True, superuser=True)


class OwnUsers(FastAPIUsers):
    def __init__(self, manager, *backends):
        super().__init__(manager, list(backends))


class SlowBackend(AuthenticationBackend):
    pass


inherited = Users(get_slow_manager, [jwt])
calm = OwnUsers(get_manager, jwt)
behind = OwnUsers(get_manager, SlowBackend("slow", bearer, get_slow_strategy))
app = FastAPI()


@app.get("/inherited")
async def h(user=Depends(inherited.admin())): ...


@app.get("/inherited-calm")
async def i(user=Depends(calm.current_user())): ...


@app.get("/inherited-backend")
async def j(user=Depends(behind.authenticator.current_user())): ...


@app.get("/plain")
async def a(user=Depends(current)): ...


@app.get("/plain-def")
def b(user=Depends(current)): ...


@app.post("/logout")
async def c(user=Depends(current), strategy=Depends(jwt.get_strategy)):
    return await jwt.logout(strategy, user, "token")


@app.get("/manager")
async def d(user=Depends(slow_manager)): ...


@app.get("/strategy")
async def e(user=Depends(slow_strategy.current_user())): ...


@app.get("/token")
async def f(user=Depends(slow_strategy.authenticator.current_user_token())): ...


@app.get("/busy")
def g(user=Depends(FastAPIUsers(get_manager, [busy]).current_user())): ...
"""
CLASSES = {
    "/inherited": "blocking-async",
    "/inherited-calm": "native-async",
    "/inherited-backend": "blocking-async",
    "/plain": "native-async",
    "/plain-def": "converted-def",
    "/logout": "native-async",
    "/manager": "blocking-async",
    "/strategy": "blocking-async",
    "/token": "blocking-async",
    "/busy": "blocking-async",
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> ScanDocument:
    root = tmp_path_factory.mktemp("users")
    (root / "main.py").write_text(MAIN)
    return scan(open_source(root))


def test_managers_and_strategies_run_where_the_user_is_needed(document: ScanDocument) -> None:
    assert {route["path"]: route["classification"] for route in document["routes"]} == CLASSES


def test_what_finds_the_user_is_among_the_dependencies(document: ScanDocument) -> None:
    needed = {route["path"]: route["dependencies"] for route in document["routes"]}
    assert needed["/plain"] == ["main:get_manager", "main:get_strategy", "main:get_users"]
    assert needed["/strategy"] == [
        "main:get_manager",
        "main:get_slow_strategy",
        "main:get_strategy",
        "main:get_users",
    ]


def test_a_strategy_of_the_project_ends_the_chain(document: ScanDocument) -> None:
    chains = {route["path"]: [step["symbol"] for step in route["chain"]] for route in document["routes"]}
    assert chains["/strategy"] == ["main:e", "main:SlowStrategy.read_token", "time.sleep"]
    assert chains["/manager"][:2] == ["main:d", "main:SlowManager.get"]
