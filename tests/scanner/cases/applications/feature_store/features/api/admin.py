import anyio
import requests
from fastapi import BackgroundTasks, HTTPException

from features.api.errors import StoreDown
from features.backends import Backend
from features.routing import FeatureRouter

router = FeatureRouter(name="features")


def rebuild(name: str) -> None:  # -> converted-def
    requests.post("http://jobs.example.com/rebuild", json={"name": name}, timeout=5)


async def announce(name: str) -> None:  # -> blocking-async
    requests.post("http://hooks.example.com/announce", json={"name": name}, timeout=5)


@router.read("/kinds")
async def kinds():  # -> native-async
    return sorted(Backend.kinds)


@router.write("/{name}/rebuild")
async def start_rebuild(name: str, tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(rebuild, name)
    return {"queued": name}


@router.write("/{name}/announce")
async def start_announce(name: str, tasks: BackgroundTasks):  # -> blocking-async
    tasks.add_task(announce, name)


@router.write("/{name}/rebuild-now")
async def rebuild_now(name: str):  # -> native-async
    await anyio.to_thread.run_sync(rebuild, name)


@router.read("/{name}/fails")
async def fails(name: str):  # -> native-async
    raise StoreDown(name)


@router.read("/{name}/missing")
async def missing(name: str):  # -> native-async
    raise HTTPException(404)
