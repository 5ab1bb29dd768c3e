def seed():
    from main import Local, Player, Team

    with Local() as db:
        db.add(Team(id=1, name="t"))
        db.add(Player(id=1, name="p", team_id=1))
        db.commit()
