from fastapi import FastAPI
from openai import OpenAI

client = OpenAI(api_key="k")
app = FastAPI()


def ask(prompt):  # -> blocking-async via openai.resources.chat.completions.Completions.create
    answer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])
    return str(answer.choices)


@app.get("/ask")
async def read():  # -> blocking-async (helper)
    return ask("hi")
