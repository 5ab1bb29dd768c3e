"""Source that is valid, strange and built to hurt costs little, and the rest of the tree is still seen."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan
from scanner.facts.module import ModuleFacts

APP = """import time
from fastapi import FastAPI
import odd
app = FastAPI()
@app.get("/nap")
async def nap():
    time.sleep(1)
@app.get("/odd")
async def call():
    return odd.run()
"""
SECONDS = 20  # of processor time, for what takes a tenth of one on an idle machine


def scanned(place: Path, content: str | bytes, **more: str) -> ScanDocument:
    data = content.encode() if isinstance(content, str) else content
    (place / "main.py").write_text(APP)
    (place / "odd.py").write_bytes(data)
    for name, text in more.items():
        (place / f"{name}.py").write_text(text)
    started = time.process_time()
    document = scan(open_source(place))
    assert time.process_time() - started < SECONDS, "too much work"
    return document


def classes(document: ScanDocument) -> dict[str, str]:
    return {route["path"]: str(route["classification"]) for route in document["routes"]}


RUN = "\nimport time\ndef run():\n    time.sleep(1)\n"
NESTED_IFS = (
    "def deep(x):\n" + "".join(f"{'    ' * (n + 1)}if x:\n" for n in range(90)) + "    " * 91 + "pass\n"
)
NESTED_DEFS = "".join(f"{' ' * n}def f{n}():\n" for n in range(90)) + " " * 90 + "return 1\n"
NESTED_CLASSES = "".join(f"{' ' * n}class C{n}:\n" for n in range(90)) + " " * 90 + "x = 1\n"
VALID = {
    "nested calls": "def deep(f):\n    return " + "f(" * 150 + ")" * 150 + "\n",
    "nested parentheses": "x = " + "(" * 150 + "1" + ")" * 150 + "\n",
    "nested lists": "x = " + "[" * 150 + "]" * 150 + "\n",
    "nested dictionaries": "x = " + "{1: " * 90 + "1" + "}" * 90 + "\n",
    "nested lambdas": "x = " + "lambda: " * 150 + "1\n",
    "nested conditions": "x = " + "1 if y else " * 400 + "2\n",
    "nested ifs": NESTED_IFS,
    "nested functions": NESTED_DEFS,
    "nested classes": NESTED_CLASSES,
    "chained attributes": "def deep(a):\n    return a" + ".b" * 5_000 + "\n",
    "chained calls": "def deep(a):\n    return a" + ".b()" * 2_000 + "\n",
    "chained subscripts": "def deep(a):\n    return a" + "[0]" * 2_000 + "\n",
    "chained operators": "def deep(a):\n    return a" + " + a" * 5_000 + "\n",
    "chained comparisons": "def deep(a):\n    return a" + " < a" * 2_000 + "\n",
    "chained elifs": "def deep(a):\n    if a: pass\n" + "    elif a: pass\n" * 900,
    "100,000 numbers": "x = [" + "1, " * 100_000 + "]\n",
    "100,000 names": "y = 1\nx = [" + "y, " * 100_000 + "]\n",
    "100,000 arguments": "def deep(f):\n    return f(" + "1, " * 100_000 + ")\n",
    "a long f-string": "def deep(a):\n    return f'" + "{a} " * 20_000 + "'\n",
    "a long string": "x = '" + "a" * 1_000_000 + "'\n",
    "a long line of statements": "x = 1; " * 20_000 + "\n",
    "many decorators": "def d(f): return f\n" + "@d\n" * 1_000 + "def deep(): pass\n",
    "many parameters": "def deep(" + ", ".join(f"a{n}=1" for n in range(5_000)) + "): pass\n",
    "many bases": "".join(f"class B{n}: pass\n" for n in range(300))
    + "class All("
    + ", ".join(f"B{n}" for n in range(300))
    + "): pass\n",
    "many functions calling the next": "".join(f"def f{n}(): return f{n + 1}()\n" for n in range(400)),
    "a number of 4,000 digits": "x = " + "9" * 4_000 + "\n",
    "names of many scripts": "größe = 1\n变量 = größe\n",
}


@pytest.mark.parametrize("shape", VALID)
def test_strange_source_is_survived_and_what_stands_beside_it_is_seen(tmp_path: Path, shape: str) -> None:
    document = scanned(tmp_path, VALID[shape] + RUN)
    assert classes(document) == {"/nap": "blocking-async", "/odd": "blocking-async"}
    assert document["summary"]["complete"]


@pytest.mark.parametrize("shape", VALID)
def test_every_body_of_strange_source_is_lowered_or_told_of(shape: str) -> None:
    """On the shallow stack of a plain thread, which a scan does not use."""
    facts = ModuleFacts((VALID[shape] + RUN).encode())
    assert lowered(facts) > 0 or facts.error
    facts.dump()


def lowered(facts: ModuleFacts) -> int:
    """How many function bodies a file has, each one lowered."""
    pending: list[object] = [facts.statements()]
    count = 0
    while pending:
        node = pending.pop()
        if not isinstance(node, tuple | list):
            continue
        if len(node) == 3 and node[0] == "ref":
            count += 1
            pending.append(facts.body(tuple(node))[0])
        else:
            pending.extend(node)
    return count


@pytest.mark.parametrize(
    "content",
    [
        (
            RUN
            + "type Pair[T] = tuple[T, T]\ndef first[T: int](x: T) -> T:\n    return x\nclass Box[T]: ...\n"
        ),
        (RUN + "def said(a):\n    return f'{f\"{'x'}\"} {a['k']}'\n"),
        (RUN + "try:\n    pass\nexcept* ValueError:\n    pass\n"),
        (RUN + "try:\n    pass\nexcept ValueError, KeyError:\n    pass\n"),
        (RUN.replace("    time.sleep(1)", "    t'{time.sleep(1)}'")),
        (RUN + "match 1:\n    case {'a': [1, *rest]} if rest: pass\n    case _: pass\n"),
        RUN.replace("\n", "\r\n"),
        RUN.replace("\n", "\r"),
        "\f" + RUN.replace("import", "\fimport") + "\f\n",
        RUN.replace("    ", "\t"),
        "\ufeff" + RUN,
        RUN + "# an end without a line break",
        RUN + "if True:\n\tx = 1\nelse:\n        x = 2\n",
    ],
    ids=[
        "695",
        "701",
        "654",
        "758",
        "750",
        "634",
        "CRLF",
        "CR",
        "form feeds",
        "tabs",
        "BOM",
        "no end",
        "tabs and blanks",
    ],
)
def test_every_spelling_is_read(tmp_path: Path, content: str) -> None:
    document = scanned(tmp_path, content)
    assert classes(document) == {"/nap": "blocking-async", "/odd": "blocking-async"}
    assert [each for each in document["diagnostics"] if each["level"] == "error"] == []


ENCODINGS = (
    "utf-8",
    "latin-1",
    "iso-8859-15",
    "cp1252",
    "koi8-r",
    "shift_jis",
    "euc-jp",
    "gbk",
    "big5",
    "cp037",
)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    sign = "\u0436" if encoding in ("koi8-r", "shift_jis", "euc-jp", "gbk") else "x"
    text = f"# -*- coding: {encoding} -*-\nWORD = '{sign}'\n" + RUN
    data = text.encode(encoding) if encoding != "cp037" else text.encode()
    document = scanned(tmp_path, data)
    assert "/nap" in classes(document)
    assert encoding == "cp037" or classes(document)["/odd"] == "blocking-async"
    assert encoding != "cp037" or document["diagnostics"]


@pytest.mark.parametrize(
    "ending",
    [
        "x = '''",
        "x = (",
        "def f(",
        "if x:",
        "@",
        "x = 'a",
        "f'{",
        "class C(",
        "\\",
        "x = 1 +",
        "match x:\n    case",
    ],
)
def test_an_unterminated_end_is_told(tmp_path: Path, ending: str) -> None:
    document = scanned(tmp_path, RUN + ending)
    assert classes(document)["/nap"] == "blocking-async"
    assert [(each["code"], each["file"]) for each in document["diagnostics"]] == [("syntax", "odd.py")]


@pytest.mark.parametrize(
    "content",
    [
        "A = B\nB = A\n",
        "class C(C): ...\nC().x\n",
        "class A(B): ...\nclass B(A): ...\nA().x\n",
        "Tree = int | 'list[Tree]'\ndef walk(t: Tree) -> 'Tree': return walk(t)\n",
        "x = lambda: x()\nx()\n",
        "def d(f): return d(f)\n@d\ndef g(): return g()\n",
        "class P:\n    @property\n    def p(self): return self.p\nP().p\n",
        "class G:\n    def __getattr__(self, name): return getattr(self, name)\nG().anything\n",
        "x = []\nx.append(x)\nfor y in x: y.append(x)\n",
        "d = {}\nd['d'] = d\nd['d']['d']['d']\n",
        "def f(*a, **k): return f(f, *a, f=f, **k)\nf()\n",
        "def f(n): return [f([n]) for _ in f((n,))]\nf(1)\n",
        "class M(type):\n    def __call__(cls): return cls()\nclass C(metaclass=M): ...\nC()\n",
        "import odd\nodd.odd = odd\nodd.odd.odd.odd.x = odd\n",
        "class S:\n    def __init__(self): self.s = S()\nS()\n",
        "def g():\n    yield from g()\nlist(g())\n",
        "async def c():\n    await c()\n",
        "def made():\n    class C(made()): ...\n    return C\nmade()()\n",
    ],
)
def test_what_leads_back_to_itself_comes_to_an_end(tmp_path: Path, content: str) -> None:
    document = scanned(tmp_path, content + RUN)
    assert classes(document)["/nap"] == "blocking-async"
    assert document["summary"]["complete"]


def test_imports_in_circles_come_to_an_end(tmp_path: Path) -> None:
    document = scanned(
        tmp_path,
        "from first import *\nfrom second import helper as other\n" + RUN,
        first="from second import *\nimport odd\ndef helper():\n    return odd.run()\n",
        second="from third import *\nfrom first import helper\n",
        third="from second import *\nfrom third import *\nfrom odd import run\nimport main\n",
    )
    assert classes(document) == {"/nap": "blocking-async", "/odd": "blocking-async"}
