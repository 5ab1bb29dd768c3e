class Holder:
    def __init__(self):
        object.__setattr__(self, "_inner", None)

    def put(self, inner):
        object.__setattr__(self, "_inner", inner)

    def __getattr__(self, name):
        inner = object.__getattribute__(self, "_inner")
        if inner is None:
            raise RuntimeError("nothing is held yet")
        return getattr(inner, name)


held = Holder()
