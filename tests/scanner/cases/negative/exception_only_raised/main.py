from fastapi import FastAPI, HTTPException


class NotFound(HTTPException):
    def __init__(self, key):
        super().__init__(404, f"{key} not found")


app = FastAPI()


@app.get("/things/{key}")
async def thing(key: int):  # -> native-async (no-io)
    raise NotFound(key)
