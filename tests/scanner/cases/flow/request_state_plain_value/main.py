from fastapi import Depends, FastAPI, Request


def attach(request: Request):
    request.state.settings = {"limit": 3}


app = FastAPI(dependencies=[Depends(attach)])


@app.get("/limit")
async def limit(request: Request):  # -> native-async (no-io)
    return request.state.settings.get("limit")
