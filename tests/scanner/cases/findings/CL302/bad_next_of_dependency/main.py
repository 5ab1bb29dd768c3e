from fastapi import FastAPI

from db import Item, get_db

app = FastAPI()


@app.get("/count")
def read():  # -> converted-def
    db = next(get_db())  # !! CL302
    return db.query(Item).count()
