__all__ = ("double",)


def double(x):
    return x * 2


def undocumented():
    return 0
