"""Import roots of every ordinary project layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from scanner import open_source, scan
from scanner.source.project import Layout, discover


def layout(files: dict[str, str], **options: object) -> Layout:
    def read(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return ((path, files[path].encode()) for path in paths)

    return discover(files, read, **options)  # type: ignore[arg-type]  # options of discover by name


@pytest.mark.parametrize(
    ("files", "roots", "names"),
    [
        pytest.param(
            {"main.py": "import db\n", "db.py": ""}, ["."], {"main.py": "main", "db.py": "db"}, id="flat"
        ),
        pytest.param(
            {"app/__init__.py": "", "app/main.py": "from app.db import x\n"},
            ["."],
            {"app/__init__.py": "app", "app/main.py": "app.main"},
            id="package",
        ),
        pytest.param(
            {"src/shop/__init__.py": "", "src/shop/api/__init__.py": "", "tests/test_x.py": "import shop\n"},
            ["src", "."],
            {"src/shop/api/__init__.py": "shop.api"},
            id="src layout",
        ),
        pytest.param(
            {"src/__init__.py": "", "src/main.py": "from src.db import x\n", "src/db.py": ""},
            ["."],
            {"src/main.py": "src.main"},
            id="src is the package",
        ),
        pytest.param(
            {"src/main.py": "from src.db import x\n", "src/db.py": ""},
            ["."],
            {"src/main.py": "src.main"},
            id="src imported by name without __init__",
        ),
        pytest.param(
            {"src/main.py": "from db import x\n", "src/db.py": ""},
            ["src"],
            {"src/main.py": "main"},
            id="src on the path",
        ),
        pytest.param({"src/main.py": ""}, ["src"], {"src/main.py": "main"}, id="src without evidence"),
        pytest.param(
            {"backend/app/__init__.py": "", "backend/app/main.py": "from app.db import x\n"},
            ["backend"],
            {"backend/app/main.py": "app.main"},
            id="nested backend",
        ),
        pytest.param(
            {"backend/app/__init__.py": "", "backend/app/main.py": "from backend.app.db import x\n"},
            ["."],
            {"backend/app/main.py": "backend.app.main"},
            id="nested but imported from the top",
        ),
        pytest.param(
            {"app/main.py": "from app.routers import a\n", "app/routers/a.py": "from app.db import b\n"},
            ["."],
            {"app/routers/a.py": "app.routers.a"},
            id="namespace package",
        ),
        pytest.param(
            {
                "app/main.py": "from routers import a\n",
                "app/routers/a.py": "from db import b\n",
                "app/db.py": "",
            },
            ["app"],
            {"app/routers/a.py": "routers.a"},
            id="application directory on the path",
        ),
        pytest.param(
            {
                "parts/db/src/shop/db/__init__.py": "",
                "parts/web/src/shop/web/__init__.py": "",
                "parts/web/src/shop/web/main.py": "from shop.db import b\nfrom shop.web import c\n",
            },
            ["parts/db/src", "parts/web/src"],
            {"parts/db/src/shop/db/__init__.py": "shop.db"},
            id="part of a namespace that only others import",
        ),
        pytest.param(
            {
                "src/shop/db/__init__.py": "",
                "src/shop/main.py": "from db import b\n",
            },
            ["src/shop"],
            {"src/shop/db/__init__.py": "db"},
            id="package of an application directory that only the application imports",
        ),
        pytest.param(
            {"app/main.py": "", "app/routers/a.py": ""},
            ["."],
            {"app/routers/a.py": "app.routers.a"},
            id="namespace without evidence",
        ),
        pytest.param(
            {
                "main.py": "from middlewares.trace import add\n",
                "middlewares/gzip.py": "",
                "middlewares/trace/__init__.py": "from .span import add\n",
                "middlewares/trace/span.py": "",
            },
            ["."],
            {"middlewares/trace/span.py": "middlewares.trace.span"},
            id="package that only others name",
        ),
        pytest.param(
            {
                "main.py": "from shop import views\n",
                "pages/shop/__init__.py": "",
                "pages/shop/views.py": "",
                "pages/other.py": "import shop.views\n",
            },
            ["pages", "."],
            {"pages/shop/views.py": "shop.views"},
            id="package that others name without the directory around it",
        ),
        pytest.param(
            {f"filler/part{number:03}.py": "import os\n" for number in range(200)}
            | {
                "zone/controller/a.py": "from zone.service.b import run\n",
                "zone/service/b.py": "import os\n",
            },
            ["."],
            {"zone/controller/a.py": "zone.controller.a", "zone/service/b.py": "zone.service.b"},
            id="directory that one of many files names",
        ),
        pytest.param(
            {
                "backend/__init__.py": "",
                "backend/src/shop/__init__.py": "",
                "backend/src/shop/api.py": "from shop.db import x\n",
                "backend/src/shop/db.py": "",
            },
            ["backend/src", "."],
            {"backend/src/shop/api.py": "shop.api", "backend/__init__.py": "backend"},
            id="package below another one",
        ),
        pytest.param(
            {
                "app/__init__.py": "",
                "app/db.py": "",
                "app/plugins/slack/__init__.py": "from slack.errors import Refused\n",
                "app/plugins/slack/send.py": "from app.plugins.slack import texts\nimport slack\n",
                "app/plugins/slack/texts.py": "",
            },
            ["."],
            {"app/plugins/slack/send.py": "app.plugins.slack.send"},
            id="package below another one, called like a library",
        ),
    ],
)
def test_roots_and_names(files: dict[str, str], roots: list[str], names: dict[str, str]) -> None:
    found = layout(files)
    assert found.import_roots == roots
    assert {path: found.module_name(path) for path in names} == names


def test_monorepo_services_keep_apart() -> None:
    files = {
        f"services/{service}/app/{name}.py": "from app.db import x\n"
        for service in ("users", "orders")
        for name in ("__init__", "main", "db")
    } | {"libs/common/src/common/__init__.py": ""}
    found = layout(files)
    assert found.import_roots == ["libs/common/src", "services/orders", "services/users"]
    assert found.find("app.db", "services/users/app/main.py") == "services/users/app/db.py"
    assert found.find("app.db", "services/orders/app/main.py") == "services/orders/app/db.py"
    assert found.find("common", "services/users/app/main.py") == "libs/common/src/common/__init__.py"
    assert len(set(found.names.values())) == len(files)


def test_services_that_share_names_look_up_their_own_modules_first(tmp_path: Path) -> None:
    for service, body in (("users", "time.sleep(1)"), ("orders", "return 1")):
        package = tmp_path / "services" / service / "app"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("")
        (package / "db.py").write_text(f"import time\n\ndef load():\n    {body}\n")
        (package / "main.py").write_text(
            "import app.db as storage\nfrom fastapi import FastAPI\nfrom app.db import load\n"
            "\napi = FastAPI()\n\n"
            f'@api.get("/{service}")\nasync def show():\n    return load() or storage.load()\n'
        )
    routes = scan(open_source(tmp_path))["routes"]
    assert {route["path"]: route["classification"] for route in routes} == {
        "/orders": "native-async",
        "/users": "blocking-async",
    }


def test_scanning_the_package_directory_itself() -> None:
    files = {"__init__.py": "", "main.py": "from shop.db import x\n", "db.py": ""}
    found = layout(files, package="acme.shop", name="shop")
    assert found.import_roots == ["../.."]
    assert found.module_name("__init__.py") == "acme.shop"
    assert found.find("acme.shop.db") == "db.py"


def test_a_checkout_called_like_the_package_in_it_is_no_package() -> None:
    files = {
        "src/shop/__init__.py": "",
        "src/shop/main.py": "from shop.db import x\nfrom shop.data.rows import y\n",
        "src/shop/db.py": "from shop.main import z\n",
        "src/shop/data/rows.py": "",
        "data/load.py": "import csv\n",
        "tests/__init__.py": "",
    }
    found = layout(files, name="shop")
    assert found.find("shop.db", "src/shop/main.py") == "src/shop/db.py"
    assert found.module_name("src/shop/db.py") == "shop.db"


def test_scanning_a_namespace_package_directory_by_its_own_name() -> None:
    files = {"main.py": "from app.db import x\n", "db.py": ""}
    found = layout(files, name="app")
    assert found.import_roots == [".."]
    assert found.find("app.db", "main.py") == "db.py"


def test_a_directory_named_like_a_library_is_not_taken_for_the_package() -> None:
    files = {"main.py": "import fastapi\nimport db\nimport models\n", "db.py": "", "models.py": ""}
    assert layout(files, name="fastapi").module_name("main.py") == "main"


def test_configured_roots_end_all_guessing() -> None:
    files = {"a/b/c.py": "from b import x\n", "a/b/x.py": ""}
    found = layout(files, roots=["./a/b/"])
    assert found.module_name("a/b/c.py") == "c"
    assert found.find("a.b.c") == "a/b/c.py"


def test_an_unknown_module_is_nobodys() -> None:
    assert layout({"a.py": ""}).find("fastapi") is None
    assert layout({}).import_roots == ["."]


def test_of_several_modules_the_importers_own_root_wins_then_the_shallowest() -> None:
    files = dict.fromkeys(["a/deep/db.py", "b/db.py", "b/main.py", "other/main.py"], "")
    found = layout(files, roots=["a/deep", "b"])
    assert found.find("db", "b/main.py") == "b/db.py"
    assert found.find("db", "a/deep/main.py") == "a/deep/db.py"
    assert found.find("db", "other/main.py") == "b/db.py"
