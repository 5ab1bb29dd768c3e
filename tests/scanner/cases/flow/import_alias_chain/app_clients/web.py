from requests import get as fetch
