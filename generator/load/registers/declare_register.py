"""The declaration of a register's format (registers/*.yml). Chinese labels (titles) are aliases of keys."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Flag, Line, Lines, OptionalLine
from generator.model.register import FieldType, RuleKind, Show


def _parse_count(value: Any) -> Any:
    """Read a whole number of at least 1, in any kind of digits."""
    text = str(value).strip()
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise PydanticCustomError("value-invalid", "应是大于0的整数，不能是“{text}”", {"text": text})


Count = Annotated[int, BeforeValidator(_parse_count)]


class FieldDeclaration(Declaration):
    """名录的一个字段，也就是表格的一列。"""

    key: Line = Field(
        title="字段键", description="英文小写的名字，规则里用它指这个字段。", pattern=r"^[a-z][a-z0-9_]*$"
    )
    label: Line = Field(title="字段名称", description="表头的文字，与文件规定的一字不差。", min_length=1)
    aliases: Lines = Field([], title="别名", description="表格里可以用的其他表头文字。")
    type: FieldType = Field(
        FieldType.TEXT,
        title="字段类型",
        description="text一行文字、long长文字、date日期、integer整数、number数、money金额、phone电话、url网址、"
        "choice选项、credit-code统一社会信用代码、masked-id要遮住的证件号码、document本站文档、assets附件。",
    )
    required: Flag = Field(False, title="必填", description="true表示每行都要填。")
    show: Show = Field(
        Show.TABLE,
        title="显示位置",
        description="table表格的一列；detail收在每行下面的“详情”里；hidden不公开，网页和下载的表里都没有。",
    )
    choices: Lines = Field(
        [], title="可选值", description="type是choice时的全部取值；别的类型写在这里的文字可以代替规定的写法。"
    )
    codes: Lines = Field(
        [],
        title="代码",
        description="别的系统导出的表里代表可选值的代码，与choices一一对应，例如[1, 2]；"
        "一个可选值有几种写法的用|隔开，例如[1|正常, 2|撤销]；页面上显示可选值。",
    )
    unit: OptionalLine = Field("", title="单位", description="数或金额的单位，例如万元，印在表头。")
    description: OptionalLine = Field("", title="填写说明", description="怎么填，写给做表的人看。")
    over: OptionalLine = Field("", title="上层表头", description="两行表头时，盖在几列之上的文字。")


class RuleDeclaration(Declaration):
    """名录的一条规则。除了kind，写哪些键由规则种类决定。"""

    kind: RuleKind = Field(
        title="规则种类",
        description="within-workdays两个日期之间不超过days个工作日；take-down过了date的行不再显示；"
        "withdrawn状态是value的行只留名称、状态和理由；unique各行不得重复；not-after先后顺序；"
        "any-of几个字段至少填一个；words只用词表里的词。",
    )
    start: OptionalLine = Field("", alias="from", title="起", description="within-workdays：起算日期的字段。")
    to: OptionalLine = Field(
        "", title="止", description="within-workdays：截止日期的字段；空着时算到基准日。"
    )
    days: Count | None = Field(None, title="天数", description="within-workdays：最多几个工作日。")
    code: OptionalLine = Field("", title="问题代码", description="within-workdays：超过时报哪个问题。")
    date: OptionalLine = Field("", title="到期日", description="take-down：最后显示日的字段。")
    state: OptionalLine = Field("", title="状态字段", description="withdrawn：写状态的字段。")
    value: OptionalLine = Field("", title="撤回的状态", description="withdrawn：表示撤回的文字。")
    reason: OptionalLine = Field("", title="理由字段", description="withdrawn：写理由的字段。")
    fields: Lines = Field(
        [],
        title="有关的字段",
        description="unique：几个字段合起来不得重复；any-of：至少填一个的字段；words：按词表填的字段。",
    )
    words: Lines = Field([], title="词表", description="words：可以用的词；有“其他”时，以它开头的都可以。")
    earlier: OptionalLine = Field("", title="在前的日期", description="not-after：应当较早的日期字段。")
    later: OptionalLine = Field("", title="在后的日期", description="not-after：应当较晚的日期字段。")


class RegisterDeclaration(Declaration):
    """一种名录格式。"""

    id: Line = Field(
        title="格式编号", description="与文件名相同，columns.yml的schema写它。", pattern=r"^[a-z][a-z0-9-]*$"
    )
    name: Line = Field(title="格式名称", description="这种名录叫什么。", min_length=1)
    basis: OptionalLine = Field(
        "", title="字段依据", description="各字段出自哪里；凭经验定的写“默认，可改”。"
    )
    fields: list[FieldDeclaration] = Field(title="字段", description="各字段，按显示的顺序。", min_length=1)
    row_title: Line = Field(title="行名", description="哪个字段是一行的名称。")
    date: OptionalLine = Field("", title="行日期", description="哪个字段是一行的日期，用来算最近更新。")
    group: OptionalLine = Field("", title="分组", description="按哪个字段分组显示。")
    identity: Lines = Field(
        [],
        title="行的标识",
        description="哪些字段合起来认得出一行，行的网址由它们得出；不写时用第一条unique规则的字段，"
        "没有的用文号、编号一列加行名，再没有就用整行的内容。",
    )
    head_rows: Count = Field(1, title="表头行数", description="1或2；2时字段可以写over。", le=2)
    rules: list[RuleDeclaration] = Field([], title="规则", description="各行要守的规则。")
