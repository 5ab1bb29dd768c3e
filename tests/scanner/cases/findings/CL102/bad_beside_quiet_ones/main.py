from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, Request, WebSocket
from fastapi.responses import JSONResponse, StreamingResponse
from sqlalchemy import text
from sqlalchemy.orm import Session

from db import Customer, SessionLocal, dispose, engine, get_db
from middleware import Audit, QuietAudit, Timing
from reports import collect, lines, mail, mail_plain, plain_lines, shorten
from security import Permission, QuietPermission, current, current_in_thread


@asynccontextmanager
async def lifespan(app):  # -> blocking-async
    with engine.connect() as connection:  # !! CL103
        connection.execute(text("select 1"))  # !! CL103
    yield
    await dispose()


app = FastAPI(lifespan=lifespan)
app.add_middleware(Audit)
app.add_middleware(QuietAudit)
app.add_middleware(Timing)
Db = Annotated[Session, Depends(get_db)]


class Missing(Exception):
    pass


@app.exception_handler(Missing)
async def missing(request: Request, error: Missing):  # static: -> blocking-async
    with SessionLocal() as session:
        session.get(Customer, 1)  # !! CL103
    return JSONResponse({}, status_code=404)


@app.exception_handler(KeyError)
def key_error(request: Request, error: KeyError):  # static: -> converted-def
    with SessionLocal() as session:
        session.get(Customer, 1)
    return JSONResponse({}, status_code=404)


@app.get("/me")
def me(customer: Annotated[Customer, Depends(current)]):  # -> blocking-async
    return customer.name


@app.get("/me-quiet")
async def me_quiet(name: Annotated[str, Depends(current_in_thread)]):  # -> native-async
    return name


@app.get("/allowed", dependencies=[Depends(Permission("read"))])
def allowed(db: Db):  # -> blocking-async
    return db.get(Customer, 1).name


@app.get("/allowed-quiet", dependencies=[Depends(QuietPermission("read"))])
async def allowed_quiet():  # -> native-async
    return 1


@app.get("/csv")
async def csv(db: Db):  # -> blocking-async
    return StreamingResponse(lines(db))


@app.get("/csv-quiet")
async def csv_quiet(db: Db):  # -> native-async
    return StreamingResponse(plain_lines(db))


@app.post("/mail")
async def send(tasks: BackgroundTasks):  # -> blocking-async
    tasks.add_task(mail, "a@b")


@app.post("/mail-quiet")
async def send_quiet(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(mail_plain, "a@b")


@app.get("/names")
async def names(db: Db):  # -> blocking-async
    return [await shorten(n) for n in await collect(db)]  # !! CL101


@app.websocket("/feed")
async def feed(socket: WebSocket, db: Db):  # -> blocking-async
    await socket.accept()
    await socket.send_text(str(db.query(Customer).count()))  # !! CL103
    await socket.close()
