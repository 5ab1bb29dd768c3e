import uvicorn
from fastapi import FastAPI

app = FastAPI()  # !| CL404


@app.get("/quick")
async def quick():  # -> native-async
    return {}


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0")  # !| CL404
