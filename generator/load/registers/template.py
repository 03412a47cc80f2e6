"""Write a new register: a CSV with the header of its format and one example row."""

from __future__ import annotations

from datetime import date

from generator.load.registers.rows import EXAMPLE
from generator.model.register import FieldType, RegisterField, RegisterSchema
from generator.tables import csv_bytes

_FREE = RegisterSchema(
    "", "", "", (RegisterField("name", "名称"), RegisterField("content", "内容")), row_title="name"
)
_SAMPLES = {
    FieldType.INTEGER: "1",
    FieldType.NUMBER: "12.5",
    FieldType.MONEY: "1234.50",
    FieldType.PHONE: "023-00000000",
    FieldType.URL: "https://www.example.gov.cn/",
    FieldType.CREDIT_CODE: "91500000MA00000000",
    FieldType.MASKED_ID: "500***********0000",
    FieldType.DOCUMENT: "写文件在content里的路径",
    FieldType.ASSETS: "写放在旁边的文件名",
}


def draft_register(schema: RegisterSchema | None, day: date) -> bytes:
    """Return a new table as spreadsheets open it: UTF-8 with BOM, CRLF. Its one row is never published.

    What is never published is left out: who must record it adds the column.
    """
    schema = schema or _FREE
    fields = [field for field in schema.fields if field.show.value != "hidden"]
    rows = [[field.heading for field in fields], [_sample(field, schema, day) for field in fields]]
    if schema.head_rows == 2:
        # Above, the label that spans columns, once; below, those it spans.
        above = [
            "" if n and f.over and fields[n - 1].over == f.over else f.over or f.heading
            for n, f in enumerate(fields)
        ]
        rows[:1] = [above, [field.heading if field.over else "" for field in fields]]
    return csv_bytes(rows)


def _sample(field: RegisterField, schema: RegisterSchema, day: date) -> str:
    if field.key == schema.row_title:
        return f"{EXAMPLE}照这一行填写，填好后删去这一行"
    if field.type is FieldType.CHOICE:
        return field.choices[0]
    if field.type is FieldType.DATE:
        return day.isoformat()
    return _SAMPLES.get(field.type) or field.description or "…"
