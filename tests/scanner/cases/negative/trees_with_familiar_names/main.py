from dataclasses import dataclass, field

from fastapi import FastAPI


@dataclass
class Node:
    name: str
    children: list["Node"] = field(default_factory=list)

    def all(self):
        yield self
        for child in self.children:
            yield from child.all()

    def first(self):
        return next(self.all())

    def execute(self, visitor):
        return [visitor.scalar(node) for node in self.all()]

    def commit(self):
        return self.execute(Names())


class Names:
    def scalar(self, node):
        return node.name

    def connect(self, *nodes):
        return "/".join(map(self.scalar, nodes))


app = FastAPI()
tree = Node("a", [Node("b"), Node("c", [Node("d")])])


@app.get("/names")
async def names():  # -> native-async
    return tree.commit()


@app.get("/path")
async def path():  # -> native-async
    return Names().connect(*tree.all())


@app.get("/first")
async def first():  # -> native-async
    return tree.first().name
