from contextlib import asynccontextmanager

import requests
from fastapi import FastAPI


def load_model():  # -> blocking-async via requests.get
    return requests.get("http://models.test/").json()


@asynccontextmanager
async def lifespan(app: FastAPI):  # -> blocking-async via requests.get
    app.state.model = load_model()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/predict")
async def predict():  # -> native-async (no-io)
    return {"model": str(app.state.model)}
