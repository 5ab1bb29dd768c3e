from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/items.txt")
async def items(db: Session = Depends(get_db)):  # -> blocking-async (stream) via sqlalchemy.orm.Query.all
    async def lines():  # -> blocking-async via sqlalchemy.orm.Query.all
        for item in db.query(Item).all():
            yield item.name + "\n"

    return StreamingResponse(lines())
