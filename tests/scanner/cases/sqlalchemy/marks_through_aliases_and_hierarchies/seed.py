from sqlalchemy.orm import Session

from main import engine


def seed():
    from main import Account, Savings, Tag

    with Session(engine) as db:
        db.add_all([Account(id=1, name="a", memo="m"), Savings(id=2, name="b", memo="n", rate=3)])
        db.flush()
        db.add(Tag(id=1, text="t", account_id=2))
        db.commit()
