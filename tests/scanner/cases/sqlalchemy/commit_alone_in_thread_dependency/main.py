from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, SessionLocal


def committing_session():  # -> converted-def
    with SessionLocal() as session:
        yield session
        session.commit()


app = FastAPI()


@app.post("/items")
async def stage(session: Session = Depends(committing_session)):  # -> native-async
    session.add(Item(name="a"))
    return {"pending": len(session.new)}
