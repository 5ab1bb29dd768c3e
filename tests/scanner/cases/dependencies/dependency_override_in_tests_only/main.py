from fastapi import Depends, FastAPI


def get_client():
    return {"kind": "memory"}


app = FastAPI()


@app.get("/client")
async def client(value: dict = Depends(get_client)):  # -> native-async (no-io)
    return value
