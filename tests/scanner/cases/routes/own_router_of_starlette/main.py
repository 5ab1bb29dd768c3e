import os

from starlette.applications import Starlette

from routing import APIRouter
from things import more, router


def build_routes(base=""):
    api = APIRouter(prefix=base)
    api.include_router(router, prefix="/api/things", name="things")
    api.include_router(more, prefix="/api/things", name="more")
    api.include_router(more, name="plain")
    return api.routes


def create(base: str):
    return Starlette(routes=build_routes(base))


# Nobody can tell this text from the source alone: "/b".
app = create(os.fsdecode(bytes([47, 98])))
