"""Libraries read from and write to objects that wait for nothing, or wait in threads."""

import csv
import configparser
import gzip
import hashlib
import io
import json
import pickle
import pprint
import shutil
import tomllib
import xml.etree.ElementTree as ET
import zipfile

import asyncio

import requests
from fastapi import FastAPI

app = FastAPI()


class Calm:
    def read(self, n=-1): return b"{}"
    def readline(self): return b""
    def write(self, b): return len(b)
    def flush(self): pass
    def __iter__(self): return iter(["a"])


class Calm2:
    def read(self, n=-1): return b""


class Remote:
    def read(self, n=-1):  # -> converted-def
        return requests.get("http://a.test").content

    def write(self, b):  # -> converted-def
        requests.post("http://a.test")
        return len(b)


class CalmRaw(io.RawIOBase):
    def readable(self): return True
    def readinto(self, b): return 0


@app.get("/json/load/calm")
async def jlc(): return json.load(Calm())  # -> native-async
@app.get("/json/dump/calm")
async def jdc(): json.dump({}, Calm())  # -> native-async
@app.get("/csv/r/calm")
async def crc(): return list(csv.reader(Calm()))  # -> native-async
@app.get("/print/calm")
async def prc(): print("x", file=Calm())  # -> native-async
@app.get("/bytesio")
async def bio(): return io.BytesIO(b"x").read().decode()  # -> native-async
@app.get("/sio")
async def sio(): return io.TextIOWrapper(io.BytesIO(b"x")).read()  # -> native-async
@app.get("/br/calm")
async def brc(): return io.BufferedReader(CalmRaw()).read().decode()  # -> native-async
@app.get("/text/calm")
async def textc(): return [line for line in io.TextIOWrapper(io.BufferedReader(CalmRaw()))]  # -> native-async
@app.get("/raw/calm")
async def rawc(): return CalmRaw().readline().decode()  # -> native-async
@app.get("/shutil/calm")
async def shc(): shutil.copyfileobj(Calm2(), io.BytesIO())  # -> native-async
@app.get("/pickle/calm")
async def pickc(): pickle.dump({}, Calm())  # -> native-async
@app.get("/zip/calm")
async def zc():  # -> native-async
    with zipfile.ZipFile(io.BytesIO(), "w") as z:
        z.writestr("a", "b")
@app.get("/gzip/calm")
async def gzc():  # -> native-async
    with gzip.GzipFile(fileobj=io.BytesIO(), mode="wb") as f:
        f.write(b"x")
@app.get("/pprint/calm")
async def ppc(): pprint.pprint({}, stream=Calm())  # -> native-async
@app.get("/config/calm")
async def confc(): configparser.ConfigParser().write(Calm())  # -> native-async
@app.get("/def")
def in_thread(): return json.load(Remote())  # -> converted-def
@app.get("/moved")
async def moved(): return await asyncio.to_thread(json.load, Remote())  # -> native-async
@app.get("/moved/write")
async def moved_write(): await asyncio.to_thread(shutil.copyfileobj, io.BytesIO(b"x"), Remote())  # -> native-async
