from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import get_db
from models import Report

app = FastAPI()


def find(key: int, db: Session = Depends(get_db)):  # -> converted-def
    return db.get(Report, key)


@app.post("/reports/{key}/send")
async def send(report: Report = Depends(find)):  # -> blocking-async (helper) via smtplib.SMTP.sendmail
    report.send("a@b.test")
    return {}


@app.get("/reports/{key}/title")
async def title(report: Report = Depends(find)):  # -> native-async
    return report.shout()
