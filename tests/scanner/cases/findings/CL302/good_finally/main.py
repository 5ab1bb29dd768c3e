from contextlib import closing

from fastapi import FastAPI

from db import Item, SessionLocal


def first():  # -> converted-def
    session = SessionLocal()
    try:
        return session.query(Item).first().name
    finally:
        session.close()


app = FastAPI()


@app.get("/first")
def read():  # -> converted-def
    with closing(SessionLocal()) as session:
        return [first(), session.query(Item).count()]
