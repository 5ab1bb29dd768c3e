import asyncio
import time

from traitlets import Callable, Instance, Type, Unicode, default
from traitlets.config import Application, LoggingConfigurable


class Clock:
    def wait(self):
        time.sleep(0.01)

    async def pause(self):
        await asyncio.sleep(0)


class Still(Clock):
    def wait(self):
        return self


class Store(LoggingConfigurable):
    clock = Instance(klass=Clock)

    def read(self):
        time.sleep(0.01)


class Memory(Store):
    def read(self):
        return 1


class Index(LoggingConfigurable):
    def read(self):
        time.sleep(0.01)


class Words(Index):
    def read(self):
        return []


class Mail(LoggingConfigurable):
    title = Unicode("mail")

    def send(self):
        return self.title


def wait(depot):
    return depot.title


class Depot(Application):
    title = Unicode("depot", config=True)
    store_class = Type(default_value=Memory, klass=Store, config=True)
    mail_class = Type(klass=Mail, config=True)
    clock_class = Type(Clock, config=True)
    hook = Callable(wait, config=True)
    index = Instance(klass=Index, config=True)

    @default("index")
    def _index(self):
        return Words()

    def initialize(self):
        self.store = self.store_class(parent=self, clock=Still())
        self.mail = self.mail_class(parent=self)

    @property
    def ledger(self):
        if hasattr(self, "_ledger"):
            return self._ledger
        self._ledger = self.store_class(parent=self)
        return self._ledger
