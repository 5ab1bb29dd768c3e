import boto3
import redis
import requests
from elasticsearch import Elasticsearch
from fastapi import FastAPI
from openai import OpenAI
from pymongo import MongoClient

app = FastAPI()


@app.get("/clients")
async def clients():  # -> native-async (no-io)
    built = [
        boto3.client("s3"),
        redis.Redis(),
        requests.Session(),
        Elasticsearch("http://search.test"),
        OpenAI(api_key="k"),
        MongoClient("mongodb://db"),
    ]
    return len(built)
