from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import session
from blog.orm import Manager, Model, QuerySet
from blog.signals import pre_save, receiver


class PostQuerySet(QuerySet):
    def published(self):
        return self.filter(name="x")

    def search(self, term):
        return [p for p in self if term in p.name]


class PostManager(Manager):
    queryset_class = PostQuerySet

    def get_queryset(self):
        return super().get_queryset().filter(author_id=1)

    def slugs(self):  # -> blocking-async
        return [p.slug for p in self.published()]


class Author(Model):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column()
    posts: Mapped[list["Post"]] = relationship(back_populates="author")
    objects = Manager()

    def __str__(self):
        return self.name

    def clean_name(self):
        self.name = self.name.strip()


class Post(Model):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column()
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="posts")
    objects = Manager()
    live = PostManager()

    @property
    def slug(self):
        return self.name.lower()

    @property
    def byline(self):  # -> converted-def
        return f"by {self.author}"

    def get_absolute_url(self):
        return f"/posts/{self.id}"

    def clean_author(self):  # -> blocking-async
        if session.get(Author, self.author_id) is None:
            raise ValueError("author")


@receiver(pre_save, sender=Post)
def trim(sender, instance, **kw):
    instance.name = instance.name.strip()
