from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/length")
async def length(request: Request):  # -> native-async
    body = await request.body()
    return {"length": len(body)}
