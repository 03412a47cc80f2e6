"""The addresses of what is written at the desk, and what answers for each."""

from __future__ import annotations

from starlette.responses import Response

from generator.desk.door.asking import Asked, Handler
from generator.desk.web import (
    choices,
    choosing,
    forms,
    interpreting,
    publishing,
    registers,
    review_pages,
    row,
    rows,
    rows_bring,
    rows_publishing,
    statement_steps,
    stating,
    uploads,
)
from generator.desk.web.uploads import Reading

# What is shown and what is done, by address.
Routes = tuple[dict[str, Handler], dict[str, Handler]]


def all_routes() -> Routes:
    """Return what is shown and what is done at the whole desk, but for its home page and its door."""
    shown: dict[str, Handler] = {}
    done: dict[str, Handler] = {}
    for get, post in (_beginning(), _drafts(), _choices(), _statements(), _reviews(), _registers()):
        shown |= get
        done |= post
    return shown, done


def _beginning() -> Routes:
    """How a draft is begun: with nothing, a file, a document that is there, or a policy to interpret."""
    reading = Reading()

    def bring(asked: Asked) -> Response:
        return uploads.bring(asked, reading)

    get: dict[str, Handler] = {
        "/new": choosing.choose,
        "/new/{key}": choosing.start,
        "/documents": choosing.documents,
        "/documents/{key}": choosing.document,
        "/interpret": interpreting.policies,
        "/interpret/{key}": interpreting.choose,
    }
    post: dict[str, Handler] = {
        "/new/{key}": choosing.begin,
        "/new/{key}/file": bring,
        "/documents/{key}": choosing.change,
        "/documents/{key}/withdraw": choosing.withdraw,
        "/interpret/{key}": interpreting.begin,
    }
    return get, post


def _drafts() -> Routes:
    get: dict[str, Handler] = {
        "/drafts/{id}": review_pages.draft_page,
        "/drafts/{id}/preview": publishing.preview,
        "/drafts/{id}/publish": review_pages.confirm,
        "/show/{id}/{address:path}": publishing.shown,
    }
    post: dict[str, Handler] = {
        "/drafts/{id}": forms.save,
        "/drafts/{id}/autosave": forms.autosave,
        "/drafts/{id}/files": uploads.attach,
        "/drafts/{id}/files/remove": uploads.detach,
        "/drafts/{id}/publish": review_pages.send,
        "/drafts/{id}/recall": review_pages.recall,
        "/drafts/{id}/rebase": publishing.rebase,
        "/drafts/{id}/drop": forms.drop,
    }
    return get, post


def _choices() -> Routes:
    titles = choices.Titles()
    get: dict[str, Handler] = {"/drafts/{id}/pick/{key}": lambda asked: choices.offer(asked, titles)}
    post: dict[str, Handler] = {
        "/drafts/{id}/pick": choices.pick,
        "/drafts/{id}/pick/{key}": choices.take,
        "/drafts/{id}/unpick": choices.unpick,
        "/drafts/{id}/move": choices.move,
    }
    return get, post


def _statements() -> Routes:
    get: dict[str, Handler] = {
        "/statements": stating.listed,
        "/statements/{key}": stating.form,
        "/statements/drafts/{id}": statement_steps.opened,
        "/statements/drafts/{id}/publish": statement_steps.confirm,
    }
    post: dict[str, Handler] = {
        "/statements/{key}": stating.send,
        "/statements/drafts/{id}/publish": statement_steps.hand_in,
        "/statements/drafts/{id}/drop": statement_steps.drop,
        "/statements/drafts/{id}/recall": review_pages.recall,
    }
    return get, post


def _reviews() -> Routes:
    get: dict[str, Handler] = {
        "/reviews/{id}": review_pages.page,
        "/reviews/{id}/show/{address:path}": review_pages.shown,
    }
    return get, {"/reviews/{id}": review_pages.decide}


def _registers() -> Routes:
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
        "/tables/{id}/recall": review_pages.recall,
        "/tables/{id}/drop": rows.drop,
    }
    return get, post
