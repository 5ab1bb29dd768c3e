"""What carriers define, as text; ``NAME`` stands for the name."""

RECORD = """
@dataclass
class NAME:
    kept: object
    other: object = None
"""
FROZEN = """
@dataclass(frozen=True, slots=True)
class NAME:
    kept: Any
    other: Any = field(default=None, compare=False)
"""
NAMED = """
class NAME(NamedTuple):
    kept: object
    other: object = None
"""
GENERIC = """
TNAME = TypeVar('TNAME')


class NAME(Generic[TNAME]):
    def __init__(self, kept: TNAME, other=None) -> None:
        self._kept = kept
        self._other = other

    def get(self) -> TNAME:
        return self._kept
"""
PROPERTY = """
class NAME:
    __slots__ = ('_kept', '_other')

    def __init__(self, kept, other=None):
        self._kept, self._other = kept, other

    @property
    def kept(self):
        return self._kept
"""
ITEMS = """
class NAME:
    def __init__(self, **parts):
        self.parts = parts

    def __getitem__(self, key):
        return self.parts[key]
"""
ATTRIBUTES = """
class NAME:
    def __init__(self, **parts):
        self.__dict__['parts'] = parts

    def __getattr__(self, name):
        try:
            return self.parts[name]
        except KeyError:
            raise AttributeError(name) from None
"""
UPDATED = """
class NAME:
    def __init__(self, **parts):
        for key, value in parts.items():
            setattr(self, key, value)
"""
INHERITED = """
class NAMEBase:
    def __init__(self, kept, **more):
        self.kept = kept
        self.more = more


class NAME(NAMEBase):
    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.is_ready = True
"""
FLUENT = """
class NAME:
    kept = None
    other = None

    def holding(self, value):
        self.kept = value
        return self

    def beside(self, value):
        self.other = value
        return self
"""
MADE = """
class NAME:
    def __init__(self):
        self.kept = None

    @classmethod
    def of(cls, *values):
        made = cls()
        made.kept, made.other = values
        return made
"""
DESCRIBED = """
class NAME_Field:
    def __set_name__(self, owner, name):
        self.key = '_' + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.key)

    def __set__(self, instance, value):
        setattr(instance, self.key, value)


class NAME:
    kept = NAME_Field()
    other = NAME_Field()

    def __init__(self, kept, other=None):
        self.kept = kept
        self.other = other
"""
CLOSED = """
def NAME(kept, other=None):
    state = {'kept': kept, 'other': other}

    def get(key='kept'):
        return state[key]

    return get
"""
CELL = """
def NAME(kept, other=None):
    current = other

    def swap():
        nonlocal current
        current = kept

    def get():
        return kept

    swap()
    return get, swap
"""
MODEL = """
class NAME(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    kept: Any
    other: Any = None
"""
MAPPING = """
class NAME(dict):
    @property
    def kept(self):
        return self['kept']
"""
ITERATED = """
class NAME:
    def __init__(self, *values):
        self.values = values

    def __iter__(self):
        return iter(self.values)
"""
CACHED = """
class NAME:
    def __init__(self, make, other=None):
        self._make = make
        self.other = other

    @cached_property
    def kept(self):
        return self._make()
"""
RAISED = """
class NAME(Exception):
    def __init__(self, kept, other=None):
        super().__init__('carried')
        self.kept = kept
        self.other = other
"""
HANDED = """
def NAME(*values, **named):
    return NAME_kept(*values, **named)


def NAME_kept(kept, other=None):
    return {'kept': kept, 'other': other}
"""
