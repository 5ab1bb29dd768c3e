class Service:
    session = None

    def count(self, model):  # -> blocking-async via sqlalchemy.orm.Query.count
        return self.session.query(model).count()
