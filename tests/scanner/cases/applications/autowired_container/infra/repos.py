from sqlalchemy import func, select
from sqlalchemy.orm import Session

from infra.models import UserRow


class SqlUserRepo:
    def __init__(self, session: Session):
        self._session = session

    def find(self, key):  # -> blocking-async
        row = self._session.get(UserRow, key)
        return None if row is None else {"id": row.id, "name": row.name}

    def count(self):  # -> blocking-async
        return self._session.scalar(select(func.count()).select_from(UserRow))


class SystemClock:
    def now(self):
        import time

        return time.time()
