"""FalkorDB: clients ask the server what it is while they are made, the asynchronous one with a connection that blocks."""

from typing import Annotated

from falkordb import FalkorDB, Graph
from falkordb.asyncio import FalkorDB as AsyncFalkorDB
from fastapi import Depends, FastAPI

app = FastAPI()
kept = FalkorDB(host="localhost")


class Driver:
    def __init__(self, name: str):  # -> blocking-async via falkordb.asyncio.FalkorDB
        self.client = AsyncFalkorDB(host="localhost")
        self.name = name

    def graph(self) -> Graph:
        return self.client.select_graph(self.name)

    async def ask(self, text: str):  # -> native-async
        found = await self.graph().query(text)
        return found.result_set


async def get_driver():  # -> blocking-async (dependency)
    driver = Driver("people")
    try:
        yield driver
    finally:
        await driver.client.aclose()


@app.get("/made")
async def made(driver: Annotated[Driver, Depends(get_driver)]):  # -> blocking-async (dependency)
    return len(await driver.ask("MATCH (n) RETURN n"))


@app.get("/asked")
async def asked():  # -> blocking-async (handler) via falkordb.Graph.query
    return len(kept.select_graph("people").query("MATCH (n) RETURN n").result_set)


@app.get("/listed")
async def listed():  # -> blocking-async (handler) via falkordb.FalkorDB.list_graphs
    kept.list_graphs()
    return True


@app.get("/threaded")
def threaded():  # -> converted-def
    return len(kept.select_graph("people").ro_query("MATCH (n) RETURN n").result_set)
