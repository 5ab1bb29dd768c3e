from fastapi import FastAPI

from db import Item, SessionLocal


def count():  # -> converted-def
    session = SessionLocal()  # !! CL302
    number = session.query(Item).count()
    session.close()
    return number


app = FastAPI()


@app.get("/count")
def read():  # -> converted-def
    return count()
