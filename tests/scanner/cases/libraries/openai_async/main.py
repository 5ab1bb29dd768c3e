from fastapi import FastAPI
from openai import AsyncOpenAI

client = AsyncOpenAI(api_key="k")
app = FastAPI()


@app.get("/ask")
async def ask():  # -> native-async (async-io)
    answer = await client.chat.completions.create(model="m", messages=[])
    return str(answer)
