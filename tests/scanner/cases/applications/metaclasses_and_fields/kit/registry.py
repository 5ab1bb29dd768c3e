class RegistryMeta(type):
    items: dict = {}

    def __new__(mcs, name, bases, namespace, *, key=None):
        cls = super().__new__(mcs, name, bases, namespace)
        if key:
            mcs.items[key] = cls
        return cls

    def __getitem__(cls, key):
        return RegistryMeta.items[key]

    def __contains__(cls, key):
        return key in RegistryMeta.items

    def __iter__(cls):
        return iter(RegistryMeta.items.values())


class Exporter(metaclass=RegistryMeta):
    def export(self):
        raise NotImplementedError

    def __class_getitem__(cls, item):
        return cls


class SingletonMeta(type):
    _made: dict = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._made:
            cls._made[cls] = super().__call__(*args, **kwargs)
        return cls._made[cls]
