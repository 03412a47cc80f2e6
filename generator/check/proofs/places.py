"""Where the columns of a mandate are: by the basis they state first, then by path, read generously.

A renamed or moved column stays found as long as it states its basis. Quotation marks, brackets, slashes and the
placeholder 本区县（本部门） in a name are read as people mean them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from generator.data import dataclass
from generator.model.column import Column
from generator.model.mandate import Mandate
from generator.model.portal import Portal
from generator.model.proof import Names
from generator.patterns import pattern

_SIGNS = pattern(r"""[\s“”‘’"'「」『』《》〈〉（）()〔〕\[\]／/、，,。·．.和与及]""")
# 本区县（本部门）规范性文件: whoever writes it for a portal of its own puts in what it is.
_OWN = pattern(r"^(?:本区县|本部门|本单位|本机关|本街道|本区|本县|本市|本镇|本乡|本级)+")
_BODY = pattern(r"(?:人民政府|街道办事处|管理委员会|管委会).*$")


def plain_name(name: str, body: str = "") -> str:
    """Return a column's name without what people write one way or another; ``body`` is the portal's own name."""
    plain = _SIGNS.sub("", name)
    bare = _OWN.sub("", plain)
    if bare == plain and body:
        bare = plain.removeprefix(body)
    return bare or plain


@dataclass(frozen=True)
class Places:
    """Finds the columns of a portal that mandates ask for."""

    portal: Portal

    @cached_property
    def _body(self) -> str:
        return _BODY.sub("", self.portal.name)

    @cached_property
    def by_path(self) -> dict[Names, Column]:
        """Columns by their names from the top, to the letter."""
        return {column.path: column for column in self.portal.walk()}

    @cached_property
    def _by_plain(self) -> dict[Names, list[Column]]:
        return self._grouped((self._plain(column.path), column) for column in self.portal.walk())

    @cached_property
    def _by_name(self) -> dict[Names, list[Column]]:
        return self._grouped((self._plain(column.path[-1:]), column) for column in self.portal.walk())

    @cached_property
    def by_basis(self) -> dict[Names, list[Column]]:
        """Columns by each basis they state."""
        return self._grouped(((basis,), column) for column in self.portal.walk() for basis in column.basis)

    @cached_property
    def _known(self) -> dict[str, dict[Names, tuple[Column, ...]]]:
        return {}

    @staticmethod
    def _grouped(pairs: Iterable[tuple[Names, Column]]) -> dict[Names, list[Column]]:
        found: dict[Names, list[Column]] = {}
        for key, column in pairs:
            found.setdefault(key, []).append(column)
        return found

    def _plain(self, path: Names) -> Names:
        return tuple(plain_name(name, self._body) for name in path)

    def at(self, path: Names) -> Column | None:
        """Return the column at a path, read generously where it is not there to the letter."""
        exact = self.by_path.get(path)
        if exact:
            return exact
        alike = self._by_plain.get(self._plain(path), ())
        return alike[0] if alike else None

    def of(self, mandate: Mandate) -> dict[Names, tuple[Column, ...]]:
        """Return the columns of each path that a mandate names or looks in; none where there is none."""
        known = self._known.get(mandate.ref)
        if known is None:
            known = self._known[mandate.ref] = self._look(mandate)
        return known

    def _look(self, mandate: Mandate) -> dict[Names, tuple[Column, ...]]:
        paths = mandate.sought
        stating = list(self.by_basis.get((mandate.ref,), ()))
        found: dict[Names, tuple[Column, ...]] = {}
        for same in (self._same_path, self._same_name):
            for path in paths:
                if path not in found and (alike := same(path, stating)):
                    found[path] = tuple(alike)
                    stating = [column for column in stating if column not in alike]
        standing = {path: column for path in paths if path not in found and (column := self.at(path))}
        self._renamed(paths, stating, standing, found)
        found |= {path: (column,) for path, column in standing.items() if path not in found}
        for path in paths:
            if path not in found and path not in mandate.paths:
                # The clause names no place: a column of that name may stand anywhere.
                found[path] = tuple(self._elsewhere(path)[:1])
        return {path: found.get(path, ()) for path in paths}

    def _elsewhere(self, path: Names) -> list[Column]:
        """Return the columns of that name wherever they stand; below a topic, those of the same topic alone."""
        tail = self._plain(path[2:] or path[-1:])
        alike = self._by_name.get(tail[-1:], ())
        return [column for column in alike if self._plain(column.path)[-len(tail) :] == tail]

    def _same_path(self, path: Names, stating: Sequence[Column]) -> list[Column]:
        plain = self._plain(path)
        return [column for column in stating if self._plain(column.path) == plain][:1]

    def _same_name(self, path: Names, stating: Sequence[Column]) -> list[Column]:
        plain = self._plain(path[-1:])
        return [column for column in stating if self._plain(column.path[-1:]) == plain]

    @staticmethod
    def _renamed(
        paths: Sequence[Names],
        stating: Sequence[Column],
        standing: dict[Names, Column],
        found: dict[Names, tuple[Column, ...]],
    ) -> None:
        """Give the columns that state the basis and are called otherwise to the paths that nothing was found for."""
        taken = [*standing.values(), *(column for columns in found.values() for column in columns)]
        left = [column for column in stating if not any(_related(column, other) for other in taken)]
        lost = [path for path in paths if path not in found and path not in standing]
        if not lost and len(paths) == 1 and left:
            lost = list(paths)
        for number, path in enumerate(lost):
            if number < len(left):
                # One path may have become several columns; several paths each take one.
                found[path] = tuple(left) if len(lost) == 1 else (left[number],)


def _related(one: Column, other: Column) -> bool:
    shorter, longer = sorted((one.path, other.path), key=len)
    return longer[: len(shorter)] == shorter
