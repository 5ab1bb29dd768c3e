from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Item, get_db


def lines(db):  # -> converted-def
    for item in db.scalars(select(Item)):
        yield item.name + "\n"


app = FastAPI()


@app.get("/items.txt")
async def items(db: Session = Depends(get_db)):  # -> native-async
    return StreamingResponse(lines(db), media_type="text/plain")
