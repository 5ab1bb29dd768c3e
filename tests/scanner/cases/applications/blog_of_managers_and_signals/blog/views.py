import functools

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from blog.models import Author, Post
from blog.signals import archived, viewed


class Http404(Exception):
    pass


def get_object_or_404(klass, **kw):  # -> blocking-async
    manager = klass.objects if hasattr(klass, "objects") else klass
    found = manager.filter(**kw).first()
    if found is None:
        raise Http404
    return found


class View:
    http_method_names = ["get", "post"]
    signal = None

    def __init__(self, **initkwargs):
        for key, value in initkwargs.items():
            setattr(self, key, value)

    @classmethod
    def as_view(cls, **initkwargs):
        async def view(request: Request):  # -> GET /about: native-async; GET /archive: blocking-async; GET /count: blocking-async; GET /repr: native-async; GET /posts: blocking-async; GET /empty: native-async; GET /authors: blocking-async; GET /authors/{pk}: blocking-async
            self = cls(**initkwargs)
            self.setup(request)
            return self.dispatch(request)

        view.view_class = cls
        return view

    def setup(self, request):
        self.request = request
        self.kwargs = request.path_params

    def dispatch(self, request):  # -> blocking-async
        handler = getattr(self, request.method.lower(), self.http_method_not_allowed)
        if self.signal is not None:
            self.signal.send(type(self))
        return handler(request)

    def http_method_not_allowed(self, request):
        return JSONResponse({}, status_code=405)


class ContextMixin:
    extra_context = None

    def get_context_data(self, **kw):
        return {**(self.extra_context or {}), **kw}


class TemplateView(ContextMixin, View):
    template = "<p>{title}</p>"

    def get(self, request):  # -> blocking-async
        return HTMLResponse(self.template.format(**self.get_context_data(title="t")))


class ListView(ContextMixin, View):
    model = None
    queryset = None
    paginate_by = None

    def get_queryset(self):
        if self.queryset is not None:
            return self.queryset.all()
        return self.model.objects.all()

    def get(self, request):  # -> blocking-async
        rows = self.get_queryset()
        if self.paginate_by:
            rows = rows[: self.paginate_by]
        return JSONResponse(self.get_context_data(items=[str(o.name) for o in rows]))


class DetailView(View):
    model = None

    def get_object(self):  # -> blocking-async
        return get_object_or_404(self.model, id=int(self.kwargs["pk"]))

    def get(self, request):
        return JSONResponse({"url": self.get_object().get_absolute_url()})


class AboutView(TemplateView):
    signal = viewed


class ArchiveView(TemplateView):
    signal = archived


class PostList(ListView):
    model = Post
    paginate_by = 5


class EmptyList(ListView):
    def get_queryset(self):
        return Post.objects.none()


class AuthorDetail(DetailView):
    model = Author

    def get(self, request):  # -> blocking-async
        return JSONResponse({"name": str(self.get_object())})


class CountView(TemplateView):
    def get_context_data(self, **kw):  # -> blocking-async
        return super().get_context_data(title=Post.live.count())


class QueryRepr(TemplateView):
    def get_context_data(self, **kw):
        return super().get_context_data(title=repr(Post.live.published().order_by("id")))


def login_required(view):
    @functools.wraps(view)
    async def inner(request: Request, *a, **k):  # -> blocking-async
        if "x-user" not in request.headers and False:
            return JSONResponse({}, status_code=401)
        return await view(request, *a, **k)

    return inner


def post_detail(request: Request, pk: int):  # -> converted-def
    post = get_object_or_404(Post, id=pk)
    return {"by": post.byline}


async def post_detail_async(request: Request, pk: int):  # -> blocking-async
    post = get_object_or_404(Post, id=pk)
    return {"url": post.get_absolute_url()}


@login_required
async def post_truth(request: Request):  # -> blocking-async
    return bool(Post.objects.filter(name="x"))


@login_required
async def post_built(request: Request):  # -> native-async
    qs = Post.objects.filter(name="x").order_by("id")[:3]
    return {"qs": type(qs).__name__}


@login_required
async def post_slice(request: Request):  # -> blocking-async
    return Post.objects.all()[0].slug


async def post_values(request: Request):  # -> blocking-async
    return list(Post.objects.values_list("name"))


async def post_values_unread(request: Request):  # -> native-async
    return type(Post.objects.values_list("name")).__name__


async def slugs(request: Request):  # -> blocking-async
    return Post.live.slugs()


async def union(request: Request):  # -> blocking-async
    return len(Post.live.published() | Post.objects.none())


async def create_post(request: Request):  # -> blocking-async
    post = Post.objects.create(name=" n ", author_id=1)
    return {"id": post.id}


async def clean_author(request: Request):  # -> native-async
    a = Author(name=" n ")
    a.full_clean()
    return a.name


async def clean_post(request: Request):  # -> blocking-async
    p = Post(name="n", author_id=1)
    p.full_clean()
    return p.get_absolute_url()
