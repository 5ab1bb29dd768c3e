from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table

metadata = MetaData()
devices = Table(
    "devices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String),
    Column("online", Boolean, default=False),
)
readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("device_id", ForeignKey("devices.id")),
    Column("value", Integer),
)
