from contextlib import contextmanager
from contextvars import ContextVar

from db.engine import Factory

session_var: ContextVar = ContextVar("session", default=None)


def current():
    found = session_var.get()
    if found is None:
        found = Factory()
        session_var.set(found)
    return found


@contextmanager
def scoped():  # -> blocking-async
    made = Factory()
    token = session_var.set(made)
    try:
        yield made
        made.commit()
    finally:
        session_var.reset(token)
        made.close()
