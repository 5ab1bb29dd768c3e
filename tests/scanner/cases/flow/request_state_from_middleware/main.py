from fastapi import FastAPI, Request

from db import Item, SessionLocal

app = FastAPI()


@app.middleware("http")
async def add_session(request: Request, call_next):
    request.state.db = SessionLocal()
    try:
        return await call_next(request)
    finally:
        request.state.db.close()


def get_db(request: Request):
    return request.state.db


@app.get("/count")
async def count(request: Request):  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    return get_db(request).query(Item).count()
