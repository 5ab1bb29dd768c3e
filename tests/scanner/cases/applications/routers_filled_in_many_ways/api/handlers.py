import time


async def ping():  # -> native-async
    return "pong"


async def nap():  # -> blocking-async
    time.sleep(0.001)


def nap_def():  # -> converted-def
    time.sleep(0.001)


class Hooks:
    def __init__(self, delay):
        self.delay = delay

    async def __call__(self):  # -> blocking-async
        time.sleep(self.delay)

    async def ping(self):  # -> native-async
        return self.delay

    @staticmethod
    async def static():  # -> blocking-async
        time.sleep(0.001)

    @classmethod
    async def klass(cls):  # -> native-async
        return cls.__name__


def make(kind):
    async def quick():  # -> native-async
        return kind

    async def slow():  # -> blocking-async
        time.sleep(0.001)

    return {"quick": quick, "slow": slow}[kind]
