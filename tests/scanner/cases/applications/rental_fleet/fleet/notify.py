import smtplib
from collections.abc import Callable

log: list[str] = []


def by_log(text: str) -> None:
    log.append(text)


def by_mail(text: str) -> None:  # -> blocking-async
    with smtplib.SMTP("mail.test") as server:
        server.sendmail("fleet@example.com", "owner@example.com", text)


NOTIFIERS: dict[str, Callable[[str], None]] = {
    name.removeprefix("by_"): function for name, function in list(globals().items()) if name.startswith("by_")
}
