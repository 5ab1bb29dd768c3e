"""A thin Django-looking layer over SQLAlchemy."""
from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase

from blog.db import session
from blog.signals import post_save, pre_save


class QuerySet:
    def __init__(self, model, stmt=None):
        self.model = model
        self._stmt = stmt if stmt is not None else select(model)
        self._cache = None

    def _clone(self, stmt):
        return type(self)(self.model, stmt)

    def filter(self, **kw):
        return self._clone(self._stmt.filter_by(**kw))

    def order_by(self, name):
        return self._clone(self._stmt.order_by(getattr(self.model, name)))

    def all(self):
        return self._clone(self._stmt)

    def none(self):
        return EmptyQuerySet(self.model)

    def _fetch(self):  # -> blocking-async
        if self._cache is None:
            self._cache = list(session.scalars(self._stmt))
        return self._cache

    def __iter__(self):  # -> blocking-async
        return iter(self._fetch())

    def __bool__(self):  # -> blocking-async
        return bool(self._fetch())

    def __getitem__(self, k):  # -> blocking-async
        if self._cache is not None:
            return self._cache[k]
        if isinstance(k, slice):
            return self._clone(self._stmt.offset(k.start or 0).limit((k.stop or 10) - (k.start or 0)))
        return list(self._clone(self._stmt.offset(k).limit(1)))[0]

    def __contains__(self, obj):
        return any(o.id == obj.id for o in self)

    def __or__(self, other):  # -> blocking-async
        return [*self, *other]

    def count(self):  # -> blocking-async
        return session.scalar(select(func.count()).select_from(self._stmt.subquery()))

    def first(self):  # -> blocking-async
        return next(iter(self[:1]), None)

    def exists(self):
        return self.count() > 0

    def values_list(self, name, flat=True):
        return ValuesList(self, name)

    def __repr__(self):
        return f"<QuerySet of {self.model.__name__}>"


class EmptyQuerySet(QuerySet):
    def _fetch(self):
        return []

    def count(self):
        return 0


class ValuesList:
    def __init__(self, qs, name):
        self.qs, self.name = qs, name

    def __iter__(self):  # -> blocking-async
        for row in self.qs:
            yield getattr(row, self.name)


class Manager:
    queryset_class = QuerySet

    def __init__(self):
        self.model = None

    def __get__(self, obj, owner):
        if obj is not None:
            raise AttributeError("managers are for classes")
        bound = type(self)()
        bound.model = owner
        return bound

    def get_queryset(self):
        return self.queryset_class(self.model)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.get_queryset(), name)

    def create(self, **kw):  # -> blocking-async
        obj = self.model(**kw)
        obj.save()
        return obj


class Model(DeclarativeBase):
    def save(self, commit=True):  # -> blocking-async
        pre_save.send(type(self), instance=self)
        session.add(self)
        if commit:
            session.commit()
        post_save.send(type(self), instance=self)

    def full_clean(self):  # -> blocking-async
        for name in dir(type(self)):
            if name.startswith("clean_"):
                getattr(self, name)()
