from fastapi import FastAPI

from db import engine

app = FastAPI()


@app.get("/raw")
async def raw():  # -> blocking-async (handler)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("select 1")
        return cursor.fetchone()[0]
    finally:
        connection.close()
