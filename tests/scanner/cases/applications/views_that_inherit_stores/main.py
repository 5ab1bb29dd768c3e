from fastapi import FastAPI

import injected
import items
from views import all_routers

app = FastAPI()
app.include_router(injected.router)
for router in all_routers():
    app.include_router(router)
