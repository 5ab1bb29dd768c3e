from fastapi import Depends, FastAPI
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, engine, get_db

seen = []


@event.listens_for(engine.sync_engine, "before_cursor_execute")
def count_statement(connection, cursor, statement, parameters, context, many):
    seen.append(statement)


app = FastAPI()


@app.get("/names")
async def names(db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    return [i.name for i in await db.scalars(select(Item))]
