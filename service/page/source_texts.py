"""The texts in the program's own source: what its expressions may come to, without running it.

A text has `{name}` where something is put in, and is `{}` where nothing is known of it.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import product
from math import prod
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("pipelines", "audio_out", "service")

PLACES = re.compile(r"(?:\{\w*\})+")
UNKNOWN = "{}"
"""A text of which nothing is known."""
OTHERS = "{others}"
"""Texts that are found where they come from: another's, or those of a list that is joined."""

_MOST = 24  # texts of one expression; where there are more, what differs in them is a place
_METHODS = frozenset(
    {"get", "getattr", "join", "len", "lower", "replace", "rstrip", "str", "strip"}
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, eq=False)
class _Module:
    """A file of the source."""

    name: str
    tree: ast.Module

    @cached_property
    def above(self) -> dict[ast.AST, ast.AST]:
        """What each piece of it stands in."""
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @cached_property
    def imported(self) -> dict[str, tuple[str, str]]:
        """Its names that come from other modules: from which, and the name there."""
        return {
            alias.asname or alias.name: (node.module, alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }

    def around(self, node: ast.AST, *kinds: type[ast.AST]) -> ast.AST:
        """The innermost piece of these kinds that a node stands in, else the whole file."""
        while node is not self.tree:
            node = self.above[node]
            if isinstance(node, kinds):
                break
        return node


@dataclass(frozen=True)
class Source:
    """All of the source that matters, and the texts that its expressions may come to.

    `holders` is what arguments and properties are called that hold texts. Lists and tables come to
    all the texts in them; with an `index`, to those of their rows there.
    """

    modules: dict[str, _Module]
    holders: frozenset[str]
    known: dict[tuple[ast.AST, int | None], list[str]] = field(default_factory=dict)
    joined: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def read(cls, holders: Iterable[str], without: re.Pattern[str]) -> "Source":
        """The source without the modules whose names match."""
        modules = {}
        for file in sorted(file for name in PACKAGES for file in (ROOT / name).rglob("*.py")):
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            name = name.removesuffix(".__init__")
            if not without.match(name):
                modules[name] = _Module(name, ast.parse(file.read_text("utf-8")))
        return cls(modules, frozenset(holders))

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """All classes, by their names."""
        return {
            node.name: node
            for module in self.modules.values()
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef)
        }

    @cached_property
    def calls(self) -> dict[str, list[tuple[_Module, ast.Call]]]:
        """All calls, by the last name of what is called."""
        found = defaultdict(list)
        for module in self.modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call):
                    found[_last_name(node.func)].append((module, node))
        return dict(found)

    def told(self) -> Iterator[tuple[str, str]]:
        """The texts of all that holds them, and of lists that are put into these: each with the
        name of its module."""
        for module, value in self.held():
            yield from ((module.name, text) for text in self.texts(value, module))
        yield from self.joined

    def unread(self) -> set[str]:
        """The modules that have something hold a text that cannot be read off the source."""
        held = self.held()
        return {module.name for module, value in held if self.texts(value, module) == [UNKNOWN]}

    def held(self) -> Iterator[tuple[_Module, ast.expr]]:
        """The expressions that are given as arguments, or by functions, that are called so."""
        for name, calls in self.calls.items():
            parameters = self.parameters(name)
            for module, call in calls:
                named = [(each.arg, each.value) for each in call.keywords]
                for parameter, value in (*zip(parameters, call.args, strict=False), *named):
                    if parameter in self.holders:
                        yield module, value
        for module in self.modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, _FUNCTIONS):
                    if node.name in self.holders:
                        yield from ((module, value) for value in _given_by(node))
                    for name in self.holders:
                        given = self.given(node, name, module, None)
                        yield from ((where, value) for value, where, _ in given)

    def parameters(self, name: str) -> list[str]:
        """What a class's arguments are called, in order; for `super().__init__`, an error's."""
        if name == "__init__":
            return ["message", "hint"]
        node = self.classes.get(name)
        if node is None:
            return []
        for each in node.body:
            if isinstance(each, ast.FunctionDef) and each.name == "__init__":
                return [argument.arg for argument in each.args.args[1:]]
        fields = [
            each.target.id
            for each in node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        above = (self.parameters(_last_name(base)) for base in node.bases)
        return fields or next(filter(None, above), [])

    def texts(self, node: ast.AST, module: _Module, index: int | None = None) -> list[str]:
        """What an expression may come to."""
        if (node, index) not in self.known:
            self.known[node, index] = [UNKNOWN]  # for what leads back to itself
            self.known[node, index] = list(dict.fromkeys(self.read_off(node, module, index)))
        return self.known[node, index]

    def read_off(self, node: ast.AST, module: _Module, index: int | None) -> list[str]:
        """What an expression may come to, from its parts."""

        def texts(*nodes: ast.AST, index: int | None = index) -> list[str]:
            return [text for each in nodes for text in self.texts(each, module, index)]

        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr(values=values):
                return self.filled(values, module, partial(texts, index=None))
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return [one + other for one in texts(left) for other in texts(right)]
            case ast.IfExp(body=body, orelse=other):
                return texts(body, other)
            case ast.BoolOp(values=values):
                return texts(*values)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
                rows = any(isinstance(each, ast.Tuple) for each in elements)
                if index is None or rows or isinstance(node, ast.List):
                    return texts(*elements)
                return texts(*elements[index : index + 1], index=None)
            case ast.Dict(values=values):
                return texts(*values)
            case ast.Starred(value=value) | ast.NamedExpr(value=value):
                return texts(value)
            case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element):
                return texts(element)
            case ast.Subscript(value=value, slice=ast.Constant(value=int(number))):
                return texts(value, index=number)
            case ast.Subscript(value=value):
                return texts(value)
            case ast.Call(func=ast.Attribute(attr="join"), args=[parts]):
                self.joined.extend((module.name, text) for text in texts(parts, index=None))
                return [OTHERS]
            case ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))) if (
                name in self.holders
            ):
                return [OTHERS]
            case ast.Call(func=ast.Name(id="filter" | "next"), args=values):
                return texts(*values)
            case ast.Call(func=ast.Attribute(value=value, attr="get" | "values")):
                return texts(value, *node.args[1:])
            case ast.Call(func=ast.Attribute(value=value, attr="lower")):
                return [text if "{" in text else text.lower() for text in texts(value)]
            case ast.Call(func=ast.Attribute(value=value, attr="rstrip")):
                return [text.rstrip(".") for text in texts(value)]
        meant = list(self.meant(node, module, index))
        return [text for each in meant for text in self.texts(*each)] or [UNKNOWN]

    def filled(
        self, parts: list[ast.expr], module: _Module, texts: Callable[[ast.AST], list[str]]
    ) -> list[str]:
        """What an f-string may come to: with the words that are put in, or a place for others."""
        ways = [self.alternatives(part, texts) for part in parts]
        while prod(map(len, ways)) > _MOST:
            most = max(range(len(ways)), key=lambda number: len(ways[number]))
            self.joined.extend((module.name, way) for way in ways[most])
            ways[most] = [f"{{{_label(parts[most])}}}"]
        return ["".join(each) for each in product(*ways)]

    def alternatives(self, part: ast.expr, texts: Callable[[ast.AST], list[str]]) -> list[str]:
        """What a piece of an f-string may come to: words, and a place for names and figures."""
        match part:
            case ast.Constant(value=text):
                return [str(text)]
            case ast.FormattedValue(value=value, format_spec=None):
                known = texts(value)
                worded = [text for text in known if " " in text or text.istitle() or not text]
                if len(worded) == len(known):
                    return worded
                return [*filter(None, worded), f"{{{_label(value)}}}"]
        return [f"{{{_label(part)}}}"]

    def meant(
        self, node: ast.AST, module: _Module, index: int | None
    ) -> Iterator[tuple[ast.expr, _Module, int | None]]:
        """The expressions, with their modules, that a name or a call stands for."""
        match node:
            case ast.Name(id=name):
                scope = module.around(node, *_FUNCTIONS)
                while True:
                    found = [(value, module, at) for value, at in _assigned(scope, name, index)]
                    if isinstance(scope, _FUNCTIONS):
                        found += self.given(scope, name, module, index)
                    if found or scope is module.tree:
                        break
                    scope = module.around(scope, *_FUNCTIONS)
                yield from found
                if not found and name in module.imported:
                    yield from self.imported(*module.imported[name], index)
            case ast.Attribute(value=ast.Name(id=package), attr=name):
                if package in module.imported:
                    yield from self.imported(".".join(module.imported[package]), name, index)
            case ast.Call(func=called):
                for function, where in self.functions(called, module):
                    yield from ((value, where, index) for value in _given_by(function))

    def imported(
        self, module: str, name: str, index: int | None
    ) -> Iterator[tuple[ast.expr, _Module, int | None]]:
        """What a name at the top of another module stands for."""
        if where := self.modules.get(module):
            for value, at in _assigned(where.tree, name, index):
                yield value, where, at

    def functions(self, called: ast.expr, module: _Module) -> Iterator[tuple[ast.AST, _Module]]:
        """The functions that a call may mean, with their modules."""
        name = _last_name(called)
        where: _Module | None = module
        match called:
            case ast.Name() if name in module.imported:
                other, name = module.imported[name]
                where = self.modules.get(other)
            case ast.Attribute(value=ast.Name(id=package)) if package in module.imported:
                where = self.modules.get(".".join(module.imported[package]))
            case ast.Attribute(value=value) if not _is_self(value):
                return
        if where:
            for node in ast.walk(where.tree):
                if isinstance(node, _FUNCTIONS) and node.name == name:
                    yield node, where

    def given(
        self, function: _Function, name: str, module: _Module, index: int | None
    ) -> list[tuple[ast.expr, _Module, int | None]]:
        """What is given to a function as an argument of a name, wherever it is called."""
        names = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
        if name not in names:
            return []
        about = module.around(function, ast.ClassDef, *_FUNCTIONS)
        called, place = function.name, names.index(name)
        if isinstance(about, ast.ClassDef):
            called, place = about.name if called == "__init__" else called, place - 1
        values: list[tuple[ast.expr, _Module]] = [
            (value, where)
            for where, call in self.calls.get(called, ())
            if called == _last_name(call.func) and self.calls_into(call, where, module)
            for value in (
                *call.args[place : place + 1],
                *(each.value for each in call.keywords if each.arg == name),
            )
        ]
        usual = zip(reversed(function.args.args), reversed(function.args.defaults), strict=False)
        values += [(value, module) for argument, value in usual if argument.arg == name]
        return [(value, where, index) for value, where in values]

    @staticmethod
    def calls_into(call: ast.Call, where: _Module, module: _Module) -> bool:
        """Whether a call in one module may mean what another one defines."""
        match call.func:
            case ast.Name(id=name):
                return where is module or where.imported.get(name, ("",))[0] == module.name
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                return where is module
            case ast.Attribute(value=ast.Name(id=package)):
                return ".".join(where.imported.get(package, ())) == module.name
        return False


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _given_by(function: ast.AST) -> Iterator[ast.expr]:
    """What a function returns or yields."""
    for each in ast.walk(function):
        if isinstance(each, ast.Return | ast.Yield) and each.value:
            yield each.value


def _assigned(
    scope: ast.AST, name: str, index: int | None
) -> Iterator[tuple[ast.expr, int | None]]:
    """What a name is given in a function, or at the top of a module."""
    top = isinstance(scope, ast.Module)
    for node in scope.body if top else ast.walk(scope):  # type: ignore[attr-defined]
        match node:
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AnnAssign(target=target, value=value)
                | ast.AugAssign(target=target, value=value)
                | ast.NamedExpr(target=target, value=value)
                | ast.For(target=target, iter=value)
                | ast.comprehension(target=target, iter=value)
                | ast.Call(func=ast.Attribute(value=target, attr="append"), args=[value])
            ):
                pass
            case _:
                continue
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        for number, each in enumerate(names):
            if value and isinstance(each, ast.Name) and each.id == name:
                yield value, number if len(names) > 1 else index


def _label(node: ast.AST) -> str:
    """What a place is called: the last name in it that says something."""
    names = [
        each.id if isinstance(each, ast.Name) else each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Name | ast.Attribute)
    ]
    said = [name.strip("_").lower() for name in names if name not in _METHODS]
    return said[0] if said else "text"
