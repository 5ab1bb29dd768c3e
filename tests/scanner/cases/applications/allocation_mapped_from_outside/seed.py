def seed():
    from sqlalchemy.orm import Session

    from warehouse import model
    from warehouse.units import engine

    with Session(engine) as db:
        batch = model.Batch("b", "x", 10)
        batch.take(model.Line("o", "x", 1))
        db.add(model.Product("x", [batch]))
        db.commit()
