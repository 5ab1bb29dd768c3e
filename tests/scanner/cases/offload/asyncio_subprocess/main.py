import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/version")
async def version():  # -> native-async (async-io)
    process = await asyncio.create_subprocess_exec("true")
    await process.wait()
    return {"code": process.returncode}
