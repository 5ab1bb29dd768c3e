from db import Item, SessionLocal


def save_message(room, text):  # -> blocking-async via sqlalchemy.orm.Session.commit
    with SessionLocal() as session:
        session.add(Item(name=f"{room}: {text}"))
        session.commit()
