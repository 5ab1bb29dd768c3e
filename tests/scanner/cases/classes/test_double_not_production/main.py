from fastapi import FastAPI

from gateway import Gateway, MemoryGateway

gateway: Gateway = MemoryGateway()
app = FastAPI()


@app.post("/pay")
async def pay():  # -> native-async (no-io)
    return gateway.charge(5)
