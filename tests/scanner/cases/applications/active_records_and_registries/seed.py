def seed():
    from data.models import Animal, Owner
    from data.session import Maker

    with Maker() as s:
        s.add(Owner(id=1, name="o"))
        s.flush()
        s.add(Animal(id=1, kind="x", name="a", owner_id=1))
        s.commit()
