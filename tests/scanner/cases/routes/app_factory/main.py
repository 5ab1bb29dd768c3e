from fastapi import FastAPI

from routers import build_router


def create_app() -> FastAPI:
    application = FastAPI()
    application.include_router(build_router("things"), prefix="/api")

    @application.get("/health")
    async def health():  # -> native-async (no-io)
        return {"ok": True}

    return application


app = create_app()
