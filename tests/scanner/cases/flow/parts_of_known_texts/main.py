import time

from fastapi import FastAPI

app = FastAPI()


class Memory:
    def read(self) -> int:
        return 1


class Remote:
    def read(self) -> int:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 2


STORES = {"memory": Memory, "remote": Remote, "cached": Memory}


def open_store(url: str) -> Memory | Remote:
    scheme, _, _ = url.partition("://")
    return STORES[scheme]()


def named(path: str) -> Memory | Remote:
    return STORES[path.rsplit(".", 1)[-1]]()


@app.get("/memory")
async def memory() -> int:  # -> native-async
    return open_store("memory://here").read()


@app.get("/remote")
async def remote() -> int:  # -> blocking-async via time.sleep
    return open_store("remote://there").read()


@app.get("/asked/{scheme}")
def asked(scheme: str) -> int:  # -> converted-def
    return open_store(f"{'remote' if scheme == '1' else scheme}://x").read()


@app.get("/named")
async def of_name() -> int:  # -> native-async
    return named("stores.cached").read()


@app.get("/named-remote")
async def of_remote_name() -> int:  # -> blocking-async via time.sleep
    return named("stores.remote").read()
