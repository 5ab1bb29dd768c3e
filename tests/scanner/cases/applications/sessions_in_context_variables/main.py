import asyncio
import contextvars

from fastapi import FastAPI

import repo
from db import scoped, session_var
from deps import UnitAsync
from middleware import TenantMiddleware
from tenants import tenant

app = FastAPI()
app.add_middleware(TenantMiddleware)


@app.get("/find/{key}")
async def find(key: int):  # -> blocking-async
    with scoped():
        return {"found": repo.find(key) is not None}


@app.get("/all", dependencies=[UnitAsync])
async def everything():  # -> blocking-async
    return repo.all_notes()


@app.get("/all/def")
def everything_def():  # -> converted-def
    with scoped():
        return repo.all_notes()


@app.get("/statement")
async def statement():  # -> native-async
    return repo.statement()


@app.get("/tenant")
async def show_tenant():  # -> native-async
    return tenant.get().limit("x")


@app.post("/notes")
async def add():  # -> blocking-async
    with scoped():
        repo.add("x")


@app.get("/run")
async def run_in_copy():  # -> native-async
    def work():  # -> converted-def
        with scoped():
            return repo.all_notes()

    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(None, context.run, work)


@app.get("/run/inline")
async def run_inline():  # -> native-async
    context = contextvars.copy_context()
    return context.run(len, "abc")


@app.get("/ctx")
async def run_here():  # -> blocking-async
    def work():  # -> blocking-async
        with scoped():
            return repo.all_notes()

    return contextvars.copy_context().run(work)


@app.get("/empty")
async def empty():  # -> native-async
    return session_var.get() is None


@app.get("/def/unit", dependencies=[UnitAsync])
def def_with_unit():  # -> blocking-async
    return len(repo.all_notes())
