"""Class dependencies with sub-dependencies, callable instances that yield, and closures as dependencies."""

import time
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Query


class Connection:
    def query(self):  # -> blocking-async
        time.sleep(0.001)
        return []

    def close(self):
        return None


class Pool:
    def __init__(self, slow_close=False):
        self.slow_close = slow_close

    def __call__(self):
        connection = Connection()
        try:
            yield connection
        finally:
            connection.close()


class LoopPool:
    async def __call__(self):  # -> blocking-async
        connection = Connection()
        connection.query()
        yield connection


def paging(limit: Annotated[int, Query()] = 10):
    return {"limit": limit}


@dataclass
class Listing:
    connection: Annotated[Connection, Depends(Pool())]
    page: Annotated[dict, Depends(paging)]

    def rows(self):  # -> blocking-async
        return self.connection.query()

    def limit(self):
        return self.page["limit"]


def require(flag):
    def check(found: Annotated[dict, Depends(paging)]):  # -> converted-def
        if flag:
            time.sleep(0.001)
        return found

    return check


app = FastAPI()


@app.get("/rows")
async def rows(listing: Annotated[Listing, Depends()]):  # -> blocking-async
    return listing.rows()


@app.get("/limit")
async def limit(listing: Annotated[Listing, Depends(Listing)]):  # -> native-async
    return listing.limit()


@app.get("/loop")
def loop(connection=Depends(LoopPool())):  # -> blocking-async
    return connection is not None


@app.get("/required", dependencies=[Depends(require(True))])
async def required():  # -> native-async
    return 1
