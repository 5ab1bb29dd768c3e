import time
from concurrent.futures import ThreadPoolExecutor, as_completed

from fastapi import FastAPI


def check(host):  # -> converted-def
    time.sleep(0.01)
    return host


app = FastAPI()


@app.get("/hosts")
async def hosts():  # -> blocking-async
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(check, host) for host in ("a", "b")]
        return [future.result() for future in as_completed(futures)]
