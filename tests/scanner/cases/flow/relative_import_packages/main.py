from fastapi import FastAPI

from shop.api.routes import router

app = FastAPI()
app.include_router(router)
