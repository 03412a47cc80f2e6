"""Cut questions and titles into runs of characters that mean something. The page does the same to what is typed.

The words of asking part runs: they say that somebody asks, and nothing of what. All lists travel to the page in the
list of contents (contents.py), so that both sides always cut alike.
"""

from __future__ import annotations

import unicodedata

from generator.patterns import pattern

# What stands between a word and its object goes without a trace: 休几天假, 办什么证.
JOINING = ("什么", "多少", "几天", "几年", "几个", "几次", "哪些", "哪个", "哪种", "多长", "多大")
_BREAKING = """请问 想问 问一下 咨询一下 咨询 怎么回事 怎么办理 怎么办 怎么样 怎么 怎样 如何 为什么 为何 什么时候 什么样 什么地方
    哪些人 哪些地方 哪里 哪儿 哪家 哪几 多久 多长时间 好多 好久 几岁 一个月 每个月 每月 每年 一天
    能不能 能否 可不可以 可否 可以 会不会 是不是 是否 要不要 用不用 需不需要 需要 应该 必须 想要 我想 我要 有没有 有无 没得 没有
    行不行 算不算 让不让 给不给 收不收 准不准 不准 一下 现在 目前 今年 明年 去年 突然 自己 我们 你们 他们 人家 我家 家里
    之后 以后 以前 打算 方面 准备 一般 大概 上个月 这个月 上周 刚刚 谢谢 您好 你好 麻烦 请教 求助 知道 告诉 听说 最近 已经
    还是 或者 以及 如果 要是 的话 但是 因为 所以 然后
    这个 那个 这种 这边 那边 这里 那里 吗 呢 啊 吧 嘛 么 呀 哦 的 你 您 他 她 咋 啥 谁 很 哪"""
# All words that are taken out, as a pattern that both sides read: of two that begin alike the longer one.
ASKING = "|".join(
    [
        *sorted({*JOINING, *_BREAKING.split()}, key=lambda word: (-len(word), word)),
        "一年(?!级)",
        "一次(?![性办])",
        "一个(?!学校)",
        "我(?![爸妈们])",
    ]
)
# Characters of many words that mean nothing when they stand outside of one.
SOFT = "不要会能在是有想去到给来还都就也和与及或没被把对从请个上下多又再才只让用为由向于之家人里时候得过开可以些这那该吃做看找弄搞了着"
# What every matter has: it tells how somebody asks rather than about what.
_LIGHT = """办理 申请 申领 领取 办事指南 指南 手续 材料 资料 条件 流程 规定 政策 电话 地址 时间 费用 收费 标准 通知 办法 印发
    示例 实施 要钱 花钱 多钱 钱 办 领 交 带 证件 关于 享受 符合 要求 做好 工作 若干 措施 方案 意见 具体 情况 相关 问题
    认定 处理 支持 注意 合理 政府 国家 社区 街道 部门 本区
    孩子 小孩 娃 娃儿 宝宝 小朋友 儿子 女儿 爱人 老婆 老公 妻子 丈夫 媳妇 爸妈 我妈 我爸 妈妈 爸爸 父母 爷爷 奶奶 外公 外婆 岳母
    弟弟 妹妹 哥哥 姐姐 朋友 邻居 亲戚 同志 公司 单位 老板 地方 每人 一个人 个人"""
LIGHT = tuple(_LIGHT.split())

_JOINS = pattern("|".join(JOINING))
_ASKING = pattern(ASKING)
_RUNS = pattern("[\u3400-\u9fff]+|[a-z0-9]+")


def runs(text: str) -> list[str]:
    """Return the runs of a text: of Han characters, or of letters and digits."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return _RUNS.findall(_ASKING.sub(lambda found: "" if found[0] in JOINING else " ", plain))


def is_han(run: str) -> bool:
    """Tell a run of Han characters from one of letters and digits."""
    return run[0] > "\u33ff"
