import asyncio

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

import services
from context import Scoped, current, make_session, request_id, session_scope
from models import Block, Page

app = FastAPI()


def scoped():
    try:
        yield
    finally:
        Scoped.remove()


async def in_context():
    made = make_session()
    token = current.set(made)
    try:
        yield
    finally:
        current.reset(token)
        made.close()


def load_page(key: int) -> Page:  # -> converted-def
    return Page.find(key)


@app.get("/pages/{key}", dependencies=[Depends(scoped)])
def page(key: int):  # -> converted-def
    return Page.find(key).name


@app.get("/pages/{key}/async", dependencies=[Depends(scoped)])
async def page_async(key: int):  # -> blocking-async
    return Page.find(key).name


@app.get("/pages/{key}/loaded", dependencies=[Depends(scoped)])
async def page_loaded(key: int, found: Page = Depends(load_page)):  # -> native-async
    return found.name


@app.get("/pages/{key}/path", dependencies=[Depends(scoped)])
async def page_path(key: int, found: Page = Depends(load_page)):  # -> blocking-async
    return found.path()


@app.get("/pages/{key}/tree", dependencies=[Depends(scoped)])
def page_tree(key: int, found: Page = Depends(load_page)):  # -> converted-def
    return list(services.Tree(found).walk())


@app.get("/pages/{key}/tree-async", dependencies=[Depends(scoped)])
async def page_tree_async(key: int, found: Page = Depends(load_page)):  # -> blocking-async
    return list(services.Tree(found).walk())


@app.get("/pages/{key}/sql")
async def page_sql(key: int):  # -> native-async
    return str(Page.query.filter_by(id=key))


@app.post("/pages")
def add_page():  # -> converted-def
    return Page(name="n").save().id


@app.post("/pages/async")
async def add_page_async():  # -> blocking-async
    return Page(name="n").save().name


@app.put("/pages/{key}")
async def rename(key: int):  # -> native-async
    return await services.rename_async(key, "r")


@app.put("/pages/{key}/thread")
async def rename_thread(key: int):  # -> native-async
    return await run_in_threadpool(services.rename, key, "r")


@app.put("/pages/{key}/inline")
async def rename_inline(key: int):  # -> blocking-async
    return services.rename(key, "r")


@app.get("/names")
async def names():  # -> native-async
    return await services.names()


@app.get("/blocks/{key}")
async def blocks(key: int):  # -> native-async
    return await asyncio.to_thread(services.blocks_of, key)


@app.get("/context/{key}", dependencies=[Depends(in_context)])
async def context(key: int):  # -> blocking-async
    return services.session().get(Page, key).name


@app.get("/context/{key}/def", dependencies=[Depends(in_context)])
def context_def(key: int):  # -> converted-def
    return services.session().get(Page, key).name


@app.get("/context/{key}/unused", dependencies=[Depends(in_context)])
async def context_unused(key: int):  # -> native-async
    services.session().add(Page(name="x"))
    return key


@app.get("/blocks/{key}/first")
async def first_block(key: int):  # -> native-async
    def work():  # -> converted-def
        with session_scope() as s:
            return s.query(Block).filter(Block.page_id == key).count()

    return await asyncio.get_running_loop().run_in_executor(None, work)
