from sqlalchemy import text


class MemoryProducts:
    def __init__(self):
        self.rows = {1: "a"}

    def all(self):
        return sorted(self.rows.values())

    def one(self, key):
        return self.rows[key]


class SqlProducts:
    def __init__(self, engine):
        self.engine = engine

    def all(self):  # -> blocking-async
        with self.engine.connect() as c:
            return [r[0] for r in c.execute(text("select 1"))]

    def one(self, key):  # -> blocking-async
        with self.engine.connect() as c:
            return c.execute(text("select :k"), {"k": key}).scalar_one()
