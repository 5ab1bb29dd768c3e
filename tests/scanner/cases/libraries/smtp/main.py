import smtplib
from email.message import EmailMessage

from fastapi import FastAPI


def build(to):
    message = EmailMessage()
    message["To"] = to
    message.set_content("hello")
    return message


def send(to):  # -> blocking-async via smtplib.SMTP.send_message
    with smtplib.SMTP("mail.test", 587) as server:
        server.starttls()
        server.send_message(build(to))


app = FastAPI()


@app.post("/mail")
async def mail():  # -> blocking-async (helper) via smtplib.SMTP.send_message
    send("a@b.test")
    return {}
