"""Backends of a social login are asked for user data over HTTP; their addresses and settings are not."""

from fastapi import FastAPI
from social_core.backends.github import GithubOAuth2
from social_core.backends.oauth import BaseOAuth2


class CompanyLogin(BaseOAuth2):
    name = "company"

    def company(self) -> str:
        return self.name


class Login:
    def __init__(self, backend: BaseOAuth2) -> None:
        self._backend = backend

    def fetch(self, token: str) -> str:  # -> blocking-async
        return str(self._backend.user_data(token))


login = Login(CompanyLogin())
github: BaseOAuth2 = GithubOAuth2()
app = FastAPI()


@app.get("/callback")
async def callback(code: str = "x"):  # -> blocking-async (helper) via social_core.backends.oauth.BaseOAuth2.user_data
    return login.fetch(code)


@app.get("/address")
async def address():  # -> native-async (no-io)
    return str(github.authorization_url())


@app.get("/github")
async def from_github():  # -> blocking-async (handler) via social_core.backends.github.GithubOAuth2.user_data
    return str(github.user_data("token"))


@app.get("/name")
async def name():  # -> native-async (no-io)
    return CompanyLogin().company()
