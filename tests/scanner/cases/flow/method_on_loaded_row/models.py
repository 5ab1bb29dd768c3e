import smtplib

from sqlalchemy.orm import Mapped, mapped_column

from db import Base


class Report(Base):
    __tablename__ = "reports"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]

    def send(self, to):  # -> blocking-async via smtplib.SMTP.sendmail
        with smtplib.SMTP("mail.test") as server:
            server.sendmail("app@shop.test", to, self.title)

    def shout(self):
        return self.title.upper()
