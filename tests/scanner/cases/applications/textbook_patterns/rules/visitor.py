import time
from dataclasses import dataclass, field


@dataclass
class Node:
    children: list = field(default_factory=list)

    def accept(self, visitor):  # -> blocking-async
        return getattr(visitor, f"visit_{type(self).__name__.lower()}", visitor.generic)(self)


@dataclass
class Leaf(Node):
    value: int = 0


@dataclass
class Heavy(Node):
    pass


class Summing:
    def generic(self, node):  # -> blocking-async
        return sum(child.accept(self) for child in node.children)

    def visit_leaf(self, node):
        return node.value


class Loading(Summing):
    def visit_heavy(self, node):  # -> blocking-async
        time.sleep(0.001)
        return self.generic(node)


class Graph:
    def resolve(self, name, *args):  # -> blocking-async
        return getattr(self, f"resolve_{name}")(*args)

    def resolve_users(self):  # -> blocking-async
        time.sleep(0.001)
        return []

    def resolve_version(self):
        return 1
