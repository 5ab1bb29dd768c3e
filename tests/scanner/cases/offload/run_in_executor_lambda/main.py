import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

executor = ThreadPoolExecutor(max_workers=2)
app = FastAPI()


@app.get("/count")
async def count(db: Session = Depends(get_db)):  # -> native-async (offloaded)
    loop = asyncio.get_event_loop()
    return await loop.run_in_executor(executor, lambda: db.query(Item).count())
