"""Makes the mutants of a Python file from its syntax tree; each changes one thing and nothing else."""

import ast
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from bench.mutants.mutant import Mutant

COMPARED: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
}
RECKONED: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "+"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
}
# What no run of a program sees: types, and that two lists which are as long as each other must be so.
TYPES = {"cast", "TypeVar", "Literal", "overload"}
CHECKED = {"strict"}

Placed = ast.expr | ast.stmt | ast.keyword
Change = tuple[str, int, int, str]  # operator, start, end, instead


@dataclass(frozen=True, slots=True)
class Text:
    """The bytes of a file, and the offset at which each line begins."""

    source: bytes
    begins: tuple[int, ...]

    def start(self, node: Placed) -> int:
        """The byte offset of a syntax tree node's first byte in the source."""
        return self.begins[node.lineno - 1] + node.col_offset

    def end(self, node: Placed) -> int:
        """The byte offset just after a syntax tree node's last byte in the source."""
        return self.begins[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def span(self, node: Placed) -> tuple[int, int]:
        """The offset of a node's first byte, and the offset just after its last."""
        return self.start(node), self.end(node)

    def between(self, left: ast.expr, right: ast.expr, sign: str) -> tuple[int, int] | None:
        """The byte offsets of start and end of an operator between two nodes; None if it is not there.

        `sign` is a regular expression for the operator. An operator in a comment does not count.
        """
        start, end = self.end(left), self.start(right)
        gap = re.sub(rb"#[^\n]*", lambda comment: b" " * len(comment[0]), self.source[start:end])
        found = re.search(sign.encode(), gap)
        return (start + found.start(), start + found.end()) if found else None


def mutants(file: str, source: bytes) -> list[Mutant]:
    """Every mutant of a Python file: each a small change, in one place, that some test should notice."""
    begins = tuple(accumulate(map(len, source.splitlines(keepends=True)), initial=0))
    text = Text(source, begins)
    found = set()
    for statement, binds, node in _nodes(ast.parse(source)):
        first, last = statement.lineno, _head(statement)
        for operator, start, end, instead in _changes(text, node):
            line = bisect(begins, start)
            found.add(Mutant(file, start, end, instead, operator, line, first, last, binds))
    return sorted(found)


def is_program(source: bytes) -> bool:
    """Whether a mutated file is still valid Python."""
    try:
        compile(source, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _head(statement: ast.stmt) -> int:
    """The number of the last line of a statement's head, such as an `if` and its condition.

    For a statement without a body it is the number of the statement's last line.
    """
    inner = getattr(statement, "body", None) or getattr(statement, "cases", None)
    if not inner:
        return statement.end_lineno or statement.lineno
    first = inner[0].pattern if isinstance(inner[0], ast.match_case) else inner[0]
    return max(statement.lineno, int(first.lineno) - 1)


def _nodes(tree: ast.Module) -> Iterator[tuple[ast.stmt, tuple[str, ...], ast.AST]]:
    """Every node of the syntax tree that may be changed.

    Each node comes with the statement that it stands in, and with the names that this statement defines when
    the module is imported. For a node in a function's body there are no names: the body does not run then.
    """

    def visit(
        node: ast.AST, statement: ast.stmt | None, binds: tuple[str, ...], inside: bool
    ) -> Iterator[tuple[ast.stmt, tuple[str, ...], ast.AST]]:
        if isinstance(node, ast.stmt):
            statement = node
            binds = () if inside else (_binds(node) or binds)
        if statement is not None:
            yield statement, binds, node
        deeper = inside or isinstance(node, ast.FunctionDef)
        for child, held in _children(node):
            yield from visit(child, statement, binds, deeper and held)

    yield from visit(tree, None, (), False)


def _children(node: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """The child nodes of a syntax-tree node that matter when the program runs, each with True or False.

    Annotations, decorators and docstrings are left out. A function's arguments come with False, because their
    default values are computed when the function is defined, not when it is called. Every other child comes
    with True.
    """
    if isinstance(node, ast.JoinedStr):
        return  # Python 3.11 does not know where its parts stand
    if isinstance(node, ast.Subscript) and _is_type(node.value):
        return
    if isinstance(node, ast.Assign) and _binds(node) == ("__all__",):
        return
    if isinstance(node, ast.keyword) and node.arg in CHECKED:
        return
    if isinstance(node, ast.Raise):
        return  # whether it is raised counts, not the words for whoever reads the traceback
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _says_nothing(child):
                yield child, not (isinstance(node, ast.FunctionDef) and name == "args")


def _says_nothing(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)  # a docstring


def _is_type(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in TYPES


def _binds(statement: ast.stmt) -> tuple[str, ...]:
    match statement:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return (name,)
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return (name,)
        case ast.AugAssign(target=ast.Name(id=name)):
            return (name,)
    return ()


def _changes(text: Text, node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare():
            yield from _compared(text, node)
        case ast.BoolOp():
            yield from _joined(text, node)
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", text.start(node), text.start(node.operand), " "
        case ast.BinOp():
            yield from _reckoned(text, node)
        case ast.Constant():
            yield from _constant(text, node)
        case ast.Call():
            yield from _dropped(text, node)
        case ast.Return(value=ast.expr() as given) if not (
            isinstance(given, ast.Constant) and given.value is None
        ):
            yield ("return None", *text.span(node), "return None")
        case ast.Break():
            yield ("break/continue", *text.span(node), "continue")
        case ast.Continue():
            yield ("break/continue", *text.span(node), "break")
        case ast.Assign(targets=[ast.Name() | ast.Tuple(), *_]):
            pass  # what reads the name would fail by itself
        case ast.Expr() | ast.Assign() | ast.AugAssign() | ast.Raise() | ast.Delete():
            yield ("statement removed", *text.span(node), "pass")


def _compared(text: Text, node: ast.Compare) -> Iterator[Change]:
    sides = [node.left, *node.comparators]
    for left, sign, right in zip(sides, node.ops, sides[1:], strict=False):
        before, after = COMPARED[type(sign)]
        if place := text.between(left, right, before):
            yield ("comparison", *place, after)


def _joined(text: Text, node: ast.BoolOp) -> Iterator[Change]:
    before, after = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    for left, right in zip(node.values, node.values[1:], strict=False):
        if place := text.between(left, right, rf"\b{before}\b"):
            yield ("and/or", *place, after)


def _reckoned(text: Text, node: ast.BinOp) -> Iterator[Change]:
    before, after = RECKONED.get(type(node.op), ("", ""))
    if before and (place := text.between(node.left, node.right, before)):
        yield ("arithmetic", *place, after)


def _constant(text: Text, node: ast.Constant) -> Iterator[Change]:
    place = text.span(node)
    match node.value:
        case bool() as flag:
            yield ("flag flipped", *place, str(not flag))
        case int() | float() as number:
            yield ("number + 1", *place, repr(number + 1))
            yield ("number - 1", *place, f"({number - 1!r})")
        case str() as words if words:
            yield ("string emptied", *place, '""')
        case bytes() as words if words:
            yield ("string emptied", *place, 'b""')


def _dropped(text: Text, node: ast.Call) -> Iterator[Change]:
    if _is_type(node.func):
        return
    given: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
    last = node.args[-1] if len(node.args) > 1 and not isinstance(node.args[-1], ast.Starred) else None
    for at, one in enumerate(given):
        if (one is last and not node.keywords) or (
            isinstance(one, ast.keyword) and one.arg and one.arg not in CHECKED
        ):
            start = text.start(one) if at == 0 else text.end(given[at - 1])
            yield "argument dropped", start, text.end(one), ""
