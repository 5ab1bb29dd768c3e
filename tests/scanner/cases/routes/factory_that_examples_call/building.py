import time

from fastapi import FastAPI


class Memory:
    def load(self, name: str) -> str:
        return name


class Files:
    def load(self, name: str) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return name


def build(store) -> FastAPI:
    app = FastAPI()

    @app.get("/documents/{name}")
    async def document(name: str):  # -> blocking-async (helper) via time.sleep
        return store.load(name)

    @app.get("/kind")
    async def kind():  # -> native-async
        return type(store).__name__

    @app.get("/health")
    async def health():  # -> native-async
        return {"ok": True}

    return app
