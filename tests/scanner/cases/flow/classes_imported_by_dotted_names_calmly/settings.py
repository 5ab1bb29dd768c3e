import os


class Settings:
    store_class: str = os.environ.get("STORE_CLASS", "stores.plain.PlainStore")
    other_class: str = "stores.awaited.AwaitedStore"


settings = Settings()
