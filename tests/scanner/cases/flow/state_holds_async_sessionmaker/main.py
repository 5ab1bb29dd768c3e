from fastapi import FastAPI, Request
from sqlalchemy import select

from db import Item, SessionLocal

app = FastAPI()
app.state.sessions = SessionLocal


@app.get("/names")
async def names(request: Request):  # -> native-async (async-io)
    async with request.app.state.sessions() as session:
        return [item.name for item in await session.scalars(select(Item))]
