from fastapi import FastAPI


class Redis:
    def __init__(self):
        self.rows = {}

    def get(self, key):
        return self.rows.get(key)

    def set(self, key, value):
        self.rows[key] = value


redis = Redis()
app = FastAPI()


@app.get("/value")
async def value():  # -> native-async (no-io)
    redis.set("a", 1)
    return redis.get("a")
