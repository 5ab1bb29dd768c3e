import psycopg2
from fastapi import FastAPI


def rows(query):  # -> blocking-async via psycopg2.extensions.cursor.execute
    connection = psycopg2.connect("dbname=app")
    cursor = connection.cursor()
    cursor.execute(query)
    return cursor.fetchall()


app = FastAPI()


@app.get("/rows")
async def read():  # -> blocking-async (helper) via psycopg2.extensions.cursor.execute
    return str(rows("select 1"))
