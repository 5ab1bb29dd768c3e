from fastapi import FastAPI

from school.api import router

app = FastAPI()
app.include_router(router)
