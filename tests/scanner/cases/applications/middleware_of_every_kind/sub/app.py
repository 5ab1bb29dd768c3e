from fastapi import FastAPI, Request

from mw.base import Fast

admin = FastAPI()
admin.add_middleware(Fast)


@admin.get("/who")
async def who(request: Request):  # -> native-async
    return request.state.user


@admin.get("/root")
async def root(request: Request):  # -> native-async
    return request.scope["root_path"]
