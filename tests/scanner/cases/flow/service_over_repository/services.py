from repositories import ItemRepository


class ItemService:
    def __init__(self, db):
        self.items = ItemRepository(db)

    def top(self):  # -> blocking-async
        return [item.name for item in self.items.first(10)]

    def describe(self):
        return {"repository": type(self.items).__name__}
