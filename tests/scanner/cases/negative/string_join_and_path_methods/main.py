from pathlib import PurePosixPath

from fastapi import FastAPI

app = FastAPI()


@app.get("/name")
async def name():  # -> native-async (no-io)
    return ", ".join(["a", str(PurePosixPath("/a") / "b"), "x".encode().decode()])
