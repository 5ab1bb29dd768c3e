from fastapi import FastAPI
from sqlalchemy.orm import scoped_session

from db import Item, SessionLocal

registry = scoped_session(SessionLocal)
app = FastAPI()


@app.get("/count")
def count():  # -> converted-def
    try:
        return registry.query(Item).count()
    finally:
        registry.remove()
