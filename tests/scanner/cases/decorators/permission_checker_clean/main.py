import functools

from fastapi import FastAPI, HTTPException, Request


def requires(role):
    def decorate(handler):
        @functools.wraps(handler)
        async def wrapper(request: Request, *args, **kwargs):
            if role not in {"admin", "user"}:
                raise HTTPException(403)
            return await handler(request, *args, **kwargs)

        return wrapper

    return decorate


app = FastAPI()


@app.get("/admin")
@requires("admin")
async def admin(request: Request):  # -> native-async (no-io)
    return {"path": request.url.path}
