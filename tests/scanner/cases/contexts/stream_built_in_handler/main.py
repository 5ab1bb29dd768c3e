import requests
from fastapi import FastAPI
from fastapi.responses import StreamingResponse


def pages():  # -> blocking-async via requests.get
    for page in range(2):
        yield requests.get(f"http://api.test/?page={page}").text


app = FastAPI()


@app.get("/pages")
async def read_pages():  # -> blocking-async via requests.get
    return StreamingResponse(iter(list(pages())))
