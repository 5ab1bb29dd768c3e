from fastapi import FastAPI

from web.items import router
from web.resources import MemoryResource, RemoteResource

app = FastAPI()
app.include_router(router)
for resource in (MemoryResource, RemoteResource):
    app.include_router(resource().router)
