import base64
import datetime
import hashlib
import json
import re
import secrets
import uuid

from fastapi import FastAPI

app = FastAPI()


@app.get("/token")
async def token():  # -> native-async (no-io)
    raw = json.dumps({"id": str(uuid.uuid4()), "at": datetime.datetime.now().isoformat()})
    digest = hashlib.sha256(base64.b64encode(raw.encode())).hexdigest()
    return {"digest": re.sub("[0-9]", "", digest), "nonce": secrets.token_hex(2)}
