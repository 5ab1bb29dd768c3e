import threading

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session, scoped_session, sessionmaker


class AuditedSession(Session):
    def commit(self):  # -> blocking-async
        self.info["commits"] = self.info.get("commits", 0) + 1
        super().commit()

    def tag(self, name):
        self.info["tag"] = name
        return self


engine = create_engine("sqlite://")
Maker = sessionmaker(engine, class_=AuditedSession)
Registry = scoped_session(Maker)
local = threading.local()


def thread_session():
    if not hasattr(local, "session"):
        local.session = Maker()
    return local.session
