from sqlalchemy.orm import Session

from main import factory


def seed():
    from main import Card, Cash, Payment

    with Session(factory.kw["bind"]) as db:
        db.add_all([Payment(id=1, cents=1), Card(id=2, cents=3, digits="1"), Cash(id=3, cents=3, drawer="x")])
        db.commit()
