from sqlalchemy.orm import Session

from main import factory


def seed():
    from main import Mail, Push, Shop, Truck, Visit

    with Session(factory.kw["bind"]) as db:
        db.add_all([Mail(id=1, address="x"), Push(id=2, device="y"), Truck(id=1, wheels=4), Shop(id=1, name="z")])
        db.flush()
        db.add(Visit(id=1, place_id=1))
        db.commit()
