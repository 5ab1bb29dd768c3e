from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def add_header(request: Request, call_next):
    response = await call_next(request)
    response.headers["x-served-by"] = "app"
    return response


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}
