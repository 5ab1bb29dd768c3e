from setuptools import setup

setup(
    name="shop-extra",
    version="1.0",
    entry_points={
        "shop.policies": [
            "slow = plugins.policies:SlowPolicy",
            "calm = plugins.policies:CalmPolicy",
        ],
        "shop.checks": "calm = plugins.senders:check",
    },
)
