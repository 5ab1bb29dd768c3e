"""One of very many objects of two classes: none of the classes gets lost among them."""

import time

from fastapi import FastAPI

app = FastAPI()


class Quick:
    def __init__(self, name):
        self.name = name

    def run(self):
        return self.name


class Slow:
    def __init__(self, name):
        self.name = name

    def run(self):  # -> blocking-async via time.sleep
        time.sleep(0)
        return self.name


class Calm(Quick):
    pass


def pick(number: int):
    found = None
    if number == 0:
        found = Quick("0")
    if number == 1:
        found = Calm("1")
    if number == 2:
        found = Quick("2")
    if number == 3:
        found = Calm("3")
    if number == 4:
        found = Quick("4")
    if number == 5:
        found = Calm("5")
    if number == 6:
        found = Quick("6")
    if number == 7:
        found = Calm("7")
    if number == 8:
        found = Quick("8")
    if number == 9:
        found = Calm("9")
    if number == 10:
        found = Quick("10")
    if number == 11:
        found = Calm("11")
    if number == 12:
        found = Quick("12")
    if number == 13:
        found = Calm("13")
    if number == 14:
        found = Quick("14")
    if number == 15:
        found = Calm("15")
    if number == 16:
        found = Quick("16")
    if number == 17:
        found = Calm("17")
    if number == 18:
        found = Quick("18")
    if number == 19:
        found = Calm("19")
    if number == 20:
        found = Quick("20")
    if number == 21:
        found = Calm("21")
    if number == 22:
        found = Quick("22")
    if number == 23:
        found = Calm("23")
    if number == 24:
        found = Quick("24")
    if number == 25:
        found = Calm("25")
    if number == 26:
        found = Quick("26")
    if number == 27:
        found = Calm("27")
    if number == 28:
        found = Quick("28")
    if number == 29:
        found = Calm("29")
    if number == 30:
        found = Quick("30")
    if number == 31:
        found = Calm("31")
    if number == 32:
        found = Quick("32")
    if number == 33:
        found = Calm("33")
    if number == 34:
        found = Quick("34")
    if number == 35:
        found = Calm("35")
    if number == 36:
        found = Quick("36")
    if number == 37:
        found = Calm("37")
    if number == 38:
        found = Quick("38")
    if number == 39:
        found = Calm("39")
    if number == 40:
        found = Quick("40")
    if number == 41:
        found = Calm("41")
    if number == 42:
        found = Quick("42")
    if number == 43:
        found = Calm("43")
    if number == 44:
        found = Quick("44")
    if number == 45:
        found = Calm("45")
    if number == 46:
        found = Quick("46")
    if number == 47:
        found = Calm("47")
    if number == 48:
        found = Quick("48")
    if number == 49:
        found = Calm("49")
    if number == 50:
        found = Quick("50")
    if number == 51:
        found = Calm("51")
    if number == 52:
        found = Quick("52")
    if number == 53:
        found = Calm("53")
    if number == 54:
        found = Quick("54")
    if number == 55:
        found = Calm("55")
    if number == 99:
        found = Slow("99")
    return found


def pick_calm(number: int):
    found = None
    if number == 0:
        found = Quick(0)
    if number == 1:
        found = Calm(1)
    if number == 2:
        found = Quick(2)
    if number == 3:
        found = Calm(3)
    if number == 4:
        found = Quick(4)
    if number == 5:
        found = Calm(5)
    if number == 6:
        found = Quick(6)
    if number == 7:
        found = Calm(7)
    if number == 8:
        found = Quick(8)
    if number == 9:
        found = Calm(9)
    if number == 10:
        found = Quick(10)
    if number == 11:
        found = Calm(11)
    if number == 12:
        found = Quick(12)
    if number == 13:
        found = Calm(13)
    if number == 14:
        found = Quick(14)
    if number == 15:
        found = Calm(15)
    if number == 16:
        found = Quick(16)
    if number == 17:
        found = Calm(17)
    if number == 18:
        found = Quick(18)
    if number == 19:
        found = Calm(19)
    if number == 20:
        found = Quick(20)
    if number == 21:
        found = Calm(21)
    if number == 22:
        found = Quick(22)
    if number == 23:
        found = Calm(23)
    if number == 24:
        found = Quick(24)
    if number == 25:
        found = Calm(25)
    if number == 26:
        found = Quick(26)
    if number == 27:
        found = Calm(27)
    if number == 28:
        found = Quick(28)
    if number == 29:
        found = Calm(29)
    if number == 30:
        found = Quick(30)
    if number == 31:
        found = Calm(31)
    if number == 32:
        found = Quick(32)
    if number == 33:
        found = Calm(33)
    if number == 34:
        found = Quick(34)
    if number == 35:
        found = Calm(35)
    if number == 36:
        found = Quick(36)
    if number == 37:
        found = Calm(37)
    if number == 38:
        found = Quick(38)
    if number == 39:
        found = Calm(39)
    if number == 40:
        found = Quick(40)
    if number == 41:
        found = Calm(41)
    if number == 42:
        found = Quick(42)
    if number == 43:
        found = Calm(43)
    if number == 44:
        found = Quick(44)
    if number == 45:
        found = Calm(45)
    if number == 46:
        found = Quick(46)
    if number == 47:
        found = Calm(47)
    if number == 48:
        found = Quick(48)
    if number == 49:
        found = Calm(49)
    if number == 50:
        found = Quick(50)
    if number == 51:
        found = Calm(51)
    if number == 52:
        found = Quick(52)
    if number == 53:
        found = Calm(53)
    if number == 54:
        found = Quick(54)
    if number == 55:
        found = Calm(55)
    if number == 56:
        found = Quick(56)
    if number == 57:
        found = Calm(57)
    if number == 58:
        found = Quick(58)
    if number == 59:
        found = Calm(59)
    return found


@app.get("/picked/{number}")
async def picked(number: int):  # -> blocking-async via time.sleep
    one = pick(number)
    return one.run() if one else None


@app.get("/calm/{number}")
async def calm(number: int):  # -> native-async
    one = pick_calm(number)
    return one.run() if one else None
