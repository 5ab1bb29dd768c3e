import sqlite3

from fastapi import FastAPI

connection = sqlite3.connect(":memory:", check_same_thread=False)
app = FastAPI()


@app.get("/one")
async def one():  # -> blocking-async (handler) via sqlite3.Connection.execute
    return connection.execute("select 1").fetchone()[0]


@app.get("/threaded")
def threaded():  # -> converted-def
    return connection.execute("select 1").fetchone()[0]
