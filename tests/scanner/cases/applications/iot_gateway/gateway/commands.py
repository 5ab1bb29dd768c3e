from __future__ import annotations

from typing import Any, ClassVar


class Command:
    """Commands register themselves under the verb of their class."""

    verbs: ClassVar[dict[str, type[Command]]] = {}
    verb: ClassVar[str]

    def __init_subclass__(cls, /, verb: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if verb:
            cls.verb = verb
            Command.verbs[verb] = cls

    def __init__(self, device: str, *arguments: str) -> None:
        self.device = device
        self.arguments = arguments

    def frame(self) -> bytes:
        return " ".join((self.verb, self.device, *self.arguments)).encode()


class TurnOn(Command, verb="on"):
    pass


class TurnOff(Command, verb="off"):
    pass


class Dim(Command, verb="dim"):
    def frame(self) -> bytes:
        return super().frame() + b"\n"


class Firmware(Command, verb="firmware"):
    def frame(self) -> bytes:  # -> blocking-async
        import urllib.request

        with urllib.request.urlopen("http://firmware.example.com/latest") as answer:
            return answer.read()
