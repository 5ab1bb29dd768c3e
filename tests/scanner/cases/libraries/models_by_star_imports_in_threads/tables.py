"""A model of which every name comes from a module that hands on all names of another one."""

from playhouse.postgres_ext import *

database = PostgresqlExtDatabase("shop")


class Order(Model):
    name = CharField()
    tags = JSONField()

    def label(self):
        return "order"
