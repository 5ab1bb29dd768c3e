from fastapi import FastAPI

from db import Item, SessionLocal


class UnitOfWork:
    def __enter__(self):
        self.session = SessionLocal()
        return self

    def __exit__(self, *error):
        self.session.close()


def open_session():
    return SessionLocal()


app = FastAPI()


@app.get("/count")
def read():  # -> converted-def
    with UnitOfWork() as work, open_session() as other:
        return [work.session.query(Item).count(), other.query(Item).count()]
