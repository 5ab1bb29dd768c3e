from smtplib import SMTP_SSL


def send(to):  # -> blocking-async via smtplib.SMTP_SSL.login
    with SMTP_SSL("mail.test") as server:
        server.login("a", "b")
