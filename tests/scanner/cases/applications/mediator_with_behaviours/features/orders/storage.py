from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

metadata = MetaData()
orders = Table("orders", metadata, Column("id", Integer, primary_key=True), Column("sku", String))
engine = create_engine("postgresql://h/db")
async_engine = create_async_engine("postgresql+asyncpg://h/db")
