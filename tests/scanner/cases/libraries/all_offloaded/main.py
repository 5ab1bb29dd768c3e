import asyncio
import subprocess

import psycopg2
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool


def rows():  # -> converted-def
    connection = psycopg2.connect("dbname=app")
    cursor = connection.cursor()
    cursor.execute("select 1")
    return str(cursor.fetchall())


app = FastAPI()


@app.get("/rows")
async def read_rows():  # -> native-async (offloaded)
    return await run_in_threadpool(rows)


@app.get("/git")
async def git():  # -> native-async (offloaded)
    return (await asyncio.to_thread(subprocess.run, ["true"], check=True)).returncode
