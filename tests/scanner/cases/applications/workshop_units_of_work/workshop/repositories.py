"""Repositories whose model is told by subscripting the class, with a subclass made for each."""

from sqlalchemy import func, select

from workshop.models import Bench, Job


class Repository:
    model = None
    _made = {}

    def __class_getitem__(cls, model):
        if model not in cls._made:
            cls._made[model] = type(f"{model.__name__}Repository", (cls,), {"model": model})
        return cls._made[model]

    def __init__(self, session):
        self.session = session

    def query(self):
        return select(self.model).order_by(self.model.id)

    def all(self):  # -> blocking-async
        return list(self.session.scalars(self.query()))

    def one(self, key):  # -> blocking-async
        return self.session.get(self.model, key)

    def count(self):  # -> blocking-async
        return self.session.scalar(select(func.count()).select_from(self.model))


class Jobs(Repository[Job]):
    def titled(self, title):  # -> blocking-async
        return self.session.scalars(self.query().where(Job.title == title)).first()


Benches = Repository[Bench]
