import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

from fastapi import APIRouter

from survey.scoring import remote_weight, weight

router = APIRouter()
pool = ThreadPoolExecutor(max_workers=2)


@router.get("/weights")
async def weights():  # -> native-async
    return [str(weight(number)) for number in range(3)]


@router.get("/weights/pool")
async def weights_in_pool():  # -> native-async
    futures = [asyncio.wrap_future(pool.submit(remote_weight.function, number)) for number in range(2)]
    return [str(value) for value in await asyncio.gather(*futures)]


@router.get("/weights/map")
async def weights_mapped():  # -> blocking-async
    return [str(value) for value in pool.map(remote_weight.function, range(2))]


@router.get("/weights/thread")
async def weights_in_own_thread():  # -> blocking-async
    found: queue.SimpleQueue = queue.SimpleQueue()
    thread = threading.Thread(target=lambda: found.put(remote_weight.function(1)))
    thread.start()
    thread.join()
    return str(found.get())


@router.get("/weights/started")
async def weights_started():  # -> native-async
    threading.Thread(target=remote_weight.function, args=(1,), daemon=True).start()
    return "started"


@router.get("/lock")
async def locked():  # -> native-async
    lock = threading.Lock()
    with lock:
        return "locked"
