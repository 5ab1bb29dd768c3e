from fastapi import FastAPI, Request

from db import Item, SessionLocal

app = FastAPI()
app.state.sessions = SessionLocal


@app.get("/count")
async def count(request: Request):  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    with request.app.state.sessions() as session:
        return session.query(Item).count()
