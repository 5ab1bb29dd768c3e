from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db

app = FastAPI()


@app.post("/items")
async def create(db: AsyncSession = Depends(get_db)):  # -> native-async
    db.add(Item(name="a"))
    db.commit()  # !! CL202
    return {}
