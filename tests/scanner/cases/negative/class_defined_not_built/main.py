import requests
from fastapi import FastAPI


class Remote:
    def __init__(self):
        self.value = requests.get("http://api.test/").json()

    @staticmethod
    def label():
        return "remote"


app = FastAPI()


@app.get("/label")
async def label():  # -> native-async (no-io)
    return Remote.label()
