import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse

from db import AsyncSessionLocal, Customer, SessionLocal, dispose, get_async_db, get_db
from mail import Mailer, notify, notify_by_id, recount

app = FastAPI(on_shutdown=[dispose])
Db = Annotated[Session, Depends(get_db)]
ADb = Annotated[AsyncSession, Depends(get_async_db)]
pool = ThreadPoolExecutor(2)


@app.post("/a")
def a(db: Db, tasks: BackgroundTasks):  # -> converted-def
    customer = db.get_one(Customer, 1)
    tasks.add_task(notify, db, customer.name)  # !! CL301
    return customer.id


@app.post("/b")
def b(db: Db, tasks: BackgroundTasks):  # -> converted-def
    customer = db.get_one(Customer, 1)
    tasks.add_task(notify_by_id, customer.id)
    return customer.id


@app.post("/c")
async def c(db: ADb, tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(recount, session=db)  # !! CL301
    return 1


@app.post("/d")
async def d(db: ADb):  # -> native-async
    total = await recount(db)
    return JSONResponse({"t": total}, background=BackgroundTask(recount, db))  # !! CL301


@app.post("/e")
async def e(db: Db):  # -> native-async
    return await run_in_threadpool(notify, db, "x")


@app.post("/f")
def f(db: Db):  # -> converted-def
    threading.Thread(target=notify, args=(db, "x"), daemon=True).start()  # !! CL301


@app.post("/g")
def g(db: Db, tasks: BackgroundTasks):  # -> converted-def
    tasks.add_task(Mailer(db).send, "x")  # !! CL301


@app.post("/h")
def h(tasks: BackgroundTasks):  # -> converted-def
    tasks.add_task(Mailer(SessionLocal).send_own, "x")


@app.post("/i")
def i(db: Db, tasks: BackgroundTasks):  # -> converted-def
    tasks.add_task(partial(notify, db), "x")  # !! CL301


@app.post("/j")
async def j(db: Db):  # -> native-async
    await asyncio.to_thread(notify, db, "x")


@app.post("/k")
def k(db: Db):  # -> converted-def
    pool.submit(notify, db, "x")  # !! CL301


@app.post("/l")
def l(db: Db):  # -> converted-def
    return pool.submit(notify, db, "x").result()


@app.post("/m")
async def m(db: ADb):  # -> native-async
    asyncio.create_task(recount(db))  # !! CL301


@app.post("/n")
async def n(db: ADb):  # -> native-async
    task = asyncio.create_task(recount(db))
    return await task
