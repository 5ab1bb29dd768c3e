from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Item, get_db


async def lines(db):  # -> blocking-async
    for item in db.scalars(select(Item)):  # !! CL109
        yield item.name


app = FastAPI()


@app.get("/names")
def names(db: Session = Depends(get_db)):  # -> blocking-async (stream)
    return StreamingResponse(lines(db))  # !? CL109
