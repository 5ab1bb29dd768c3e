from __future__ import annotations

from fastapi import APIRouter, FastAPI

from org.api.controllers import AdminController, AuditController, CustomerController, InvoiceController
from org.di.container import Container
from org.infra.impl import InfraModule, MailFactory, QuietFactory


class Application:
    __instance: Application | None = None

    @staticmethod
    def get_instance() -> Application:
        if Application.__instance is None:
            Application.__instance = Application()
        return Application.__instance

    def __init__(self):
        self.__app = FastAPI()

    def bootstrap(self) -> Application:
        quiet = Container().install(InfraModule(QuietFactory()))
        loud = Container().install(InfraModule(MailFactory()))
        for container, prefix in ((quiet, "/quiet"), (loud, "/loud")):
            router = APIRouter(prefix=prefix)
            for controller in (CustomerController, InvoiceController, AuditController):
                container.get(controller).register(router)
            self.__app.include_router(router)
        AdminController().register(self.__app)
        return self

    def get_app(self) -> FastAPI:
        return self.__app
