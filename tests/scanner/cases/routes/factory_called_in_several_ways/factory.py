import time

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/clean")
async def clean():  # -> native-async (no-io)
    return {}


def create_app(title="notes", final=False):
    app = FastAPI(title=title)

    @app.get("/waits")
    async def waits():  # -> blocking-async (handler) via time.sleep
        if final:
            time.sleep(0.001)
        return {"title": title}

    app.include_router(router, prefix="/v1")
    app.mount("/inner", app=create_inner(title, {"tags": [title]}))
    return app


def create_inner(title, options):
    inner = FastAPI(title=title, openapi_tags=[{"name": tag} for tag in options["tags"]])
    inner.include_router(router)
    return inner
