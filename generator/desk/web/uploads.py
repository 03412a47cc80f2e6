"""Files that an editor brings: a Word file that becomes a document, attachments and pictures of a draft."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import field
from datetime import datetime
from pathlib import Path

import msgspec
from starlette.responses import JSONResponse, RedirectResponse, Response

from generator.data import dataclass
from generator.desk.copy.state import Known
from generator.desk.door.asking import Asked, Upload
from generator.desk.editing.composing import attachments_of, begun, free_path, without_remarks
from generator.desk.keeping.drafts import Draft, StaleError
from generator.desk.web.choosing import column_of
from generator.desk.web.forms import draft_of, keep, show, with_attachments
from generator.errors import GongkaiError
from generator.intake.files import file_name
from generator.intake.importing import Made, Order, import_document
from generator.intake.questions import Answers, Question
from generator.intake.reading.blocks import Unreadable
from generator.intake.sources.opening import Opened, is_table, reading_process
from generator.load.assets.assets import inspect_file
from generator.load.assets.foreign import ForeignReadError, foreign_files
from generator.load.documents.numbers import Numbers
from generator.load.gate.published_types import why_refused
from generator.load.renumber import index_numbers
from generator.load.source.text import MAX_ASSET_BYTES
from generator.model.column import Column
from generator.model.finding import Level

_MOST_FILES = 60
_MOST_TOGETHER = 600 * 1024 * 1024
_MOST_IMPORT = 60 * 1024 * 1024
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_NOTES = 40
_OTHERWISE = "请在Word或WPS里打开它，另存为DOCX，再选一次。"
_NO_DAY = "请核对：没有认出落款的日期，也可能没有那一天。成文日期现在写的是今天。"
# Keys of a head that name a file which the page shows.
SHOWN_KEYS = ("video", "captions", "poster", "picture")


@dataclass(frozen=True)
class Reading:
    """One file is read at a time, in the bounded process for foreign documents."""

    turn: threading.Lock = field(default_factory=threading.Lock)

    def make(self, opened: Opened, order: Order, numbers: Numbers) -> Made | Unreadable:
        """Return the document of a file. Proposals are taken; what was asked is told beside the draft."""
        answers = Answers({}, opened.path.name)
        with self.turn:
            process = reading_process()
            try:
                return import_document(opened, order, answers, process, numbers)
            finally:
                process.end()


def bring(asked: Asked, reading: Reading) -> Response:
    """Make a draft of a Word, PDF or HTML file."""
    known = asked.desk.room.known
    column = column_of(asked, known)
    if column is None:
        return asked.missing()
    upload = next(iter(asked.uploads), None)
    if upload is None:
        raise GongkaiError("还没有选文件。请返回，点“选择文件”，选一份Word或PDF。")
    name = own_name(upload.name)
    if is_table(Path(name)):
        raise GongkaiError("这是表格。请先新建一份，再把表格作为附件上传；或者在Word里插入表格再导入。")
    raw = read_upload(upload, _MOST_IMPORT)
    now = asked.desk.now()
    # The other files of a folder may be attachments of a document: this folder has none.
    with tempfile.TemporaryDirectory() as folder:
        order = Order(column, known.layouts.get(column.address), known.portal.organizer, now)
        numbers = Numbers(known.portal.site_code, index_numbers(known.loaded))
        made = reading.make(Opened(Path(folder) / name, raw), order, numbers)
    if isinstance(made, Unreadable):
        raise GongkaiError(f"“{name}”没有读出来：{made.message}{made.hint}{_OTHERWISE}")
    kept = _keep_made(asked, known, column, made, now)
    asked.desk.audit.note(asked.person.account, "导入", f"{name} -> {column.address}")
    return RedirectResponse(f"/drafts/{kept.id}", 303)


def _keep_made(asked: Asked, known: Known, column: Column, made: Made, now: datetime) -> Draft:
    desk = asked.desk
    path = free_path(known, column, made.path)
    draft = begun(asked.person.account, column, path, without_remarks(made.text), now=now, title=made.title)
    draft = msgspec.structs.replace(
        draft, files=tuple(each.name for each in made.files), notes=tuple(_notes(made))
    )
    kept = desk.drafts.begin(draft)
    for each in made.files:
        desk.drafts.put_file(kept, each.name, each.raw)
    return kept


def _notes(made: Made) -> list[str]:
    """Return what a person has to look after, the gravest first."""
    share = f"{int(made.proof.kept * 10000) / 100:g}%"
    notes = [f"从“{made.source.name}”导入，原文{made.proof.characters}字，保留{share}。"]
    notes += [f"少了（{each.place}）：{each.text[:80]}" for each in made.proof.missing]
    notes += [f"要人看：{each.what}{'：' if each.text else ''}{each.text[:80]}" for each in made.lost]
    if "signed" not in dict(made.head) and "\nsigned:" in made.text:
        notes.append(_NO_DAY)
    notes += [_to_look_after(each) for each in made.asked]
    notes += [f"没有放进来：{each.what}{'：' if each.text else ''}{each.text[:60]}" for each in made.left]
    return notes[:_NOTES]


def _to_look_after(question: Question) -> str:
    if question.key == "changes":
        return "请核对：文件里有修订，已照全部接受以后的样子读进来。"
    return f"请核对：{question.words}现在写的是“{question.proposal}”。"


def own_name(told: str) -> str:
    """Return the last part of a name as a browser says it: never a path."""
    return told.replace("\\", "/").rpartition("/")[2][:200] or "文件"


def read_upload(upload: Upload, most: int) -> bytes:
    """Return the bytes of a file. Raises GongkaiError for an empty one, and one of more than so many bytes."""
    raw = upload.stream.read(most + 1)
    if len(raw) > most:
        raise GongkaiError(f"“{own_name(upload.name)}”太大了，不能超过{most // 1024 // 1024}MB。")
    if not raw:
        raise GongkaiError(f"“{own_name(upload.name)}”是空的，请先自己打开看一遍。")
    return raw


def attach(asked: Asked) -> Response:
    """Take files in as attachments of a draft, or as pictures of its text."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    draft, _ = keep(asked, draft)
    is_picture, place = asked.form.get("as") == "picture", asked.form.get("place", "")
    added: list[str] = []
    for upload in asked.uploads:
        name = _take(
            asked, draft, upload, asked.form.get("label", "") if len(asked.uploads) == 1 else "", is_picture
        )
        draft = msgspec.structs.replace(draft, files=(*draft.files, name))
        added.append(name)
    if not added:
        raise GongkaiError("还没有选文件。请点“选择文件”，再点“上传”。")
    if place in SHOWN_KEYS and not asked.wants_json:
        # The video, the picture of an interpretation: named in the head, and no attachment beside.
        draft = msgspec.structs.replace(draft, fields={**draft.fields, place: added[0]})
    elif not is_picture:
        draft = with_attachments(draft, (*attachments_of(draft), *added))
    kept = _saved(asked, draft)
    if asked.wants_json:
        return JSONResponse({"names": added, "revision": kept.revision})
    return show(asked, kept, f"已上传：{'、'.join(added)}。")


