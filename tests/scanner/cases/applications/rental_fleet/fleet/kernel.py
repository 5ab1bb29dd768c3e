from fleet.config import Config, StoreKind
from fleet.notify import by_log, by_mail
from fleet.stores import FileStore, MemoryStore, Store


class Kernel:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = self._store(config.store)
        self.notify = {"log": by_log, "mail": by_mail}[config.notify]

    @staticmethod
    def _store(kind: StoreKind) -> Store:
        match kind:
            case StoreKind.MEMORY:
                return MemoryStore()
            case StoreKind.FILE:
                return FileStore()

    def colour(self, key: str) -> str:  # -> blocking-async
        return self.store.require(key)

    def book(self, key: str) -> str:  # -> blocking-async
        colour = self.colour(key)
        self.notify(f"{key} is booked")
        return colour
