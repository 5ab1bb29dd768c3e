from fastapi import FastAPI

from db import Item, SessionLocal

session = SessionLocal()  # !! CL304
app = FastAPI()


@app.get("/count")
def count():  # -> converted-def
    return session.query(Item).count()
