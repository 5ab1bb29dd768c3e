from setuptools import setup

setup(
    name="shop-audit",
    version="1.0",
    entry_points="""
    [shop.senders]
    quick = plugins.senders:QuickSender

    [shop.routers]
    stock = plugins.routers:stock
    """,
)
