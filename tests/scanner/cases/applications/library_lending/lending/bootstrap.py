from lending.bus import MessageBus
from lending.handlers import registry
from lending.mailer import Mailer, Outbox
from lending.store import Store


def build_bus(store: Store | None = None, mailer: Mailer | None = None) -> MessageBus:
    return MessageBus(
        registry,
        store=store or Store(":memory:"),
        mailer=mailer or Mailer("mail.test"),
        outbox=Outbox(),
    )
