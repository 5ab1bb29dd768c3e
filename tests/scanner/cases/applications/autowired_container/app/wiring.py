from sqlalchemy.orm import Session

from app.usecases import Invite, Quote, ShowUser, Tick
from di import Container, Lifetime, provide
from domain.ports import Clock, Mailer, RateProvider, UserRepo
from infra.db import SessionFactory
from infra.mail import NullMailer, SmtpMailer
from infra.rates import HttpRates
from infra.repos import SqlUserRepo, SystemClock


class Infra:
    @provide(Lifetime.SCOPED)
    def session(self) -> Session:
        return SessionFactory()

    @provide()
    def repo(self, session: Session) -> UserRepo:
        return SqlUserRepo(session)

    @provide(Lifetime.SINGLETON)
    def clock(self) -> Clock:
        return SystemClock()


def build() -> Container:
    container = Container().add_provider(Infra())
    container.register(Mailer, NullMailer, Lifetime.SINGLETON)
    container.register(RateProvider, HttpRates)
    for usecase in (ShowUser, Invite, Quote, Tick):
        container.register(usecase, usecase)
    return container
