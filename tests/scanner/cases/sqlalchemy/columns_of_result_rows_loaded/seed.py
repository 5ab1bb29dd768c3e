def seed():
    from main import Good, Scoped, Shop

    with Scoped() as db:
        db.add(Shop(id=1, name="s"))
        db.add(Good(id=1, name="g", shop_id=1))
        db.commit()
    Scoped.remove()
