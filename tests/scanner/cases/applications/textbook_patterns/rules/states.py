import time
from enum import Enum


class State(Enum):
    NEW = "new"
    PAID = "paid"
    DONE = "done"


class Machine:
    def __init__(self, state=State.NEW):
        self.state = state
        self.transitions = {
            (State.NEW, "pay"): self._pay,
            (State.PAID, "ship"): self._ship,
            (State.NEW, "cancel"): lambda: State.DONE,
        }

    def fire(self, event):  # -> blocking-async
        self.state = self.transitions[self.state, event]()
        return self.state.value

    def _pay(self):
        return State.PAID

    def _ship(self):  # -> blocking-async
        time.sleep(0.001)
        return State.DONE


class Saga:
    def __init__(self):
        self.steps = []

    def step(self, action, compensate=None):
        self.steps.append((action, compensate))
        return self

    async def run(self):  # -> blocking-async
        undo = []
        try:
            for action, compensate in self.steps:
                await action()
                if compensate:
                    undo.append(compensate)
        except RuntimeError:
            for compensate in reversed(undo):
                await compensate()
            return "undone"
        return "done"


async def fine():
    return 1


async def fail():
    raise RuntimeError


async def slow_undo():  # -> blocking-async
    time.sleep(0.001)
