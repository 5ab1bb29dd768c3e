import time
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, Security
from fastapi.security import SecurityScopes


def slow() -> None:  # -> blocking-async
    time.sleep(0.001)


async def verify() -> None:  # -> blocking-async
    slow()


def verify_sync() -> None:  # -> blocking-async
    slow()


class Paging:
    def __init__(self, page: int = 1) -> None:
        self.page = page

    @property
    def offset(self) -> int:  # -> blocking-async
        slow()
        return self.page * 10


class Tenant:
    def __init__(self, name: str = "x", _: None = Depends(verify_sync)) -> None:
        self.name = name


class Limiter:
    def __init__(self, n: int) -> None:
        self.n = n

    async def __call__(self) -> int:
        return self.n


class BlockingLimiter(Limiter):
    async def __call__(self) -> int:  # -> blocking-async
        slow()
        return await super().__call__()


def require(role: str) -> Callable[..., Any]:
    async def checker(x: Annotated[str | None, Header()] = None) -> str:  # -> blocking-async
        if role == "admin":
            time.sleep(0.001)
        return role

    return checker


async def scoped(scopes: SecurityScopes) -> str:
    return scopes.scope_str


PagingDep = Annotated[Paging, Depends()]
app = FastAPI()
private = APIRouter(prefix="/private", dependencies=[Depends(verify)])
public = APIRouter(prefix="/public")


@private.get("/a")
def private_a():  # -> blocking-async
    return 1


@public.get("/paging")
async def paging(paging: PagingDep):  # -> GET /public/paging: native-async; GET /v2/public/paging: blocking-async
    return paging.page


@public.get("/offset")
async def offset(paging: PagingDep):  # -> blocking-async
    return paging.offset


@public.get("/offset-def")
def offset_def(paging: PagingDep):  # -> GET /public/offset-def: converted-def; GET /v2/public/offset-def: blocking-async
    return paging.offset


@public.get("/tenant")
async def tenant(tenant: Annotated[Tenant, Depends()]):  # -> GET /public/tenant: native-async; GET /v2/public/tenant: blocking-async
    return tenant.name


@public.get("/limit")
async def limit(n: int = Depends(Limiter(3))):  # -> GET /public/limit: native-async; GET /v2/public/limit: blocking-async
    return n


@public.get("/blocking-limit")
async def blocking_limit(n: int = Depends(BlockingLimiter(3))):  # -> blocking-async
    return n


@public.get("/admin")
async def admin(role: str = Depends(require("admin"))):  # -> blocking-async
    return role


@public.get("/scopes")
async def scopes(s: str = Security(scoped, scopes=["a"])):  # -> GET /public/scopes: native-async; GET /v2/public/scopes: blocking-async
    return s


@public.get("/direct")
async def direct():  # -> blocking-async
    verify_sync()
    return 1


app.include_router(private)
app.include_router(public)
app.include_router(public, prefix="/v2", dependencies=[Depends(verify)])
