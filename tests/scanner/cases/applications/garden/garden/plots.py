from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse

from garden.store import offloading, store

router = APIRouter(prefix="/plots")
CROPS: dict[str, Callable[[int], str]] = {"bean": lambda row: f"bean {row}", "pea": "pea {}".format}


def lines():  # -> converted-def
    for plot in range(2):
        yield f"{plot}: {store.crop_now(plot)}\n"


def opened():  # -> converted-def
    store.crop_now(0)
    yield store


@router.get("/lines")
async def all_lines():  # -> native-async
    return StreamingResponse(lines())


@router.get("/{plot}")
async def show(plot: int):  # -> native-async
    return await store.crop(plot)


@router.post("/{plot}")
async def plant(plot: int, crop: str):  # -> native-async
    await store.plant(plot, crop)
    return JSONResponse({"crop": crop}, background=BackgroundTask(store.crop_now, plot))


@router.get("/{plot}/proxy")
async def through_proxy(plot: int):  # -> native-async
    return await offloading.crop_now(plot)


@router.get("/{plot}/def")
def show_def(plot: int):  # -> converted-def
    return store.crop_now(plot)


@router.get("/{plot}/label")
async def label(plot: int, crop: str = "bean"):  # -> native-async
    return CROPS["bean"](plot) + store.describe()


@router.get("/{plot}/opened")
async def with_opened(plot: int, held=Depends(opened)):  # -> native-async
    return held.describe()
