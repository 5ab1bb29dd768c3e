import time


class Single(type):
    _made: dict = {}

    def __call__(cls, *args, **kwargs):
        key = (cls, args, frozenset(kwargs.items()))
        if key not in cls._made:
            cls._made[key] = super().__call__(*args, **kwargs)
        return cls._made[key]


class Kept(metaclass=Single):
    def __init__(self, kind="any", size=1):
        self.kind, self.size = kind, size


COUNTS: dict = {}


def counted(number):
    key = ("count", number)
    if key not in COUNTS:
        COUNTS[key] = [number]
    COUNTS[key].append(number)
    return len(COUNTS[key])


class Agents(Kept):
    def refresh(self):
        return "agents"


class Boards(Kept):
    def refresh(self):
        return "boards"


class Cables(Kept):
    def refresh(self):  # -> converted-def
        time.sleep(0.01)
        return "cables"


class Drafts(Kept):
    def refresh(self):  # -> converted-def
        time.sleep(0.01)
        return "drafts"


class Feeds(Kept):
    def refresh(self):
        return "feeds"


class Games(Kept):
    def refresh(self):
        return "games"


class Hints(Kept):
    def refresh(self):
        return "hints"


class Items(Kept):
    def refresh(self):
        return "items"


class Jokes(Kept):
    def refresh(self):
        return "jokes"


class Knobs(Kept):
    def refresh(self):  # -> converted-def
        time.sleep(0.01)
        return "knobs"


class Lamps(Kept):
    def refresh(self):
        return "lamps"


class Maps(Kept):
    def refresh(self):
        return "maps"


class Notes(Kept):
    def refresh(self):
        return "notes"


class Orders(Kept):
    def refresh(self):
        return "orders"


class Pages(Kept):
    def refresh(self):
        return "pages"


class Quotes(Kept):
    def refresh(self):
        return "quotes"


class Races(Kept):
    def refresh(self):
        return "races"


class Seats(Kept):
    def refresh(self):
        return "seats"


class Tasks(Kept):
    def refresh(self):
        return "tasks"


for made in (Maps, Notes, Orders, Pages, Quotes, Races, Seats, Tasks):
    made()
