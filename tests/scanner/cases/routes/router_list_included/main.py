from fastapi import FastAPI

from endpoints import ROUTERS

app = FastAPI()
for router in ROUTERS:
    app.include_router(router, prefix="/api")
