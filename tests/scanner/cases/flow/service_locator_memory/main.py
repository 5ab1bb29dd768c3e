from fastapi import FastAPI


class Images:
    def __init__(self):
        self.rows = {"a": 1}

    def get(self, key):
        return self.rows.get(key)


class Deps:
    images = Images()


app = FastAPI()


@app.get("/images/{key}")
async def image(key: str):  # -> native-async (no-io)
    return Deps.images.get(key)
