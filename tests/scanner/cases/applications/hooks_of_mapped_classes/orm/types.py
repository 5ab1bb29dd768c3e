import requests
from sqlalchemy.types import String, TypeDecorator


class Encrypted(TypeDecorator):
    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value[::-1] if value else value

    def process_result_value(self, value, dialect):
        return value[::-1] if value else value


class Vaulted(TypeDecorator):
    impl = String
    cache_ok = True

    def process_result_value(self, value, dialect):  # -> blocking-async
        return requests.get(f"http://vault.test/{value}").text
