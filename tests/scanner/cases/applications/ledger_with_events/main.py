import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session
from starlette.middleware.base import BaseHTTPMiddleware

import ledger
from db import Maker, Quiet, by_request, default, in_one, quiet, transactional
from models import Account

app = FastAPI()
Db = Annotated[Session, Depends(default)]
QuietDb = Annotated[Session, Depends(quiet)]
Tx = Annotated[Session, Depends(transactional)]
One = Annotated[Session, Depends(in_one)]


class WithSession(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        request.state.session = Quiet()
        try:
            return await call_next(request)
        finally:
            request.state.session.close()


app.add_middleware(WithSession)


@app.post("/accounts")
async def create(session: Tx, email: str = "A@b"):  # -> native-async
    return ledger.open_account(session, email).email


@app.post("/accounts/def")
def create_def(session: One, email: str = "A@b"):  # -> converted-def
    account = ledger.open_account(session, email)
    session.flush()
    return account.id


@app.post("/accounts/{key}/book")
async def book(key: int, session: Tx):  # -> native-async
    account = await run_in_threadpool(session.get, Account, key)
    account.balance += 5
    return account.balance


@app.post("/accounts/{key}/commit")
async def commit(key: int, session: Db):  # -> blocking-async
    account = await run_in_threadpool(ledger.book_and_commit, session, key, 3)
    return account.balance


@app.post("/accounts/{key}/commit-quiet")
async def commit_quiet(key: int, session: QuietDb):  # -> native-async
    account = await run_in_threadpool(ledger.book_and_commit, session, key, 3)
    return account.balance


@app.post("/accounts/{key}/flush")
async def flush(key: int, session: Db):  # -> native-async
    account = await asyncio.to_thread(ledger.book_and_flush, session, key, 3)
    return account.balance


@app.post("/accounts/{key}/nested")
def nested(key: int, session: Tx):  # -> converted-def
    ledger.transfer(session, key, 2, 1)


@app.post("/accounts/{key}/nested-async")
async def nested_async(key: int, session: Tx):  # -> blocking-async
    ledger.transfer(session, key, 2, 1)


@app.post("/hooks")
def hook(session: Tx):  # -> converted-def
    ledger.subscribe(session, "u")
    session.flush()


@app.post("/hooks/async")
async def hook_async(session: Db):  # -> blocking-async
    ledger.subscribe(session, "u")
    session.commit()


@app.post("/hooks/prepared")
async def hook_prepared(session: Tx):  # -> native-async
    return ledger.subscribe(session, "u").url


@app.get("/state/{key}")
def state(key: int, request: Request):  # -> converted-def
    return by_request(request).get(Account, key).email


@app.get("/state/{key}/async")
async def state_async(key: int, session: Annotated[Session, Depends(by_request)]):  # -> blocking-async
    return session.get(Account, key).email


@app.get("/state/{key}/thread")
async def state_thread(key: int, session: Annotated[Session, Depends(by_request)]):  # -> native-async
    return (await asyncio.to_thread(session.get, Account, key)).email


@app.post("/begin")
async def begin():  # -> blocking-async
    with Maker.begin() as session:
        ledger.open_account(session, "x")


@app.post("/begin-threaded")
async def begin_threaded():  # -> native-async
    def work():  # -> converted-def
        with Maker.begin() as session:
            ledger.open_account(session, "x")

    await asyncio.to_thread(work)


@app.post("/new")
async def new_only(session: Db):  # -> native-async
    session.add(Account(email="n"))
    return len(session.new)


@app.post("/expunge/{key}")
async def expunge(key: int, session: Db):  # -> native-async
    account = await run_in_threadpool(ledger.book_and_flush, session, key, 1)
    session.expunge(account)
    return account.email
