from types import SimpleNamespace


class Parcel:
    kept = None

    def put(self, work):
        self.kept = work


def parcel_of(work):
    parcel = Parcel()
    parcel.put(work)
    return parcel


class Crate:
    @classmethod
    def of(cls, *parts):
        made = cls()
        made.kept, made.number = parts
        return made


def bare(work):
    made = object.__new__(Parcel)
    made.kept = work
    return made


def named(work):
    found = SimpleNamespace()
    found.kept = work
    return found


class Shelf:
    def __init__(self, *works):
        self.works = works

    def __iter__(self):
        return iter(self.works)


def first_of(shelf):
    return [*shelf][0]


def all_of(shelf):
    found = []
    found.extend(shelf)
    return found


def passed(names):
    return named(names.kept)


class Service:
    def go(self, names):
        return SimpleNamespace(kept=names.kept, is_done=True)
