from fastapi import FastAPI

from .config import Settings
from .modules import MODULES
from .container import Container


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or Settings()
    app = FastAPI(title=settings.title)
    container = Container(settings)
    app.state.container = container
    for module in MODULES:
        module.setup(app, container)
    for prefix, router in container.routers.items():
        app.include_router(router, prefix=settings.prefix + prefix)
    return app
