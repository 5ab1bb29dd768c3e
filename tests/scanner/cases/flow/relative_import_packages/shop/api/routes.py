from fastapi import APIRouter

from ..core.mail import send

router = APIRouter(prefix="/mail")


@router.post("")
async def post():  # -> blocking-async (helper) via smtplib.SMTP_SSL.login
    send("ann")
    return {}
