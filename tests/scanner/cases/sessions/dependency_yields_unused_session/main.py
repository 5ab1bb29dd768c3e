from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import get_db

app = FastAPI()


@app.get("/quick")
async def quick(db: Session = Depends(get_db)):  # -> native-async (no-io)
    return {"autoflush": db.autoflush, "bound": db.bind is not None}
