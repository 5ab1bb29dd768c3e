REGISTRY: dict = {}


class Plugin:
    key = ""

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        REGISTRY[cls.key] = cls

    def run(self) -> int:
        raise NotImplementedError

    @classmethod
    def label(cls) -> str:
        return cls.key
