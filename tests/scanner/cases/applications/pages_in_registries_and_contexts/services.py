from sqlalchemy import select
from sqlalchemy.orm import joinedload

from context import async_transactional, current_async, session, transactional
from models import Block, Page


@transactional
def rename(key: int, name: str) -> str:  # -> blocking-async
    page = session().get(Page, key)
    page.name = name
    return page.name


@transactional
def blocks_of(key: int) -> list[str]:  # -> converted-def
    query = select(Block).where(Block.page_id == key).options(joinedload(Block.page))
    return [f"{b.page.name}:{b.name}" for b in session().scalars(query)]


@async_transactional
async def rename_async(key: int, name: str) -> str:  # -> native-async
    page = await current_async.get().get(Page, key)
    if page is not None:
        page.name = name
    return name


@async_transactional
async def names() -> list[str]:  # -> native-async
    return list(await current_async.get().scalars(select(Page.name)))


class Tree:
    def __init__(self, root: Page):
        self.root = root

    def walk(self):  # -> blocking-async
        stack = [self.root]
        seen = set()
        while stack:
            page = stack.pop()
            if page.id not in seen:
                seen.add(page.id)
                yield page.name
                stack.extend(page.children)
