from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from db import Customer, Order, SessionLocal, dispose, get_db
from lookups import default_customer, find_customer, latest

app = FastAPI(on_shutdown=[dispose])
Db = Annotated[Session, Depends(get_db)]


@app.post("/orders")
def create(db: Db):  # -> converted-def
    order = Order(total=1, customer=find_customer(db, 1))
    db.add(order)
    db.commit()
    return order.id


@app.post("/orders/default")
def create_default(db: Db):  # -> converted-def
    order = db.get_one(Order, 1)
    order.customer = default_customer()  # !! CL303
    db.commit()


@app.post("/orders/default-merged")
def create_merged(db: Db):  # -> converted-def
    order = db.get_one(Order, 1)
    order.customer = db.merge(default_customer())
    db.commit()


@app.post("/orders/default-id")
def create_by_id(db: Db):  # -> converted-def
    order = db.get_one(Order, 1)
    order.customer_id = default_customer().id
    db.commit()


@app.post("/copy")
def copy(db: Db):  # -> converted-def
    with SessionLocal() as other:
        row = other.get_one(Customer, 1)
        db.add(row)  # !! CL303


@app.post("/copy-values")
def copy_values(db: Db):  # -> converted-def
    with SessionLocal() as other:
        row = other.get_one(Customer, 1)
        db.add(Customer(name=row.name, notes=""))
    db.commit()


@app.get("/latest")
def latest_of_all(db: Db):  # -> converted-def
    customers = db.scalars(select(Customer)).all()
    return {c.name: latest(db, c.id) for c in customers}  # !! CL306


@app.get("/latest-loop")
def latest_loop(db: Db):  # -> converted-def
    out = []
    for customer in db.scalars(select(Customer)):
        out.append(db.query(Order).filter(Order.customer_id == customer.id).count())  # !! CL306
    return out


@app.get("/totals")
def totals(db: Db):  # -> converted-def
    return {c.name: sum(o.total for o in c.orders) for c in db.scalars(select(Customer))}  # !! CL306


@app.get("/totals-eager")
def totals_eager(db: Db):  # -> converted-def
    found = db.scalars(select(Customer).options(selectinload(Customer.orders)))
    return {c.name: sum(o.total for o in c.orders) for c in found}


@app.post("/import")
def import_rows(db: Db, rows: list[str]):  # -> converted-def
    for row in rows:
        db.add(Customer(name=row, notes=""))
        db.flush()  # !! CL306
    db.commit()


@app.post("/import-once")
def import_once(db: Db, rows: list[str]):  # -> converted-def
    for row in rows:
        db.add(Customer(name=row, notes=""))
    db.commit()


@app.post("/import-bulk")
def import_bulk(db: Db, rows: list[str]):  # -> converted-def
    db.execute(insert(Customer), [{"name": r, "notes": ""} for r in rows])
    db.commit()


@app.get("/batches")
def batches(db: Db):  # -> converted-def
    out = []
    for name, model in (("customers", Customer), ("orders", Order)):
        out.append((name, db.query(model).count()))
    return out


@app.get("/pages")
def pages(db: Db):  # -> converted-def
    last, out = 0, []
    while True:
        found = db.scalars(select(Customer).where(Customer.id > last).limit(100)).all()
        if not found:
            return out
        out += [c.name for c in found]
        last = found[-1].id
