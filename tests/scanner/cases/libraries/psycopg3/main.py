import psycopg
from fastapi import FastAPI

app = FastAPI()


@app.get("/sync")
async def sync():  # -> blocking-async (handler) via psycopg.connect
    with psycopg.connect("dbname=app") as connection:
        return str(connection.execute("select 1").fetchone())


@app.get("/async")
async def native():  # -> native-async (async-io)
    connection = await psycopg.AsyncConnection.connect("dbname=app")
    cursor = await connection.execute("select 1")
    return str(await cursor.fetchone())
