import asyncio
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from db import AsyncSessionLocal, Customer, SessionLocal, dispose, get_async_db, get_db
from legacy import settle, settle_async, settle_given

app = FastAPI(on_shutdown=[dispose])
Db = Annotated[Session, Depends(get_db)]
ADb = Annotated[AsyncSession, Depends(get_async_db)]


async def either(request: Request):  # !! CL208
    if request.headers.get("x-async"):
        async with AsyncSessionLocal() as session:
            yield session
    else:
        with SessionLocal() as session:
            yield session


async def reader():
    async with AsyncSessionLocal() as session:
        yield session


async def client():
    async with httpx.AsyncClient() as made:
        yield made


@app.get("/either")
async def use_either(db: Annotated[AsyncSession, Depends(either)]):  # -> native-async
    return 1


@app.post("/a")
async def a(db: ADb):  # -> blocking-async
    customer = await db.get_one(Customer, 1)
    return settle(customer.id)  # !! CL201


@app.post("/b")
async def b(db: ADb):  # -> native-async
    customer = await db.get_one(Customer, 1)
    return await settle_async(db, customer.id)


@app.post("/c")
async def c(db: ADb):  # -> native-async
    customer = await db.get_one(Customer, 1)
    return await run_in_threadpool(settle, customer.id)


@app.post("/d")
async def d(db: ADb):  # -> native-async
    return await db.run_sync(settle_given, 1)


@app.post("/e")
async def e(db: Annotated[AsyncSession, Depends(reader)], old: Db):  # -> blocking-async
    customer = await db.get_one(Customer, 1)
    return settle_given(old, customer.id)  # !! CL201


@app.post("/f")
async def f(db: ADb):  # -> native-async
    customer = await db.get_one(Customer, 1)
    customer.name = "x"
    db.commit()  # !! CL202


@app.post("/g")
async def g(db: ADb):  # -> native-async
    await db.execute(update(Customer).values(name="y"))
    await db.commit()


@app.post("/h")
async def h(db: ADb, http: Annotated[httpx.AsyncClient, Depends(client)]):  # -> native-async
    http.post("http://audit.test/")  # !! CL202
    return (await db.scalars(select(Customer.name))).all()


@app.post("/i")
async def i(db: ADb):  # -> native-async
    settle_async(db, 1)  # !! CL202


@app.post("/j")
async def j(db: ADb):  # -> native-async
    pending = settle_async(db, 1)
    return await pending


@app.post("/k")
async def k(db: ADb):  # -> native-async
    work = [db.execute(update(Customer).values(name=n)) for n in "ab"]
    for each in work:
        await each


@app.post("/l")
async def l(db: ADb):  # -> native-async
    db.add(Customer(name="x", notes=""))
    await asyncio.shield(db.commit())


@app.post("/m")
async def m(db: ADb):  # -> native-async
    result = db.execute(select(Customer))  # !! CL202
    return result.scalars().all()