def _take(asked: Asked, draft: Draft, upload: Upload, label: str, is_picture: bool) -> str:
    """Keep one file beside a draft; return its name there. Raises GongkaiError for what may not be published."""
    if len(draft.files) >= _MOST_FILES:
        raise GongkaiError(f"一份文档最多{_MOST_FILES}个文件。请打成一个压缩包，或分成几份。")
    told = own_name(upload.name)
    known, folder = asked.desk.room.known, draft.path.rpartition("/")[0]
    content = known.loaded.content
    there = {
        path.rpartition("/")[2]
        for path in (content.sizes if content else ())
        if path.rpartition("/")[0] == folder
    }
    stem = " ".join(label.split())[:100] or told.rpartition(".")[0] or told
    name = file_name(stem, told, {*there, *draft.files})
    fault, cure = why_refused(f"{folder}/{name}")
    if fault:
        raise GongkaiError(f"“{told}”{fault}。{cure.replace('docs/编辑/附件.md', '附件的说明')}")
    if is_picture and not name.lower().endswith(_PICTURES):
        raise GongkaiError("插到正文里的图片要是JPG、PNG、GIF或WebP。别的文件请作为附件上传。")
    raw = read_upload(upload, MAX_ASSET_BYTES - 1)
    if asked.desk.drafts.size(draft) + len(raw) > _MOST_TOGETHER:
        raise GongkaiError("一份文档的附件加起来不能超过600MB。请压缩，或分成几份。")
    asked.desk.drafts.put_file(draft, name, raw)
    problem = _problem(asked.desk.drafts.beside(draft) / name, known.portal.limits.inspect_files)
    if problem:
        asked.desk.drafts.take_file(draft, name)
        raise GongkaiError(f"“{told}”不能用：{problem}")
    return name


def _problem(path: Path, whole: bool) -> str:
    """Return what keeps a file from being published; it is opened in the bounded process for foreign files."""
    try:
        with foreign_files() as foreign:
            found = list(inspect_file(path, path.name, foreign, whole=whole))
    except ForeignReadError:
        return "打开它要的时间或内存超过限度。请用原来的软件打开，另存一份再上传。"
    return next((f"{each.message}{each.hint}" for each in found if each.level is Level.ERROR), "")


def _saved(asked: Asked, draft: Draft) -> Draft:
    try:
        return asked.desk.drafts.save(draft, draft.revision)
    except StaleError:
        raise GongkaiError("这份草稿在另一个窗口里也在改。请刷新这个页面，再上传一次。") from None


def detach(asked: Asked) -> Response:
    """Take an attachment off a draft."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    draft, _ = keep(asked, draft)
    told = asked.form.get("number", "")
    names = attachments_of(draft)
    number = int(told) if told.isdecimal() and len(told) < 4 else len(names)
    if number >= len(names):
        return asked.missing()
    name = names[number]
    draft = with_attachments(draft, names[:number] + names[number + 1 :])
    draft = msgspec.structs.replace(draft, files=tuple(each for each in draft.files if each != name))
    kept = _saved(asked, draft)
    asked.desk.drafts.take_file(kept, name)
    return show(asked, kept, f"已去掉附件“{name}”。")
