from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table
from sqlalchemy.orm import registry, relationship

from warehouse import model

mapper_registry = registry()
metadata = mapper_registry.metadata

lines = Table(
    "lines",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order", String(20)),
    Column("sku", String(20)),
    Column("count", Integer),
)
products = Table(
    "products", metadata, Column("sku", String(20), primary_key=True), Column("version", Integer, server_default="0")
)
batches = Table(
    "batches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", String(20)),
    Column("sku", ForeignKey("products.sku")),
    Column("_bought", Integer),
    Column("due", Date, nullable=True),
)
taken = Table("taken", metadata, Column("line", ForeignKey("lines.id")), Column("batch", ForeignKey("batches.id")))


def start_mappers() -> None:
    line_mapper = mapper_registry.map_imperatively(model.Line, lines)
    batch_mapper = mapper_registry.map_imperatively(
        model.Batch,
        batches,
        properties={"_lines": relationship(line_mapper, secondary=taken, collection_class=set)},
    )
    mapper_registry.map_imperatively(model.Product, products, properties={"batches": relationship(batch_mapper)})
