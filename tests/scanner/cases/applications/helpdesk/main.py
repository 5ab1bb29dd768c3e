from fastapi import FastAPI

from desk.http import register
from desk.mediator import mediator

app = FastAPI()
register(app, mediator)
