from fastapi import FastAPI

from web.pages import router as pages
from web import router

app = FastAPI()
app.include_router(pages, prefix="/direct")
app.include_router(router)
