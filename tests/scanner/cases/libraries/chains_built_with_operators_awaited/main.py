from fastapi import FastAPI
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

app = FastAPI()
chain = ChatPromptTemplate.from_template("Tell of {subject}") | ChatOpenAI()


@app.get("/awaited")
async def ask():  # -> native-async (async-io)
    await chain.ainvoke({"subject": "bolts"})
    return "asked"


@app.get("/gathered")
async def ask_with_parts():  # -> native-async (async-io)
    await ({"subject": str} | ChatOpenAI() | str).ainvoke("bolts")
    return "asked"


@app.get("/in-a-thread")
def ask_in_a_thread():  # -> converted-def
    chain.invoke({"subject": "bolts"})
    return "asked"


@app.get("/merged")
async def merge():  # -> native-async
    return {"subject": "bolts"} | {"length": 3}
