from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/names")
async def names(db: Session = Depends(get_db)):  # -> native-async
    def body():  # -> converted-def
        items = db.query(Item).all()
        return [item.name for item in items]

    return await run_in_threadpool(body)  # !! CL107
