import time

from traitlets import Bool, Callable, Instance, Integer, Type, Unicode, default
from traitlets.config import Application, LoggingConfigurable


class Clock:
    def wait(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)


class Store(LoggingConfigurable):
    clock = Instance(Clock)

    def read(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)


class Memory(Store):
    def read(self):
        return 1


class Index(LoggingConfigurable):
    def read(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)


class Mail(LoggingConfigurable):
    title = Unicode("mail")

    def send(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)


def wait(depot):  # -> blocking-async via time.sleep
    time.sleep(0.01)


class Depot(Application):
    port = Integer(8080, config=True)
    title = Unicode("depot", config=True)
    quick = Bool(False, config=True)
    store_class = Type(default_value=Store, klass=Store, config=True)
    mail_class = Type(klass=Mail, config=True)
    hook = Callable(wait, config=True)
    index = Instance(klass=Index, config=True)

    @default("index")
    def _index(self):
        return Index()

    def initialize(self):
        self.store = self.store_class(parent=self, clock=Clock())
        self.mail = self.mail_class(parent=self)

    @property
    def ledger(self):  # -> none
        if hasattr(self, "_ledger"):
            return self._ledger
        self._ledger = self.store_class(parent=self)
        return self._ledger
