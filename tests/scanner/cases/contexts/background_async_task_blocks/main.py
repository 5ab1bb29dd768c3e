import smtplib

from fastapi import BackgroundTasks, FastAPI


async def send_mail(address: str) -> None:  # -> blocking-async (background) via smtplib.SMTP.sendmail
    server = smtplib.SMTP("mail.test")
    server.sendmail("app@shop.test", address, "welcome")


app = FastAPI()


@app.post("/signup")
def signup(address: str, tasks: BackgroundTasks):  # -> blocking-async (background) via smtplib.SMTP.sendmail
    tasks.add_task(send_mail, address)
    return {"queued": True}
