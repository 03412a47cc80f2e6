"""What lies beside a new portal for those who keep it: how to begin, what is whose, what to do before it is public."""

from __future__ import annotations

from collections.abc import Sequence


def notes(name: str, packs: Sequence[str], columns: int) -> str:
    """Return the text of README.md of a portal whose columns were made of these packs."""
    return _NOTES.format(name=name, packs="、".join(packs), columns=columns)


_NOTES = """\
# {name}政务公开栏目

这个文件夹是一个网站，栏目按要点{packs}的要求建好，共{columns}个。生成网站的程序叫gongkai，不在这里；
这里的gongkai（Windows是gongkai.cmd）会装上合适的版本。

## 第一次使用

电脑上先装好git和Python 3.11或更新的版本，再在这个文件夹里运行（Windows写gongkai，Linux写./gongkai）：

```
gongkai serve
```

第一次运行会准备运行环境（.venv），约需一两分钟，然后显示预览地址，用浏览器打开。
提示没有装成程序的，向信息中心要gongkai的安装包（.whl文件），放进wheels文件夹再运行。

## 编辑怎样发一条信息

```
git pull                          先取回别人的改动
gongkai new 通知公告 关于某事的通知   新建一份文档，屏幕上写着文件在哪里
gongkai serve                     边写边看；草稿也显示
gongkai check                     检查，照提示改正
git add -A
git commit -m "发布关于某事的通知"
git push
```

栏目写名称、地址或路径，用gongkai tree查看。写好以后，删去文档头部的draft: true一行再提交。
发布以后又改了内容的，在文档头部写corrected，说明改了什么：

```
corrected:
  - date: 2026-12-01
    note: 更正附件2的联系电话。
```

## 文件夹里有什么

| 文件 | 用处 | 谁改 |
| --- | --- | --- |
| content | 内容。一个栏目一个文件夹，文件夹名是栏目的地址 | 编辑 |
| columns.yml | 栏目树：名称、描述、责任单位、更新周期、设置依据 | 站长 |
| urls.lock | 地址的登记簿，与columns.yml一起提交；登记过的地址不再变 | 程序 |
| mkdocs.yml | 网站名称、网址、页脚标识、颜色和徽标 | 站长 |
| public | 徽标、小图标等图片和自己的样式，写进mkdocs.yml才用 | 站长 |
| theme | 要替换的模板和样式，只放与程序自带的不同的 | 站长 |
| packs | 本机关自己的要点，一份一个文件，用gongkai pack draft起草；没有就不用建 | 站长 |
| registers、ledger.yml、synonyms.yml | 自己的名录格式，任务的说明，搜索用的本地同义词；没有就不用建 | 站长 |
| gongkai、gongkai.cmd | 启动程序 | 程序 |
| program | 程序的版本和软件包的锁，gongkai upgrade会更新 | 程序 |
| schema | 供编辑器提示可以写哪些键，gongkai upgrade会更新 | 程序 |

生成的网站在site文件夹，缓存在.cache，运行环境在.venv，都不保存到版本库。wheels文件夹里只保存gongkai自己的安装包。
用VS Code的，装上YAML扩展（redhat.vscode-yaml），写columns.yml、mkdocs.yml和packs里的要点时会有提示。

## 上线以前要做的事

1. 在columns.yml里核对网站名称、域名、网站标识码和主办单位；标识码还是0000000000的，换成真实的。
2. 给一级栏目写上责任人员（owner），核对每个栏目的责任单位和更新周期。
3. 在mkdocs.yml里填写页脚标识。
4. 写好content里的单页（文件名都是index.md），写好一页就删除它的draft: true一行。
5. 每个栏目至少放一份内容。栏目里没有内容会被检查指出，空白栏目多了，网站检查不合格。
6. 删除columns.yml末尾的checks，运行gongkai check，直到没有错误和警告。

## 常用命令

```
gongkai check                    检查，列出问题和改法
gongkai tree                     查看栏目和地址
gongkai new 栏目 标题             新建一份文档
gongkai serve                    在本机预览
gongkai build                    生成网站到site文件夹
```

## 升级程序

用新版本的gongkai（离线包里的，或者用pipx、uv装的）运行，先看、再做：

```
gongkai upgrade --root 这个文件夹 --dry-run
gongkai upgrade --root 这个文件夹
```

它说明新版本有什么变化，需要时改写这里的文件，更新启动程序和版本。然后提交改动；别人取回以后，下一次运行自动换上新版本。
"""
