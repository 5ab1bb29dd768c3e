class Field:
    def __init__(self, cast=str, source=None):
        self.cast = cast
        self.source = source

    def __set_name__(self, owner, name):
        self.name = name
        owner.fields = {**getattr(owner, "fields", {}), name: self}

    def __get__(self, instance, owner=None):  # -> blocking-async
        if instance is None:
            return self
        if self.name not in instance.__dict__:
            instance.__dict__[self.name] = self.cast(self.source(self.name) if self.source else "1")
        return instance.__dict__[self.name]

    def __set__(self, instance, value):
        instance.__dict__[self.name] = self.cast(value)


class Stored(Field):
    def __init__(self, client):
        super().__init__(str)
        self.client = client

    def __get__(self, instance, owner=None):  # -> blocking-async
        if instance is None:
            return self
        return self.client.get(self.name)

    def __set__(self, instance, value):  # -> blocking-async
        self.client.set(self.name, value)
