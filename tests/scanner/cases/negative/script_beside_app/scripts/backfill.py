import time

from db import Item, SessionLocal


def backfill():
    with SessionLocal() as session:
        session.query(Item).update({"name": "x"})
        session.commit()
    time.sleep(5)


if __name__ == "__main__":
    backfill()
