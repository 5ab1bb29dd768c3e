import smtplib

from fastapi import BackgroundTasks, FastAPI


def send_mail(address: str) -> None:  # -> converted-def
    with smtplib.SMTP("mail.test") as server:
        server.sendmail("app@shop.test", address, "welcome")


app = FastAPI()


@app.post("/signup")
async def signup(address: str, tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(send_mail, address)
    return {"queued": True}
