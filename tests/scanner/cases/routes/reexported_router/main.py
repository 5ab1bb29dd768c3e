from fastapi import FastAPI

from features import things_router

app = FastAPI()
app.include_router(things_router)
