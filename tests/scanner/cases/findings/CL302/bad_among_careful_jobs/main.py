from contextlib import closing, contextmanager, suppress
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

import jobs
from db import Customer, Order, SessionLocal, dispose, engine, get_db

app = FastAPI(on_shutdown=[dispose])
Db = Annotated[Session, Depends(get_db)]


@app.post("/customers")
def create(db: Db, name: str = "n"):  # -> converted-def
    db.add(Customer(name=name, notes=""))
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(409)


@app.post("/customers/swallowed")
def swallowed(db: Db, name: str = "n"):  # -> converted-def
    db.add(Customer(name=name, notes=""))
    try:
        db.commit()  # !! CL305
    except IntegrityError:
        return {"created": False}
    return {"created": True}


@app.post("/customers/logged")
def logged(db: Db, name: str = "n"):  # -> converted-def
    try:
        db.add(Customer(name=name, notes=""))
        db.flush()  # !! CL305
        db.add(Order(total=1, customer_id=1))
        db.commit()  # !! CL305
    except SQLAlchemyError as error:
        print("failed", error)


@app.post("/customers/raised")
def raised(db: Db, name: str = "n"):  # -> converted-def
    try:
        db.add(Customer(name=name, notes=""))
        db.commit()
    except SQLAlchemyError as error:
        raise HTTPException(500) from error


@app.post("/customers/savepoint")
def savepoint(db: Db, name: str = "n"):  # -> converted-def
    try:
        with db.begin_nested():
            db.add(Customer(name=name, notes=""))
            db.flush()
    except IntegrityError:
        return "exists"
    db.commit()
    return "new"


@app.get("/jobs/count")
def count():  # -> converted-def
    return jobs.count()


@app.get("/jobs/count-closed")
def count_closed():  # -> converted-def
    return jobs.count_closed() + jobs.count_closing() + jobs.count_scoped() + jobs.count_handed()


@app.get("/jobs/early")
def early(flag: bool = False):  # -> converted-def
    return jobs.early(flag)


@app.get("/jobs/connection")
def connection():  # -> converted-def
    return jobs.raw()


@app.get("/jobs/service")
def service():  # -> converted-def
    found = jobs.Service()
    try:
        return found.run()
    finally:
        found.close()


@app.get("/global")
def from_global():  # -> converted-def
    return jobs.shared.scalar(text("select 1"))
