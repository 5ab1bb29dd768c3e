from fastapi import FastAPI
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

app = FastAPI()
prompt = ChatPromptTemplate.from_template("Tell of {subject}")


class OwnModel(ChatOpenAI):
    pass


def first_line(answer):
    return str(answer)


@app.get("/prompted")
async def ask():  # -> blocking-async via langchain_core.runnables.Runnable.invoke
    chain = prompt | ChatOpenAI() | first_line
    chain.invoke({"subject": "bolts"})
    return "asked"


@app.get("/gathered")
async def ask_with_parts():  # -> blocking-async via langchain_core.runnables.Runnable.invoke
    chain = {"subject": first_line} | ChatOpenAI()
    chain.invoke("bolts")
    return "asked"


@app.get("/own")
async def ask_own_model():  # -> blocking-async via langchain_core.runnables.Runnable.invoke
    chain = OwnModel() | first_line
    chain.invoke("bolts")
    return "asked"


@app.get("/filled")
async def fill_in():  # -> native-async
    prompt.invoke({"subject": "bolts"})
    return "filled in"
