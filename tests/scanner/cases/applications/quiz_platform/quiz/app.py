import importlib

from fastapi import APIRouter, FastAPI

MODULES = ["players", "rounds", "scores"]


def create_app() -> FastAPI:
    app = FastAPI()
    versions = {1: APIRouter(prefix="/v1"), 2: APIRouter(prefix="/v2")}
    for name in MODULES:
        module = importlib.import_module(f"quiz.routes.{name}")
        for version, router in versions.items():
            exported = getattr(module, f"router_v{version}", None)
            if exported is not None:
                router.include_router(exported, prefix=f"/{name}", tags=[name])
    for router in versions.values():
        app.include_router(router)
    return app
