import smtplib

from domain.ports import Mailer


class SmtpMailer(Mailer):
    def send(self, to):
        with smtplib.SMTP("mail.test") as server:
            server.sendmail("a@b.test", [to], "hi")


class NullMailer(Mailer):
    def __init__(self):
        self.sent = []

    def send(self, to):
        self.sent.append(to)
