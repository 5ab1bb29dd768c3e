from collections import UserDict, UserList
from collections.abc import Callable, Iterator, MutableMapping

import requests
from fastapi import FastAPI

app = FastAPI()
Handler = Callable[[], int]


def fetch() -> int:  # -> blocking-async via requests.get
    return requests.get("http://api.test/x").status_code


def count() -> int:
    return 1


class Registry(UserDict[str, Handler]):
    def register(self, name: str) -> Callable[[Handler], Handler]:
        def keep(handler: Handler) -> Handler:
            self[name] = handler
            return handler

        return keep


class Pipeline(UserList[Handler]):
    def run(self) -> list[int]:  # -> blocking-async
        return [step() for step in self]


class QuietPipeline(list[Handler]):
    def run(self) -> list[int]:
        return [step() for step in self]


class Named(dict[str, Handler]):
    def __setitem__(self, name: str, handler: Handler) -> None:
        super().__setitem__(name.lower(), handler)

    def run(self, name: str) -> int:  # -> blocking-async
        return self[name]()


class Remote(MutableMapping[str, int]):
    def __getitem__(self, key: str) -> int:  # -> blocking-async
        return requests.get(f"http://store.test/{key}").status_code

    def __setitem__(self, key: str, value: int) -> None:  # -> blocking-async
        requests.put(f"http://store.test/{key}", data=str(value))

    def __delitem__(self, key: str) -> None: ...

    def __iter__(self) -> Iterator[str]:
        return iter(("a",))

    def __len__(self) -> int:
        return 1


registry = Registry()
registry.register("slow")(fetch)
registry.register("quick")(count)
pipeline = Pipeline()
pipeline.append(fetch)
quiet = QuietPipeline([count])
named = Named()
named["slow"] = fetch
remote = Remote()


@app.get("/slow")
async def slow() -> int:  # -> blocking-async via requests.get
    return registry["slow"]()


@app.get("/quick")
async def quick() -> int:  # -> native-async
    return registry["quick"]()


@app.get("/every")
async def every() -> list[int]:  # -> blocking-async via requests.get
    return [handler() for handler in registry.values()]


@app.get("/pipeline")
async def run_pipeline() -> list[int]:  # -> blocking-async via requests.get
    return pipeline.run()


@app.get("/quiet")
async def run_quiet() -> list[int]:  # -> native-async
    return quiet.run()


@app.get("/named")
async def run_named() -> int:  # -> blocking-async via requests.get
    return named.run("slow")


@app.get("/remote")
async def read_remote() -> int:  # -> blocking-async via requests.get
    return remote.get("a", 0)


@app.get("/remote-set")
async def write_remote() -> None:  # -> blocking-async via requests.put
    remote.update(a=2)


@app.get("/remote-size")
async def size_remote() -> int:  # -> native-async
    return len(remote)


@app.get("/remote-def")
def read_in_thread() -> list[int]:  # -> converted-def
    return [value for _, value in remote.items()]
