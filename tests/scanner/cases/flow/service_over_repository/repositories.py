from sqlalchemy import select

from db import Item


class ItemRepository:
    def __init__(self, session):
        self.session = session

    def first(self, count):  # -> blocking-async via sqlalchemy.orm.Session.scalars
        return self.session.scalars(select(Item).limit(count)).all()
