import hashlib

from fastapi import FastAPI

app = FastAPI()


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


@app.get("/digest")
async def read_digest(text: str):  # -> native-async (no-io)
    return {"digest": digest(text)}
