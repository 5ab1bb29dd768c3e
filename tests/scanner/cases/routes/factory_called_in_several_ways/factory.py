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
    return app
