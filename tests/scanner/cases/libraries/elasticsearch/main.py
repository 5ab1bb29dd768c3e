from elasticsearch import AsyncElasticsearch, Elasticsearch
from fastapi import FastAPI

search = Elasticsearch("http://search.test")
async_search = AsyncElasticsearch("http://search.test")
app = FastAPI()


@app.get("/sync")
async def sync():  # -> blocking-async (handler) via elasticsearch.Elasticsearch.search
    return str(search.search(index="items", query={}))


@app.get("/async")
async def native():  # -> native-async (async-io)
    return str(await async_search.search(index="items", query={}))
