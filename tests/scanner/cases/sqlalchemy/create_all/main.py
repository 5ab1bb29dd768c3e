from fastapi import FastAPI

from db import Base, engine

app = FastAPI()


@app.post("/schema")
async def create_schema():  # -> blocking-async (handler) via sqlalchemy.MetaData.create_all
    Base.metadata.create_all(bind=engine)
    return {}
