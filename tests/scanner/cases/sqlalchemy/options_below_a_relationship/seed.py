def seed():
    from main import File, Game, Session

    with Session() as session:
        session.add(Game(id=1, title="one", notes="n", series_id=2))
        session.add(Game(id=2, title="two", notes="n", series_id=2))
        session.flush()
        session.add(File(id=1, name="f", digest="d", game_id=1))
        session.commit()
