from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from db import Item, get_db


def store(db, names):  # -> converted-def
    db.add_all([Item(name=name) for name in names])
    db.commit()


app = FastAPI()


@app.post("/import")
async def load(request: Request, db: Session = Depends(get_db)):  # -> native-async
    body = (await request.body()).decode()
    await run_in_threadpool(store, db, body.split())
    return {}
