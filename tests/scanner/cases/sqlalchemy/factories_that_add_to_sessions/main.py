"""Session factories of the project that call the one they extend."""

from db import Author, engine
from fastapi import Depends, FastAPI
from sqlalchemy.orm import sessionmaker

app = FastAPI()


class Tenant(sessionmaker):
    def __init__(self, *args, schema="x", **options):
        super().__init__(*args, **options)
        self.schema = schema

    def __call__(self, **options):
        session = super().__call__(**options)
        session.info["schema"] = self.schema
        return session


make = Tenant(bind=engine, schema="one")


def tenant():
    with make() as s:
        yield s


@app.get("/first")
async def first(s=Depends(tenant)):  # -> blocking-async
    return s.query(Author).first().id


@app.get("/schema")
async def schema(s=Depends(tenant)):  # -> native-async
    return s.info["schema"]


@app.get("/first/def")
def first_def(s=Depends(tenant)):  # -> converted-def
    return s.query(Author).first().id


@app.get("/statement")
async def statement(s=Depends(tenant)):  # -> native-async
    return str(s.query(Author))
