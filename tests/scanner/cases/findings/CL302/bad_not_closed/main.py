from fastapi import FastAPI

from db import Item, SessionLocal


def count():  # -> converted-def
    session = SessionLocal()  # !! CL302
    return session.query(Item).count()


app = FastAPI()


@app.get("/count")
def read():  # -> converted-def
    return count()
