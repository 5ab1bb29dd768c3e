import asyncio
import socket
import subprocess
import urllib.request
from concurrent.futures import Future


def lookup(host):  # -> blocking-async
    return socket.gethostbyname(host)


async def lookup_async(host):  # -> native-async
    return (await asyncio.get_running_loop().getaddrinfo(host, 80))[0][4][0]


def run(*command):  # -> blocking-async
    return subprocess.run(command, capture_output=True, check=False).returncode


async def run_async(*command):  # -> native-async
    process = await asyncio.create_subprocess_exec(*command)
    return await process.wait()


def opened(url):  # -> blocking-async
    with urllib.request.urlopen(url) as answer:
        return len(answer.read())


def finished(value):
    future = Future()
    future.set_result(value)
    return future.result()
