import time
from typing import Annotated

import requests
from fastapi import Depends, Header, HTTPException, Security
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBasicCredentials, OAuth2PasswordBearer, SecurityScopes

oauth2 = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)
api_key = APIKeyHeader(name="x-key", auto_error=False)


async def introspect(token: Annotated[str | None, Depends(oauth2)] = None):  # -> blocking-async
    requests.post("http://auth.test/introspect", data={"t": token or ""})
    return {"sub": "a"}


def introspect_def(token: Annotated[str | None, Depends(oauth2)] = None):  # -> converted-def
    requests.post("http://auth.test/introspect", data={"t": token or ""})
    return {"sub": "a"}


async def local_key(key: Annotated[str | None, Security(api_key)] = None):
    return key or "anonymous"


class Scoped:
    def __init__(self, *scopes):
        self.scopes = scopes

    async def __call__(self, security: SecurityScopes, user: Annotated[dict, Depends(introspect_def)]):
        return {**user, "scopes": [*self.scopes, *security.scopes]}


class RemoteScoped(Scoped):
    async def __call__(self, security: SecurityScopes, user: Annotated[dict, Depends(introspect_def)]):  # -> blocking-async
        time.sleep(0.001)
        return await super().__call__(security, user)


CurrentUser = Annotated[dict, Depends(introspect)]
CurrentUserDef = Annotated[dict, Depends(introspect_def)]
Key = Annotated[str, Depends(local_key)]
