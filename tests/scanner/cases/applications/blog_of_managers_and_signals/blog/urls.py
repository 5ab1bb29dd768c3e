from dataclasses import dataclass, field
from typing import Any

from starlette.routing import Route

from blog import views
from blog.models import Author


@dataclass
class Path:
    route: str
    view: Any
    name: str | None = None
    methods: list[str] = field(default_factory=lambda: ["GET"])

    def bind(self, app):
        if hasattr(self.view, "view_class"):
            app.router.routes.append(Route(self.route, self.view, methods=self.methods))
        else:
            app.add_api_route(self.route, self.view, methods=self.methods, name=self.name)


path = Path

urlpatterns = [
    path("/about", views.AboutView.as_view()),
    path("/archive", views.ArchiveView.as_view()),
    path("/count", views.CountView.as_view()),
    path("/repr", views.QueryRepr.as_view()),
    path("/posts", views.PostList.as_view()),
    path("/empty", views.EmptyList.as_view()),
    path("/authors", views.ListView.as_view(queryset=Author.objects.order_by("id"))),
    path("/authors/{pk}", views.AuthorDetail.as_view()),
    path("/posts/{pk}", views.post_detail, name="detail"),
    path("/posts/{pk}/async", views.post_detail_async),
    path("/truth", views.post_truth),
    path("/built", views.post_built),
    path("/slice", views.post_slice),
    path("/values", views.post_values),
    path("/values/unread", views.post_values_unread),
    path("/slugs", views.slugs),
    path("/union", views.union),
    path("/create", views.create_post, methods=["POST"]),
    path("/clean/author", views.clean_author),
    path("/clean/post", views.clean_post),
]
