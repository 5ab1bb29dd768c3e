"""Work that goes to a worker thread together with the context variables of its caller."""

import asyncio
import contextvars
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from fastapi import FastAPI

app = FastAPI()
pool = ThreadPoolExecutor(2)
request_id = contextvars.ContextVar("request_id", default="")


def complete(model, stream=False):  # -> converted-def
    time.sleep(0)
    return post(model)


def post(model):  # -> converted-def
    time.sleep(0)
    return model


def embed(text):  # -> converted-def
    time.sleep(0)
    return text


def rerank(text):  # -> blocking-async via time.sleep
    time.sleep(0)
    return text


async def acomplete(model, **kwargs):  # -> native-async
    loop = asyncio.get_event_loop()
    func = partial(complete, model, **kwargs)
    ctx = contextvars.copy_context()
    func_with_context = partial(ctx.run, func)
    return await loop.run_in_executor(None, func_with_context)


@app.get("/complete")
async def completed():  # -> native-async (offloaded)
    return await acomplete("small", stream=False)


@app.get("/embed")
async def embedded():  # -> native-async (offloaded)
    ctx = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(pool, ctx.run, embed, "text")


@app.get("/submitted")
async def submitted():  # -> native-async (offloaded)
    future = pool.submit(contextvars.copy_context().run, partial(embed, "text"))
    return await asyncio.wrap_future(future)


@app.get("/inline")
async def inline():  # -> blocking-async via time.sleep
    ctx = contextvars.copy_context()
    return ctx.run(partial(rerank, "text"))
