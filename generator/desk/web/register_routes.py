"""The addresses of registers at the desk, and what answers for each."""

from __future__ import annotations

from generator.desk.door.asking import Handler
from generator.desk.web import registers, row, rows, rows_bring, rows_publishing


def register_routes() -> tuple[dict[str, Handler], dict[str, Handler]]:
    """Return what is shown and what is done, by address."""
    get: dict[str, Handler] = {
        "/registers": registers.registers,
        "/registers/in/{key}": registers.start,
        "/registers/{key}": registers.register,
        "/tables/{id}": rows.show,
        "/tables/{id}/rows/{row}": row.row,
        "/tables/{id}/coming": rows_bring.coming,
        "/tables/{id}/changes": rows_publishing.changes,
    }
    post: dict[str, Handler] = {
        "/registers/in/{key}": registers.begin,
        "/registers/in/{key}/file": rows_bring.begin_by_file,
        "/registers/{key}": registers.change,
        "/tables/{id}/cell": row.cell,
        "/tables/{id}/rows": rows.add,
        "/tables/{id}/rows/{row}": row.save_row,
        "/tables/{id}/rows/{row}/remove": rows.remove,
        "/tables/{id}/undo": rows.undo,
        "/tables/{id}/paste": rows_bring.paste,
        "/tables/{id}/file": rows_bring.upload,
        "/tables/{id}/coming": rows_bring.take,
        "/tables/{id}/publish": rows_publishing.send,
        "/tables/{id}/rebase": rows_publishing.rebase,
        "/tables/{id}/drop": rows.drop,
    }
    return get, post
