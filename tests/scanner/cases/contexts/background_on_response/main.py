import time

from fastapi import FastAPI
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse


async def cleanup(name: str) -> None:  # -> blocking-async via time.sleep
    time.sleep(0.01)


def sync_cleanup(name: str) -> None:  # -> converted-def
    time.sleep(0.01)


app = FastAPI()


@app.get("/export")
async def export():  # -> blocking-async (background) via time.sleep
    return JSONResponse({"ok": True}, background=BackgroundTask(cleanup, "a"))


@app.get("/export-threaded")
async def export_threaded():  # -> native-async
    return JSONResponse({"ok": True}, background=BackgroundTask(sync_cleanup, "a"))
