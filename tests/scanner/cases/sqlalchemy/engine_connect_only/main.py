from fastapi import FastAPI

from db import engine

app = FastAPI()


@app.get("/health")
async def health():  # -> blocking-async (handler) via sqlalchemy.Engine.connect
    with engine.connect():
        return {"db": "up"}
