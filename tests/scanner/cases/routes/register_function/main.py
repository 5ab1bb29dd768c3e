from fastapi import FastAPI

from views import register

app = FastAPI()
register(app, "/v1")
