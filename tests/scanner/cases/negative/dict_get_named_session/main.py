from fastapi import FastAPI

session = {"user": "ann"}
cache = {}
app = FastAPI()


@app.get("/user")
async def user():  # -> native-async (no-io)
    cache.setdefault("hits", 0)
    cache.update(hits=cache.get("hits") + 1)
    return {"user": session.get("user"), "hits": cache.pop("hits")}
