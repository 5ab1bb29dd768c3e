import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def in_pool(pool):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):  # -> native-async
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(pool, lambda: function(*args, **kwargs))

        return wrapper

    return decorate


@in_pool(ThreadPoolExecutor(2))
def load(db, key):  # -> converted-def
    return db.get(Item, key).name


app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, db: Session = Depends(get_db)):  # -> native-async (offloaded)
    return {"name": await load(db, key)}
