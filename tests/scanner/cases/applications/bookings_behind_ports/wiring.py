from types import SimpleNamespace

from adapters import memory, remote, sql
from core.usecases import Shutdown, Stats, UseCase

ports = SimpleNamespace(
    reader=sql.SqlReader(),
    areader=sql.AsyncSqlReader(),
    notifier=remote.MailNotifier("smtp.test"),
    rates=remote.HttpRates(),
)
calm = dict(vars(ports), reader=memory.MemoryReader(), notifier=memory.SilentNotifier(), rates=memory.flat_rates)
threaded = {**calm, "notifier": remote.ThreadedMailNotifier("smtp.test"), "rates": remote.http_rates}


def use_case(name, profile=None):
    return UseCase.registry[name].build(**(vars(ports) if profile is None else profile))


class Container:
    def __init__(self, profile):
        self.profile = profile

    def __getattr__(self, name):
        try:
            return UseCase.registry[name].build(**self.profile)
        except KeyError:
            raise AttributeError(name) from None


live = Container(vars(ports))
fake = Container(calm)
mixed = Container(threaded)
noisy_shutdown = Shutdown([sql.PooledConnection(), memory.Buffer(), 3])
calm_shutdown = Shutdown([memory.Buffer(), "x"])
stats = Stats(ports.reader)
fake_stats = Stats(calm["reader"])
