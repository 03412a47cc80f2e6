"""Write what facts ask for into a portal, as a conscientious unit would: real heads, real tables, real files.

It reads what the clauses ask and knows nothing of how the program judges it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from generator.check.proofs.places import Places
from generator.kinds.filings.form import PARTS
from generator.kinds.handbook.rules import GUIDE_PARTS
from generator.model.column import Column
from generator.model.interpretation import Element
from generator.model.mandate import Mandate, Pack, is_bound
from generator.model.portal import Portal
from generator.model.proof import Content, Fact, FactKind, PagePart, Period
from generator.model.words import ColumnKind
from tests.check.proofs.portals import formats, loaded, write_table

REVIEW = "{first: 张某, second: 李某, third: 王某}"
GUIDE = """\
guide:
  item: 样例事项
  unit: 区民政局
  basis: [《社会救助暂行办法》第十条]
  conditions: [本区户籍]
  materials: [{name: 申请表}]
  where: [示例大道1号]
  hours: [工作日9:00—17:00，节假日不办理]
  phone: [023-00000000]
  steps: [{name: 受理, text: 当场受理。}]
  legal_limit: 20个工作日
  promised_limit: 5个工作日
  fee: [不收费]
  delivery: 窗口领取
  complaints: [023-00000001]
"""
TOLD = "elements:\n" + "\n".join(f"  {each.value}: 说明。" for each in Element)
HEADS = {
    Content.BUDGET: "budget: {{year: {year}, unit: {unit}, kind: 预算}}",
    Content.ACCOUNTS: "budget: {{year: {year}, unit: {unit}, kind: 决算}}",
    Content.ANNUAL_REPORT: "annual_report: {{year: {year}, unit: {unit}}}",
    Content.LAW_REPORT: "law_report: {{year: {year}, unit: {unit}}}",
    Content.GAZETTE: "gazette: {{year: {year}, issue: {number}}}",
    Content.DECISION_CATALOGUE: "decisions: {{year: {year}, items: [{{name: 样例决策, unit: 区民政局}}]}}",
    Content.GUIDE: GUIDE.replace("{", "{{").replace("}", "}}").rstrip(),
}


@dataclass
class Maker:
    """Writes into the portal at ``root``; ``day`` is when its unit works: inside the pack's year, in time."""

    root: Path
    portal: Portal
    day: date
    number: int = 0
    policies: list[str] = field(default_factory=list)

    @property
    def places(self) -> Places:
        """Where the columns are."""
        return Places(self.portal)

    def fulfil(self, pack: Pack) -> None:
        """Do what every computed mandate of a pack asks."""
        for mandate in pack.mandates:
            for fact in mandate.proof if is_bound(mandate, self.portal.level) else ():
                self._do(fact, mandate)

    def _do(self, fact: Fact, mandate: Mandate) -> None:
        deeds: dict[FactKind, Callable[[Fact, Mandate], None]] = {
            FactKind.DOCUMENTS: self._documents,
            FactKind.FILED: self._filed,
            FactKind.INTERPRETATIONS: self._interpretations,
            FactKind.PRESS: self._press,
            FactKind.ROWS: self._rows,
            FactKind.EVERY: self._every,
            FactKind.TIED: self._tied,
            FactKind.ELEMENTS: self._elements,
            FactKind.LOOK: self._look,
            FactKind.ANY_OF: lambda fact, mandate: self._do(
                next(each for each in fact.facts if not each.schemas), mandate
            ),
        }
        if fact.fact in deeds:
            deeds[fact.fact](fact, mandate)

    def _columns(self, fact: Fact, mandate: Mandate) -> list[Column]:
        found = self.places.of(mandate)
        several = [column for path in fact.columns or mandate.paths for column in found[path]]
        return several if fact.each else several[:1]

    def write(self, column: Column, lines: str, day: date | None = None, text: str = "正文。") -> str:
        """Write one document into a column, or the first of documents below it; return its path below content/."""
        self.number += 1
        place = _place(column)
        when = day or self.day
        name = "index" if place.kind is ColumnKind.PAGE else f"{when:%Y%m%d}-{self.number}"
        path = f"{place.address}/{name}.md"
        file = self.root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        unit = self.portal.name
        head = f"title: 第{self.number}份样例\nissuer: {unit}\npublished: {when} 09:00\nreview: {REVIEW}\n"
        file.write_text(f"---\n{head}{lines.rstrip()}\n---\n\n{text}\n", encoding="utf-8")
        return path

    def _in_time(self, fact: Fact, mandate: Mandate) -> date:
        """Return a working day in the time a fact has: the unit's usual one where that is in it."""
        first = fact.since or (date(fact.year, 1, 1) if fact.year else date(2015, 1, 1))
        last = fact.until or mandate.deadline or (date(fact.year, 12, 31) if fact.year else self.day)
        return self.day if first <= self.day <= last else max(first, last)

    def _policy(self) -> str:
        if not self.policies:
            column = next(each for each in self.portal.walk() if each.kind is ColumnKind.DOCUMENTS)
            self.policies.append(self.write(column, self._policy_head(self.day)))
        return self.policies[0]

    def _policy_head(self, day: date, validity: str = "有效") -> str:
        return f"doc_no: 示例府发〔{day.year}〕{self.number + 1}号\nsigned: {day}\nvalidity: {validity}"

    def _documents(self, fact: Fact, mandate: Mandate) -> None:
        day = self._in_time(fact, mandate)
        for column in self._columns(fact, mandate):
            for _ in range(fact.at_least):
                self._document(fact, column, day)

    def _document(self, fact: Fact, column: Column, day: date) -> None:
        wanted = {key: values[0] for key, values in fact.where}
        kind = fact.kind
        if kind is Content.PLAN:
            period = wanted.get("period") or ("2016-2020" if "ends" in wanted else "2021-2035")
            self.write(column, f"plan: {{kind: {wanted.get('kind', '专项规划')}, period: {period}}}", day)
        elif kind in (Content.POLICY, Content.INVALID_POLICY):
            validity = "有效" if kind is Content.POLICY else "废止"
            self.write(column, self._policy_head(day, validity), day)
        elif kind in (Content.CONSULTATION, Content.CONSULTATION_RESULT):
            self._consultation(column, day)
        elif kind:
            facts = {"year": wanted.get("year", str(day.year)), "unit": self.portal.name}
            text = _report(kind)
            self.write(column, HEADS[kind].format(number=self.number + 1, **facts), day, text)

    def _consultation(self, column: Column, day: date) -> None:
        # An answer is due in time whatever the clause asks.
        result = self.write(column, "", day + timedelta(days=45))
        closes = day + timedelta(days=35)
        self.write(
            column,
            f"consultation:\n  opens: {day}\n  closes: {closes}\n  channels: [电话：023-00000000]\n"
            f"  text: 正文\n  explanation: 正文\n  result: {result}",
            day,
        )

    def _filed(self, fact: Fact, mandate: Mandate) -> None:
        kind = fact.kind
        assert kind and fact.year
        lag = 0 if kind is Content.BUDGET else 1
        column = next(each for each in self.portal.walk() if each.kind is ColumnKind.DOCUMENTS)
        if mandate.paths:
            column = self.places.of(mandate)[mandate.paths[0]][0]
        day = date(fact.year + lag, 1, 20)
        self.write(
            column, HEADS[kind].format(year=fact.year, unit=self.portal.name, number=1), day, _report(kind)
        )

    def _interpretations(self, fact: Fact, mandate: Mandate) -> None:
        day = self._in_time(fact, mandate)
        for form in fact.forms or ("文字",):
            columns = self._columns(Fact(fact.fact, fact.columns, each=True), mandate)
            column = next((each for each in columns if each.name == form), columns[0])
            lines = f"interprets: [{self._policy()}]\nform: {form}\n"
            self.number += 1
            folder = (
                self.root
                / "content"
                / next(each.address for each in column.walk() if each.kind is ColumnKind.DOCUMENTS)
            )
            folder.mkdir(parents=True, exist_ok=True)
            for key, name in {"视频": [("video", "mp4")], "图片": [("picture", "png")]}.get(form, []):
                (folder / f"{day:%Y%m%d}-{self.number + 1}.{name}").write_bytes(b"film")
                lines += f"{key}: {day:%Y%m%d}-{self.number + 1}.{name}\n"
            self.write(column, f"{lines}{TOLD}", day)

    def _press(self, fact: Fact, _: Mandate) -> None:
        column = next(each for each in self.portal.walk() if each.kind is ColumnKind.DOCUMENTS)
        for number in range(fact.at_least):
            held = date(fact.year or 0, 2 + number * 2, 10)
            leader = "主要负责人" if number < fact.led else "其他"
            self.write(column, f"press: {{led_by: {leader}, held: {held}}}", held)

    def _rows(self, fact: Fact, mandate: Mandate) -> None:
        for schema in fact.schemas:
            wanted = [{key: value} for key, values in fact.values for value in values] or [{}]
            rows = [{**{key: values[0] for key, values in fact.where}, **each} for each in wanted]
            self._table(schema, rows, fact, mandate)

    def _table(
        self, schema: str, rows: list[dict[str, str]], fact: Fact, mandate: Mandate, day: date | None = None
    ) -> None:
        columns = self._columns(fact, mandate)
        column = next((each for top in columns for each in top.walk() if each.schema == schema), None)
        if column is None:
            column = self._new_register(columns[0], schema)
        self.number += 1
        path = self.root / "content" / column.address / f"表{self.number}.csv"
        when = day or self._in_time(fact, mandate)
        write_table(path, formats(self.root)[schema], rows, when, self._policy())

    def _new_register(self, above: Column, schema: str) -> Column:
        """Put a column for a table below one of documents, as a webmaster would."""
        file = self.root / "columns.yml"
        lines = file.read_text(encoding="utf-8").splitlines()
        at = above.place.line - 1
        indent = len(lines[at]) - len(lines[at].lstrip())
        end = at + 1
        while end < len(lines) and (
            len(lines[end]) - len(lines[end].lstrip()) > indent or not lines[end].strip()
        ):
            end += 1
        children = [f"{' ' * (indent + 2)}children:"] if not above.children else []
        new = f"{' ' * (indent + 4)}- {{name: 表{schema}, slug: t-{schema}, kind: register, schema: {schema}, description: 表{schema}。}}"
        lines[end:end] = [*children, new]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        portal = loaded(self.root, self.portal.as_of).portal
        assert portal
        self.portal = portal
        return next(each for each in portal.walk() if each.schema == schema and each.path[:-1] == above.path)

    def _every(self, fact: Fact, mandate: Mandate) -> None:
        step = 3 if fact.period is Period.QUARTER else 1
        first = fact.since or date(fact.year or 0, 1, 1)
        last = fact.until or date(fact.year or 0, 12, 31)
        months = range(first.month, last.month + 1, step)
        days = [date(first.year, month, 20) for month in months]
        if fact.kind:
            for day in days:
                self.write(self._columns(fact, mandate)[0], self._policy_head(day), day)
            return
        rows = [{"accepted": f"{day}", "answered": f"{day}", "number": f"{day:%Y%m%d}"} for day in days]
        self._table(fact.schemas[0], rows, fact, mandate)

    def _tied(self, fact: Fact, mandate: Mandate) -> None:
        policy = self._policy()
        if fact.schemas:
            self._table(fact.schemas[0], [{"policy": policy}], fact, mandate)
        else:
            link = f"依据[文件](/{policy})办理。"
            self.write(self._columns(fact, mandate)[0], HEADS[Content.GUIDE].format(), text=link)

    def _elements(self, fact: Fact, _: Mandate) -> None:
        if fact.part is PagePart.HANDBOOK:
            column = next(each for each in self.portal.walk() if each.name == "政府信息公开指南")
            contact = "办公地址、办公时间、联系电话、传真号码、互联网联系方式：示例大道1号。"
            parts = "\n\n".join(f"## {names[0]}\n\n{contact}" for names in GUIDE_PARTS)
            self.write(column, "", text=parts)
        elif fact.part is PagePart.STATUTORY_ITEMS:
            for column in self.portal.walk():
                if len(column.path) == 3 and column.path[1] == "法定主动公开内容":
                    self.write(column, "")

    def _look(self, fact: Fact, mandate: Mandate) -> None:
        for column in self._columns(fact, mandate):
            if not any(each.kind in (ColumnKind.DOCUMENTS, ColumnKind.PAGE) for each in column.walk()):
                register = next((each for each in column.walk() if each.kind is ColumnKind.REGISTER), None)
                if register:
                    self._table(
                        register.schema, [{}], Fact(fact.fact, (column.path,), year=fact.year), mandate
                    )
                continue
            # What stands among interpretations is one: a good unit mixes nothing in.
            lines = (
                f"interprets: [{self._policy()}]\n{TOLD}" if "解读" in "".join(_place(column).path) else ""
            )
            self.write(column, lines, self._in_time(fact, mandate))


def _place(column: Column) -> Column:
    """Return the column itself or the first below it that holds documents."""
    return next(each for each in column.walk() if each.kind in (ColumnKind.DOCUMENTS, ColumnKind.PAGE))


def _report(kind: Content) -> str:
    if kind is not Content.ANNUAL_REPORT:
        return "正文。"
    return "\n\n".join(
        f"## {numeral}、{names[0]}\n\n情况如下。"
        for numeral, names in zip("一二三四五六", PARTS, strict=True)
    )
