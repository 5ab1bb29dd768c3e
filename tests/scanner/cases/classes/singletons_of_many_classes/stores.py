import time


class Single(type):
    _made = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._made:
            cls._made[cls] = super().__call__(*args, **kwargs)
        return cls._made[cls]


class Archive(metaclass=Single):
    def refresh(self):  # -> converted-def
        time.sleep(0.01)
        return "archive"


class Agents(metaclass=Single):
    def refresh(self):
        return "agents"


class Alarms(metaclass=Single):
    def refresh(self):
        return "alarms"


class Boards(metaclass=Single):
    def refresh(self):
        return "boards"


class Budgets(metaclass=Single):
    def refresh(self):
        return "budgets"


class Cables(metaclass=Single):
    def refresh(self):
        return "cables"


class Carts(metaclass=Single):
    def refresh(self):
        return "carts"


class Drafts(metaclass=Single):
    def refresh(self):
        return "drafts"


class Drills(metaclass=Single):
    def refresh(self):
        return "drills"


class Feeds(metaclass=Single):
    def refresh(self):
        return "feeds"


class Forms(metaclass=Single):
    def refresh(self):
        return "forms"


class Games(metaclass=Single):
    def refresh(self):
        return "games"


class Gates(metaclass=Single):
    def refresh(self):
        return "gates"


class Hints(metaclass=Single):
    def refresh(self):
        return "hints"


class Hooks(metaclass=Single):
    def refresh(self):
        return "hooks"


class Items(metaclass=Single):
    def refresh(self):
        return "items"


class Jokes(metaclass=Single):
    def refresh(self):
        return "jokes"


class Kinds(metaclass=Single):
    def refresh(self):
        return "kinds"


class Knobs(metaclass=Single):
    def refresh(self):
        return "knobs"


class Lamps(metaclass=Single):
    def refresh(self):
        return "lamps"


class Lists(metaclass=Single):
    def refresh(self):
        return "lists"


class Maps(metaclass=Single):
    def refresh(self):
        return "maps"


class Marks(metaclass=Single):
    def refresh(self):
        return "marks"


class Masks(metaclass=Single):
    def refresh(self):
        return "masks"


class Meals(metaclass=Single):
    def refresh(self):
        return "meals"
