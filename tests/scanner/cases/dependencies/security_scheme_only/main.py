from fastapi import Depends, FastAPI
from fastapi.security import APIKeyHeader

key = APIKeyHeader(name="x-key", auto_error=False)
app = FastAPI()


@app.get("/mine")
async def mine(value: str | None = Depends(key)):  # -> native-async (no-io)
    return value
