from fastapi import FastAPI

from survey.endpoints import answers, questions, system

app = FastAPI()
for router, prefix in zip((answers.router, questions.router, system.router), ("/answers", "/questions", "/system")):
    app.include_router(router, prefix=prefix)
