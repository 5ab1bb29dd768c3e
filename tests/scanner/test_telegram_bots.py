"""Handlers of Telegram bots, which this environment lacks: in worker threads, or on the loop."""

from __future__ import annotations

from pathlib import Path

from scanner import open_source, scan

MAIN = """
import time

from fastapi import FastAPI
from telebot import TeleBot
from telebot.async_telebot import AsyncTeleBot

app = FastAPI()
bot = TeleBot("x")
waiting = AsyncTeleBot("x")


def equals(text):
    def chosen(query):
        time.sleep(1)
        return query == text

    return chosen


@bot.message_handler(commands=["a"])
def hello(message):
    bot.reply_to(message, "x")


@bot.callback_query_handler(equals("a"), is_admin=True)
def pressed(call):
    bot.register_next_step_handler(call.message, after, 1)


def after(message, number):
    time.sleep(1)


def registered(message):
    time.sleep(1)


bot.register_message_handler(registered, ["text"])


@waiting.message_handler(commands=["a"])
async def on_the_loop(message):
    time.sleep(1)


@waiting.message_handler(commands=["b"])
async def calm(message):
    await waiting.reply_to(message, "x")


@app.get("/filters")
async def filters():
    bot.add_custom_filter(1)
"""


def test_handlers_run_where_the_bot_runs_them(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(MAIN)
    document = scan(open_source(tmp_path))
    assert {h["name"].partition(":")[2]: (h["role"], h["classification"]) for h in document["helpers"]} == {
        "after": ("background", "converted-def"),
        "calm": ("websocket", "native-async"),
        "hello": ("background", "converted-def"),
        "on_the_loop": ("websocket", "blocking-async"),
        "registered": ("background", "converted-def"),
    }
    assert [route["classification"] for route in document["routes"]] == ["native-async"]
