import threading
import time


class Tool:
    def use(self):
        return 1


class Slow(Tool):
    def use(self):  # -> blocking-async
        time.sleep(0.001)
        return 1


class Calm(Tool):
    def use(self):
        return 2


class Holder:
    tool: Tool

    def swap(self):
        self.tool = Slow()

    def look(self):
        return 1


class Deep:
    def __init__(self):
        self.holder = Holder()

    def go(self):  # -> blocking-async
        self.holder.tool = Tool()
        self.again()
        return self.holder.tool.use()

    def again(self):
        self.holder.swap()


class Connecting:
    def __init__(self):  # -> blocking-async
        self.tool = Tool()
        self.connect()
        self.tool.use()

    def connect(self):
        self.tool = Slow()


class Keeping:
    def __init__(self):
        self.tool = Tool()
        self.connect()
        self.tool.use()

    def connect(self):
        self.other = Slow()


def swap_by_name(holder):
    setattr(holder, "tool", Slow())


class Fetching:
    @property
    def tool(self):  # -> blocking-async
        time.sleep(0.001)
        return self._tool

    @tool.setter
    def tool(self, value):
        self._tool = value


class Replacing:
    @property
    def tool(self):
        return self._tool

    @tool.setter
    def tool(self, value):
        self._tool = Slow()


class Calming:
    @property
    def tool(self):
        return self._tool

    @tool.setter
    def tool(self, value):
        self._tool = Tool()


class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):  # -> blocking-async
        time.sleep(0.001)
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, value)


class Described:
    tool = Field()


class Wrapping:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, Slow())


class Patched:
    pass


Patched.made = classmethod(lambda cls: time.sleep(0.001))
Patched.told = classmethod(lambda cls: cls.__name__)
local = threading.local()
calm_local = threading.local()


def of_thread():
    if not hasattr(local, "tool"):
        local.tool = Slow()
    return local.tool


def calm_of_thread():
    try:
        return calm_local.tool
    except AttributeError:
        calm_local.tool = Tool()
        return calm_local.tool
