from fastapi import Depends, FastAPI


class MemoryDb:
    def query(self, model):
        return self

    def all(self):
        return ["a"]


class Repository:
    def __init__(self, db):
        self.db = db

    def names(self):
        return self.db.query(str).all()


def get_db():
    yield MemoryDb()


app = FastAPI()


@app.get("/names")
async def names(db=Depends(get_db)):  # -> native-async (no-io)
    return Repository(db).names()
