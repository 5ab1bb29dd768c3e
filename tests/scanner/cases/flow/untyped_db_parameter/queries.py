from db import Item


def list_items(db):  # -> blocking-async via sqlalchemy.orm.Query.all
    return [i.name for i in db.query(Item).order_by(Item.name).all()]
