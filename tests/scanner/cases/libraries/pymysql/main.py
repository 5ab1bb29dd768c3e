import pymysql
from fastapi import FastAPI

app = FastAPI()


@app.get("/rows")
async def rows():  # -> blocking-async (handler) via pymysql.cursors.Cursor.execute
    connection = pymysql.connect(host="db")
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return str(cursor.fetchone())
