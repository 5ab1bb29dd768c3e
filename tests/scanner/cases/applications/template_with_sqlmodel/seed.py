def seed():
    from sqlmodel import Session

    from app.core.db import engine
    from app.models import Item, User

    with Session(engine) as s:
        s.add(User(id=1, email="a@b.test", hashed_password="x"))
        s.commit()
        s.add(Item(id=1, title="x", owner_id=1))
        s.commit()
