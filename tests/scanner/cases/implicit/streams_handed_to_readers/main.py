"""Libraries read and write what they are given: files, and objects that only look like files."""

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

import requests
from fastapi import FastAPI

app = FastAPI()


class Remote(io.RawIOBase):
    def __init__(self, data=b"{}"):
        self.data = data
        self.pos = 0

    def readable(self): return True
    def writable(self): return True
    def seekable(self): return False

    def readinto(self, b):  # -> blocking-async
        requests.get("http://a.test")
        n = min(len(b), len(self.data) - self.pos)
        b[:n] = self.data[self.pos:self.pos + n]
        self.pos += n
        return n

    def write(self, b):  # -> blocking-async
        requests.post("http://a.test")
        return len(b)


class File:
    def __init__(self, data=b"{}"):
        self.data = data
    def read(self, n=-1):  # -> blocking-async
        requests.get("http://a.test")
        d, self.data = self.data, self.data[:0]
        return d
    def readline(self):
        return self.read()
    def write(self, b):  # -> blocking-async
        requests.post("http://a.test")
        return len(b)
    def flush(self): pass
    def __iter__(self):
        yield str(self.read())


class Calm:
    def read(self, n=-1): return b"{}"
    def readline(self): return b""
    def write(self, b): return len(b)
    def flush(self): pass
    def __iter__(self): return iter(["a"])


class Calm2:
    def read(self, n=-1): return b""


class CalmRaw(io.RawIOBase):
    def readable(self): return True
    def readinto(self, b): return 0


class Longer(Remote):
    def lines(self):  # -> blocking-async
        return [line for line in self]


@app.get("/br")
async def br(): return str(io.BufferedReader(Remote()).read())  # -> blocking-async
@app.get("/br/line")
async def brl(): return [str(x) for x in io.BufferedReader(Remote())]  # -> blocking-async
@app.get("/bw")
async def bw():  # -> blocking-async
    w = io.BufferedWriter(Remote())
    w.write(b"x")
    w.flush()
@app.get("/text")
async def text(): return io.TextIOWrapper(io.BufferedReader(Remote())).read()  # -> blocking-async
@app.get("/read")
async def read(): return str(Remote().read())  # -> blocking-async
@app.get("/readline")
async def readline(): return str(Remote().readline())  # -> blocking-async
@app.get("/json/load")
async def jl(): return json.load(File())  # -> blocking-async
@app.get("/json/load/calm")
async def jlc(): return json.load(Calm())  # -> native-async
@app.get("/pickle/load")
async def pl(): return pickle.load(File(pickle.dumps(3)))  # -> blocking-async
@app.get("/shutil")
async def sh(): shutil.copyfileobj(File(), io.BytesIO())  # -> blocking-async
@app.get("/shutil/w")
async def shw(): shutil.copyfileobj(io.BytesIO(b"x"), File())  # -> blocking-async
@app.get("/gzip/w")
async def gzw():  # -> blocking-async
    with gzip.GzipFile(fileobj=File(), mode="wb") as f:
        f.write(b"x")
@app.get("/zip/w")
async def zw():  # -> blocking-async
    with zipfile.ZipFile(File(), "w") as z:
        z.writestr("a", "b")
@app.get("/et")
async def et(): return ET.parse(File(b"<a/>")).getroot().tag  # -> blocking-async
@app.get("/toml")
async def toml(): return tomllib.load(File(b"a=1"))  # -> blocking-async
@app.get("/config")
async def conf():  # -> blocking-async
    c = configparser.ConfigParser(); c["a"] = {"b": "c"}; c.write(File())
@app.get("/hash")
async def hash_(): return hashlib.file_digest(io.BufferedReader(Remote()), "md5").hexdigest()  # -> blocking-async
@app.get("/pprint")
async def pp(): pprint.pprint({}, stream=File())  # -> blocking-async
@app.get("/writelines")
async def wl(): Remote().writelines([b"a"])  # -> blocking-async
@app.get("/text/lines")
async def textl(): return [line for line in io.TextIOWrapper(io.BufferedReader(Remote()))]  # -> blocking-async
@app.get("/raw/calm")
async def rawc(): return CalmRaw().readline().decode()  # -> native-async
@app.get("/longer")
async def longer(): return str(Longer().lines())  # -> blocking-async
@app.get("/shutil/calm")
async def shc(): shutil.copyfileobj(Calm2(), io.BytesIO())  # -> native-async
@app.get("/def")
def in_thread(): return str(io.BufferedReader(Remote()).read())  # -> converted-def
