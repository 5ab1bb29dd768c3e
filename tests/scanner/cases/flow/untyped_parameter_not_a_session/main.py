from fastapi import FastAPI


class Registry:
    def __init__(self):
        self.rows = {1: "a"}

    def get(self, kind, key):
        return self.rows.get(key)

    def commit(self):
        self.rows = dict(self.rows)


def load(db, key):
    db.commit()
    return db.get(str, key)


app = FastAPI()
registry = Registry()


@app.get("/rows/{key}")
async def row(key: int):  # -> native-async (no-io)
    return load(registry, key)
