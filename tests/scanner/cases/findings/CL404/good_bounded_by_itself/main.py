from fastapi import FastAPI

app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async
    return {}
