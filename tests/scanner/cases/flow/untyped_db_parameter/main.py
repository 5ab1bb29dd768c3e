from fastapi import Depends, FastAPI

from db import get_db
from queries import list_items

app = FastAPI()


@app.get("/items")
async def items(db=Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.all
    return list_items(db)
