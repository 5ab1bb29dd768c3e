from dataclasses import dataclass, field

from fastapi import Depends, FastAPI

app = FastAPI()


@dataclass
class Author:
    name: str = "x"
    books: list = field(default_factory=list)


class Query:
    def __init__(self, rows):
        self.rows = rows

    def filter(self, *conditions):
        return self

    def all(self):
        return self.rows

    def __iter__(self):
        return iter(self.rows)


class MemorySession:
    def query(self, kind):
        return Query([kind()])

    def commit(self):
        return None

    def refresh(self, row):
        return row


def get_db():
    yield MemorySession()


@app.get("/all")
async def everything(db=Depends(get_db)):  # -> native-async
    return [author.books for author in db.query(Author).filter().all()]


@app.get("/commit")
async def commit(db: MemorySession = Depends(get_db)):  # -> native-async
    db.commit()
    return [each.name for each in db.query(Author)]
