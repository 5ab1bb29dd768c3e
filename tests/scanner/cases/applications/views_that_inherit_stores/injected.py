from __future__ import annotations

from typing import Annotated, Iterator

from fastapi import APIRouter, Depends, Header, Security
from fastapi.security import APIKeyHeader, HTTPBasic, SecurityScopes
from sqlalchemy import select
from sqlalchemy.orm import Session

from store import Async, Item, Shop, Sync

router = APIRouter(prefix="/inj")
key = APIKeyHeader(name="x-key", auto_error=False)


class Provider:
    """Dependencies inherited; the subclass awaits what the base does in place."""

    def session(self) -> Iterator[Session]:
        with Sync() as s:
            yield s

    async def user(self, token: Annotated[str | None, Security(key)] = None):  # -> blocking-async
        with Sync() as s:
            return s.scalar(select(Shop.name))


class AwaitingProvider(Provider):
    async def session(self):
        async with Async() as s:
            yield s

    async def user(self, token: Annotated[str | None, Security(key)] = None):  # -> native-async
        async with Async() as s:
            return await s.scalar(select(Shop.name))


class NoUser(Provider):
    async def user(self):
        return "nobody"


base, awaiting, nobody = Provider(), AwaitingProvider(), NoUser()


@router.get("/a", dependencies=[Depends(base.user)])
async def a():  # -> blocking-async
    return 1


@router.get("/b", dependencies=[Depends(awaiting.user)])
async def b():  # -> native-async
    return 1


@router.get("/c", dependencies=[Security(nobody.user, scopes=["x"])])
async def c(db: Session = Depends(nobody.session)):  # -> blocking-async
    return db.get(Item, 1).name


@router.get("/d")
def d(db: Session = Depends(nobody.session), who: str = Depends(nobody.user)):  # -> converted-def
    return db.get(Item, 1).name


@router.get("/e")
def e(who: str = Depends(base.user)):  # -> blocking-async
    return who


async def scopes_of(scopes: SecurityScopes, who: str = Depends(awaiting.user, use_cache=False)):
    return scopes.scopes


@router.get("/f")
async def f(found: Annotated[list[str], Security(scopes_of, scopes=["a"])]):  # -> native-async
    return found


@router.get("/g")
async def g(db=Depends(awaiting.session)):  # -> native-async
    return (await db.get(Item, 1)).name


def build(provider):
    """A controller made by a function: each call its own routes."""

    class Controller:
        def __init__(self, db=Depends(provider.session)):
            self.db = db

        @property
        def statement(self):
            return select(Item).limit(1)

    return Controller


for name, provider in {"base": base, "nobody": nobody}.items():
    made = build(provider)

    @router.get(f"/made/{name}")
    async def made_route(controller=Depends(made)):  # -> blocking-async
        return controller.db.scalars(controller.statement).one().name

    @router.get(f"/made/{name}/sql")
    async def made_sql(controller=Depends(made)):  # -> native-async
        return str(controller.statement)
