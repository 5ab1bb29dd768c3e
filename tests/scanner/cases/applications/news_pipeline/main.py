from fastapi import FastAPI

from news.api import router
from news.middleware import RequestLog, TenantMiddleware, quota

app = FastAPI()
app.add_middleware(TenantMiddleware, default="public")
app.add_middleware(RequestLog)
app.middleware("http")(quota)
app.include_router(router)
