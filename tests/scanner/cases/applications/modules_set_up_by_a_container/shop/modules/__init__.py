from . import carts, health, products

MODULES = (products, carts, health)
