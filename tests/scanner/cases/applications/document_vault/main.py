from fastapi import FastAPI

from vault.http import build_router
from vault.locator import services
from vault.settings import Settings
from vault.storage import build_storage

settings = Settings()
services.register("settings", settings)
services.register("storage", lambda: build_storage(settings))
services.register("scanner", lambda: build_storage(settings.model_copy(update={"storage": "remote"})))

app = FastAPI()
app.include_router(build_router(), prefix="/vault")
