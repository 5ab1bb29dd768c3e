from fastapi import FastAPI

from db import Base, engine

Base.metadata.create_all(bind=engine)
app = FastAPI()


@app.get("/health")
async def health():  # -> native-async (no-io)
    return {"ok": True}
