from fastapi import FastAPI
from sqlalchemy import inspect

from db import engine

app = FastAPI()


@app.get("/tables")
async def tables():  # -> blocking-async (handler)
    return inspect(engine).get_table_names()
