"""A depot whose services a container of its own wires by hints, as settings say."""

from typing import Annotated

from depot.adapters import MemoryReader, Trail
from depot.container import Show, ShowAsync, container, current, injected
from depot.ports import AsyncReader, Reader
from fastapi import Depends, FastAPI

app = FastAPI()
TheReader = Annotated[Reader, Depends(injected(Reader))]


@app.get("/read/{key}")
async def read(key: int, reader: TheReader):  # -> blocking-async (helper)
    return reader.read(key)


@app.get("/read-in-a-thread/{key}")
def read_in_a_thread(key: int, reader: TheReader):  # -> converted-def
    return reader.read(key)


@app.get("/aread/{key}")
async def aread(key: int, reader: Annotated[AsyncReader, Depends(injected(AsyncReader))]):  # -> native-async
    return await reader.aread(key)


@app.get("/shown/{key}")
async def shown(key: int, show: Annotated[Show, Depends(injected(Show))]):  # -> blocking-async
    return show.show(key)


@app.get("/named")
async def named(show: Annotated[Show, Depends(injected(Show))]):  # -> native-async
    return show.show("x")


@app.get("/awaited/{key}")
async def awaited(key: int, show: Annotated[ShowAsync, Depends(injected(ShowAsync))]):  # -> native-async
    return await show(key)


@app.get("/scoped")
async def scoped():  # -> blocking-async
    with container.scope():
        return current.get().get(Reader).read(1)


@app.get("/trail")
async def trail(found: Annotated[Trail, Depends(injected(Trail))]):  # -> native-async
    return len(found.entries)


@app.get("/memory")
async def memory():  # -> native-async
    reader = MemoryReader()
    return reader.read(1) if isinstance(reader, Reader) else None
