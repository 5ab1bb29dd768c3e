"""Marks of functions that are looked up among the names a function holds itself."""

import time

import requests
from fastapi import FastAPI

app = FastAPI()


def call(f):  # -> blocking-async
    if "remote" in f.__dict__:
        requests.get("http://api.test/")
    if vars(f).get("slow"):
        time.sleep(0.001)
    return f()


def remote(f):
    f.remote = True
    return f


def slow(f):
    f.slow = True
    return f


@remote
def fetched():
    return 2


def plain():
    return 3


@slow
def waited():
    return 4


@app.get("/fetched")
async def read_fetched():  # -> blocking-async
    return call(fetched)


@app.get("/plain")
async def read_plain():  # -> native-async
    return call(plain)


@app.get("/waited")
async def read_waited():  # -> blocking-async
    return call(waited)


@app.get("/called")
async def called():  # -> native-async
    return fetched() + waited()
