import mysql.connector
from fastapi import FastAPI

app = FastAPI()


def query(sql):  # -> blocking-async via mysql.connector.cursor.MySQLCursor.execute
    connection = mysql.connector.connect(host="db", database="app")
    cursor = connection.cursor()
    cursor.execute(sql)
    return cursor.fetchall()


@app.get("/rows")
async def rows():  # -> blocking-async (helper) via mysql.connector.cursor.MySQLCursor.execute
    return str(query("select 1"))
