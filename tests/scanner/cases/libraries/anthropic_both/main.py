from anthropic import Anthropic, AsyncAnthropic
from fastapi import FastAPI

sync_client = Anthropic()
async_client = AsyncAnthropic()
app = FastAPI()


@app.get("/sync")
async def sync():  # -> blocking-async (handler)
    return str(sync_client.messages.create(model="m", max_tokens=5, messages=[]))


@app.get("/async")
async def native():  # -> native-async (async-io)
    return str(await async_client.messages.create(model="m", max_tokens=5, messages=[]))
