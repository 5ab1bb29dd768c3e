from fastapi import Depends

from features.api.deps import items, legacy, partners, users
from features.routing import FeatureRouter
from features.store import FeatureStore

router = FeatureRouter(name="online")


@router.read("/users/{key}")
async def user(key: str, store: FeatureStore = Depends(users)):  # -> native-async
    return await store.read(key)


@router.write("/users/{key}")
async def put_user(key: str, store: FeatureStore = Depends(users)):  # -> native-async
    await store.write(key, {"age": 3})


@router.read("/items/{key}")
async def item(key: str, store: FeatureStore = Depends(items)):  # -> native-async
    return await store.read(key)


@router.read("/legacy/{key}")
async def legacy_user(key: str, store: FeatureStore = Depends(legacy)):  # -> blocking-async
    return await store.read(key)


@router.write("/legacy/{key}")
async def put_legacy(key: str, store: FeatureStore = Depends(legacy)):  # -> native-async
    await store.write(key, {"age": 4})


@router.read("/partners/{key}")
async def partner(key: str, store: FeatureStore = Depends(partners)):  # -> blocking-async
    return await store.read(key)


@router.write("/partners/{key}")
async def put_partner(key: str, store: FeatureStore = Depends(partners)):  # -> native-async
    await store.write(key, {"name": "p"})
