"""The header of a table of tasks: which of its columns holds what."""

from __future__ import annotations

from generator.intake.directives.roles import Role, is_header, role_of, settle
from generator.intake.directives.said import Cell, Table


def grid_columns(table: Table) -> tuple[int, list[Role]] | None:
    """Return the row after the header and what each column holds; None where it is no table of tasks."""
    for at, row in enumerate(table.rows[:12]):
        if is_header([cell.bare for cell in row]):
            following = table.rows[at + 1] if at + 1 < len(table.rows) else ()
            # 责任分工 above 牵头单位 and 责任单位: the lower row says more.
            if is_header([cell.bare for cell in following]) and _says_more(following, row):
                return at + 2, settle(_spread(following, _width(table, at + 2)))
            return at + 1, settle(_spread(row, _width(table, at + 1)))
    return None


def _width(table: Table, start: int) -> int:
    """Return how many columns have anything in them."""
    used = [at for row in table.rows[start:] for at, cell in enumerate(row) if cell.lines]
    return max(used, default=-1) + 1


def _spread(row: tuple[Cell, ...], width: int) -> list[Role | None]:
    """Return the roles of the header's cells for all columns: 工作任务 may stand above two of them."""
    names = [cell for cell in row if cell.lines]
    if len(names) == len(row) or any(cell.again for cell in row) or len(names) >= width:
        roles = [role_of(cell.bare) for cell in row]
        if len(names) < width:
            return _right_of_blank(roles)
        return (
            roles
            if len(names) == len(row) or any(cell.again for cell in row)
            else [role_of(cell.bare) for cell in names]
        )
    roles = [role_of(cell.bare) for cell in names]
    wide = next((at for at, role in enumerate(roles) if role in (Role.GROUP, Role.MEASURE)), 0)
    return [*roles[:wide], *[roles[wide]] * (width - len(names)), *roles[wide:]]


def _right_of_blank(roles: list[Role | None]) -> list[Role | None]:
    filled: list[Role | None] = []
    for role in roles:
        filled.append(role if role or not filled else filled[-1])
    return filled


def _says_more(lower: tuple[Cell, ...], upper: tuple[Cell, ...]) -> bool:
    return len({role_of(cell.bare) for cell in lower}) > len({role_of(cell.bare) for cell in upper})
