from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.post("/items")
async def stage(db: Session = Depends(get_db)):  # -> native-async (no-io)
    with db.no_autoflush:
        db.add(Item(name="a"))
    return {"pending": len(db.new)}
