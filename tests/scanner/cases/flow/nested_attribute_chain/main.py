from fastapi import FastAPI, Request

from container import Container

app = FastAPI()
app.state.container = Container()


@app.get("/mail")
async def mail(request: Request):  # -> blocking-async (helper) via time.sleep
    return request.app.state.container.mail.transport.deliver("x")
