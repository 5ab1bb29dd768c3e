from features.remote import enriched_view
from features.store import FeatureStore, backend
from features.transforms import Transform, item_view, user_view


class StoreOf:
    def __init__(self, kind: str, view: Transform) -> None:
        self.kind = kind
        self.view = view

    def __call__(self) -> FeatureStore:
        return FeatureStore(backend(self.kind), self.view)


users = StoreOf("redis-async", user_view)
items = StoreOf("memory", item_view)
legacy = StoreOf("redis", user_view)
partners = StoreOf("memory", enriched_view)
