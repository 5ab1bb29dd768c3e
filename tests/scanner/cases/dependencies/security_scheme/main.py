import requests
from fastapi import Depends, FastAPI, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

oauth2 = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)


async def current_user(scopes: SecurityScopes, token: str | None = Depends(oauth2)):  # -> blocking-async via requests.get
    return requests.get("http://auth.test/", params={"t": token, "s": scopes.scope_str}).json()


app = FastAPI()


@app.get("/mine")
def mine(user: dict = Security(current_user, scopes=["items"])):  # -> blocking-async (dependency) via requests.get
    return user
