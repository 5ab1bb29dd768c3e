from __future__ import annotations

import smtplib
import threading

import psycopg2

from org.di.container import Container, Module, Scope
from org.domain.model import (
    Customer,
    ICustomerRepository,
    IInvoiceRepository,
    INotifier,
    Invoice,
)
from org.domain.services import CustomerMapper, ServiceFactory, Singleton


class ConnectionFactory:
    _instance = None
    _lock = threading.Lock()

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = super().__new__(cls)
                    cls._instance._connection = None
        return cls._instance

    def get_connection(self):  # -> blocking-async
        if self._connection is None:
            self._connection = psycopg2.connect("dbname=x")
        return self._connection


class JdbcTemplate:
    def __init__(self, factory: ConnectionFactory):
        self._factory = factory

    def query_for_object(self, sql, params, row_mapper):  # -> blocking-async
        with self._factory.get_connection().cursor() as cursor:
            cursor.execute(sql, params)
            return row_mapper.map_row(cursor.fetchone())

    def update(self, sql, *params):
        with self._factory.get_connection().cursor() as cursor:
            cursor.execute(sql, params)


class RowMapper:
    def map_row(self, row):
        raise NotImplementedError


class JdbcCustomerRepository(ICustomerRepository):
    class _Mapper(RowMapper):
        def map_row(self, row):
            return Customer(1, "row")

    def __init__(self, template: JdbcTemplate):
        self._template = template

    def find_by_id(self, id):  # -> blocking-async
        return self._template.query_for_object("select 1", (id,), self._Mapper())

    def save(self, entity):
        self._template.update("update", entity.id)
        return entity


class InMemoryInvoiceRepository(IInvoiceRepository, metaclass=type("M", (type(IInvoiceRepository), Singleton), {})):
    def __init__(self):
        self._rows = {1: Invoice(1, 5)}

    def find_by_id(self, id):
        return self._rows.get(id)

    def save(self, entity):
        self._rows[entity.id] = entity
        return entity


class SmtpNotifier(INotifier):
    def send(self, message):  # -> blocking-async
        with smtplib.SMTP("mail.test") as s:
            s.sendmail("a", "b", message)
        return True


class NullNotifier(INotifier):
    def send(self, message):
        return False


class QuietFactory(ServiceFactory):
    def create_notifier(self):
        return NullNotifier()


class MailFactory(ServiceFactory):
    def create_notifier(self):
        return SmtpNotifier()


class InfraModule(Module):
    def __init__(self, factory: ServiceFactory):
        self._factory = factory

    def configure(self, binder: Container):
        binder.bind(ICustomerRepository).to(JdbcCustomerRepository).in_scope(Scope.SINGLETON)
        binder.bind(IInvoiceRepository).to(InMemoryInvoiceRepository)
        binder.bind(INotifier).to_provider(lambda c: self._factory.create_notifier())
        binder.bind(CustomerMapper).to_instance(CustomerMapper())
