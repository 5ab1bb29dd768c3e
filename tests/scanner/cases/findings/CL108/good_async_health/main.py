from fastapi import FastAPI

app = FastAPI()


@app.get("/healthz")
async def healthz():  # -> native-async
    return {"status": "alive"}
