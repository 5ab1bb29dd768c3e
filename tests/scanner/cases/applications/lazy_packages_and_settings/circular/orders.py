from __future__ import annotations

import circular.users as users


class OrderService:
    name = "orders"

    def __init__(self, owner: users.UserService):
        self.owner = owner

    def count(self):  # -> blocking-async
        return self.owner.db.execute("select 1").fetchone()[0]

    def back(self):
        return users.UserService(self.owner.db).label()
