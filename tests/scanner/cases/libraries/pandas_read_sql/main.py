import pandas as pd
from fastapi import FastAPI

from db import engine

app = FastAPI()


@app.get("/frame")
async def frame():  # -> blocking-async (handler) via pandas.read_sql
    return str(pd.read_sql("select * from items", engine).to_dict())
