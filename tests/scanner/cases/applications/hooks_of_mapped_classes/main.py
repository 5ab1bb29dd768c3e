from fastapi import FastAPI

from api import authors, vault

app = FastAPI()
for module in (authors, vault):
    app.include_router(module.router)
