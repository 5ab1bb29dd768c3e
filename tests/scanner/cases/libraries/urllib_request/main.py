from urllib.request import urlopen

from fastapi import FastAPI

app = FastAPI()


@app.get("/page")
async def page():  # -> blocking-async (handler) via urllib.request.urlopen
    with urlopen("http://api.test/") as response:
        return response.read().decode()
