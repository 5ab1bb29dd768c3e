from shop.api.client import get as fetch
