from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from db import get_db


async def context(session: AsyncSession = Depends(get_db)):
    return {"session": session, "user": "ann"}


app = FastAPI()


@app.get("/user")
async def user(ctx: dict = Depends(context)):  # -> native-async
    return ctx["user"]
