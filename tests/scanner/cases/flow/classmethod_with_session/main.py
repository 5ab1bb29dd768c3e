from fastapi import Depends, FastAPI

from db import get_db
from models import Thing

app = FastAPI()


@app.get("/things/{key}")
async def thing(key: int, db=Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.first
    return {"name": Thing.by_id(db, key).name}
