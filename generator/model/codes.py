"""Rows of the catalogue for the finding codes that belong to no family."""

from __future__ import annotations

from generator.model.finding import Level

_REGULATION = "政府信息公开条例（国务院令第711号）"
_GUIDELINES = "国办发〔2017〕47号"
_INDICATORS = "国办秘函〔2019〕19号"
_ANSWERS = f"{_INDICATORS}单项否决“互动回应差”"
_STALE = f"{_INDICATORS}单项否决“栏目不更新”"
_PRIVACY = f"{_REGULATION}第十五条"

Row = tuple[str, Level, str, str] | tuple[str, Level, str, str, str]


# fmt: off
def _files_and_keys() -> list[Row]:
    """Reading: files, keys, columns."""
    error, warning, info = Level.ERROR, Level.WARNING, Level.INFO
    return [
        ("file-missing", error, "缺少文件", "补上该文件，或改正写错的路径。"),
        ("file-empty", error, "文件是空的", "写入内容，或删除这个文件。"),
        ("file-too-large", error, "文件过大", "压缩或拆分后再放入；正文应是文本，视频请用附件方式挂接。"),
        ("file-unreadable", error, "文件读不出来", "检查文件权限，确认它是普通文件。"),
        ("file-name", error, "文件名不能用", "给文件改名，用汉字、字母、数字和连字符，再改正写到它的地方。"),
        ("merge-conflict", error, "有没有解决的合并冲突", "留下要的一边，删去<<<<<<<、=======、>>>>>>>三行，再提交。"),
        ("file-changed", error, "生成网站时文件被改动", "等文件改完、传完，再构建一次。"),
        ("encoding", error, "编码不是UTF-8", "用编辑器的“另存为”选UTF-8编码后保存。"),
        ("yaml-syntax", error, "YAML写法有误", "按提示的行列改正；缩进用空格，冒号后留一个空格。"),
        ("yaml-tab", error, "缩进用了制表符", "把制表符（Tab）换成两个空格。"),
        ("yaml-duplicate-key", error, "同一个键写了两次", "只保留一处。"),
        ("front-matter", error, "文档头部有误", "文档要以一行---开头，写完各项后再用一行---结束。"),
        ("key-unknown", error, "没有这个键", "改成正确的键名，或删除这一行。"),
        ("key-missing", error, "缺少必填项", "补上这一项。"),
        ("value-invalid", error, "取值不对", "按提示改成允许的写法。"),
        ("date-invalid", error, "日期不对", "日期写成2026-03-02，时间写成2026-03-02 09:30。"),
        ("column-duplicate", error, "同级栏目重名", "同一上级下的栏目名称不能相同，请改名或合并。"),
        ("slug-duplicate", error, "栏目地址相同", "给其中一个栏目写上slug，例如slug: zcjd2。"),
        ("slug-reserved", error, "栏目地址与系统目录冲突", "给这个栏目写上另一个slug。"),
        ("urls-lock", error, "地址登记有误", "照提示改正urls.lock的这一行，或从版本库取回原来的文件。"),
        ("address-gone", error, "公开过的网址没有了", "移动的写上old_urls，或运行gongkai check --fix urls；撤回的放回来，写上withdrawn。"),
        ("old-url-invalid", error, "旧网址写得不对", "写成/tzgg/a.html或https://开头的完整网址，不带#；一行一个。"),
        ("old-url-conflict", error, "旧网址另有用处", "删去写错的一处；一个旧网址只能转到一个新网址。"),
        ("old-url-target", error, "旧网址要转到的网页不存在", "改正old_urls.csv这一行的第二格。"),
        ("also-column", error, "不能同时列入这个栏目", "写栏目的地址路径，例如zwgk/zcwj；栏目的kind应是documents。"),
        ("withdrawn", info, "文档已撤回", "网址上只留说明；要重新公开，删除withdrawn。"),
        ("address-unrecorded", info, "地址没有登记", "运行gongkai check --fix urls，把urls.lock与columns.yml一起提交。"),
        ("synonym-alone", warning, "同义词只有一个词", "一组至少写两个意思相同的词；用不着的删除这一行。"),
        ("synonym-repeated", warning, "同义词写了两次", "删去多写的一处；意思相同的几组合成一组。"),
        ("link-url-invalid", error, "链接地址不对", "链接要以https://或http://开头。"),
        ("document-no-column", error, "文件夹不是任何栏目", "把文档移到栏目文件夹，或在文档头部写column。"),
        ("document-name", error, "文件的扩展名不是.md", "文档的扩展名改成小写的.md；不是文档的，写进文档的attachments或移走。"),
        ("document-kind", error, "文档放错了栏目", "按栏目的kind放置文件，或修改columns.yml中的kind。"),
        ("address-duplicate", error, "两个页面地址相同", "修改其中一个文件名。"),
        ("theme-file", error, "外观文件不能用", "theme里只放模板、样式、脚本和图片的普通文件；删除它，或换成普通文件。"),
        ("theme-stray", warning, "外观文件没有用处", "改成要替换的文件的名字，路径也要相同；不用的删除。"),
        ("public-file", warning, "文件不放到网站根目录", "放在网站根目录的文件，直接放在public文件夹里；不用的删除。"),
        ("style-foreign", error, "样式引用了外面的东西", "图片放在样式旁边，写文件名；别的样式写进extra_css。"),
    ]


def _references() -> list[Row]:
    """What documents refer to and say of themselves."""
    error, warning, info = Level.ERROR, Level.WARNING, Level.INFO
    return [
        ("attachment-missing", error, "附件不存在", "把附件放到文档旁边，或改正文件名。"),
        ("asset-forbidden", error, "不能发布这种文件", "改用PDF、Word、Excel、图片、音频或视频。"),
        ("media-foreign", error, "用了别的网站的图片或音视频", "下载下来，放在文档旁边，写文件名。"),
        ("content-lost", error, "有文字或图片不会显示", "把文件放在文档旁边，写文件名；文字直接写在正文里。"),
        ("document-empty", error, "文档什么也不显示", "写上正文，或附上文件；还没有写好的，在头部写draft: true。"),
        ("markup-dropped", warning, "有网页上不起作用的写法", "删去它，或换成Markdown的写法。"),
        ("text-nested", error, "正文套得太深", "减少引用、列表或标签的层次，一般不超过五层。"),
        ("relation-circle", error, "关联绕成了圈", "逐个核对圈里的文档，改正写反的一处。"),
        ("asset-active", error, "附件里有会运行的内容", "用原来的软件重新导出，不带脚本、宏和嵌入的程序。"),
        ("file-unpublishable", error, "不公开的文件被引用", "改成正文里的链接；要作附件，另存成PDF、Word、Excel或图片，放在文档旁边。"),
        ("file-name-windows", warning, "文件名在Windows上不能用", "换个名字：只用汉字、字母、数字、连字符和下划线，不要太长。"),
        ("link-broken", error, "站内链接打不开", "改正链接，或补上被链接的文件。"),
        ("path-outside", error, "路径越出content目录", "只能引用content目录里的文件。"),
        ("interprets-missing", error, "被解读的文件不存在", "改正interprets中的路径。"),
        ("replaced-by-missing", error, "替代文件不存在", "改正replaced_by中的路径。"),
        ("relation-missing", error, "关联的文档不存在", "改正路径；路径从content之下写起，以.md结尾。"),
        ("column-description", warning, "栏目没有描述", "写上description，说明栏目公开什么。", f"{_GUIDELINES}栏目标签"),
        ("column-duty", warning, "栏目责任不全", "写上unit、owner和cycle；下级栏目会自动沿用。", "武隆府办发〔2022〕46号（十三）2"),
        ("index-no-duplicate", error, "索引号重复", "索引号全站唯一。运行gongkai check --fix index，或改正其中一个。"),
        ("site-code-invalid", error, "网站标识码格式不对", "标识码是10位数字，或bm加8位数字。", f"{_GUIDELINES}网站标签"),
        ("date-order", error, "发布日期早于成文日期", "核对signed和published。", f"{_INDICATORS}单项否决“伪造发稿日期”"),
        ("corrected-date", error, "更正日期早于发布日期", "核对corrected和published；发布以前改的不用写。"),
        ("not-yet-published", info, "尚未到发布时间", "到了发布日期再构建，文档会自动出现。"),
        ("taken-down", info, "到了撤下时间", "不必处理；还应公开的，改正或删去withdraw_at。"),
        ("moment-order", error, "公开和撤下的时间先后不对", "核对published、notice_until和withdraw_at：先公开，公示截止在后，撤下最后。"),
        ("index-no-clash", warning, "没有公开的文档索引号重复", "运行gongkai check --fix index，程序给没有公开的重新编号。"),
        ("draft", info, "草稿不发布", "定稿后删除draft: true。"),
        ("subject-unknown", warning, "主题分类不是规定的", "照分类表写；本地另有的，写进limits.subjects。", "国务院政策文件库的主题分类"),
        ("page-missing", warning, "单页栏目没有内容", "在栏目文件夹中新建index.md。"),
    ]


def _registers() -> list[Row]:
    """Tables and the files nobody shows."""
    error, warning, info = Level.ERROR, Level.WARNING, Level.INFO
    return [
        ("table-hidden", error, "表格里藏着内容", "要公开的取消隐藏；不公开的删去，再保存。"),
        ("table-sheets", warning, "工作簿里还有别的表", "各存成一个文件放进栏目；说明一类的表从文件里删去。"),
        ("table-formula", error, "公式没有算出结果", "在Excel里打开，等算好再保存；或者把公式换成数值。"),
        ("register-invalid", error, "名录表格有误", "第一行写表头，每行列数与表头一致。"),
        ("register-schema", error, "名录格式有误", "改正registers中的格式，或columns.yml中的schema。"),
        ("register-head", error, "表头与名录格式不符", "照名录格式写表头，每列一个名称。"),
        ("register-cell", error, "表格里的格子填错了", "照填写说明改正这一格。"),
        ("register-duplicate", error, "表格里有重复的行", "只保留一行，或改正编号。"),
        ("register-order", error, "日期先后不对", "核对这一行的两个日期。"),
        ("register-late", warning, "超过规定的工作日", "尽快办理；确有原因的，记下原因备查。"),
        ("reply-late", warning, "答复超过时限", "尽快答复；确有原因的，记下原因备查。"),
        ("double-publicity-late", warning, "双公示超过时限", "作出决定后7个工作日内公示；确有原因的，记下原因备查。"),
        ("register-taken-down", info, "到期的行不再显示", "不必处理；还应公示的，改正表格里的到期日。"),
        ("register-unmarked", warning, "几列都没有填", "几列里至少填一列；不清楚的，请责任单位核对。"),
        ("register-word", warning, "用词不在词表里", "改成词表里的词；词表写在名录格式里，可以改。"),
        ("asset-unused", info, "文件没有被引用", "在文档的attachments中写上它，或删除。"),
    ]


def _mandates_and_freshness() -> list[Row]:
    """Directives, freshness, and what must not be public."""
    error, warning, info = Level.ERROR, Level.WARNING, Level.INFO
    return [
        ("basis-unknown", error, "依据编号不存在", "依据写成“要点编号#任务编号”，例如wanzhou-2021#1。"),
        ("column-mandated", warning, "缺少要点点名的栏目", "在columns.yml中按路径加上，名称一字不差。", "columns.yml的packs所列要点"),
        ("mandate-unmet", warning, "任务没有落实", "在点名的栏目公开有关内容。", "columns.yml的packs所列要点"),
        ("mandate-partly", info, "任务部分落实", "运行gongkai ledger看各项任务缺什么。"),
        ("mandate-unjudged", info, "有内容，待人核对", "照台账的情况说明看内容，是要点要求的，在ledger.yml中说明。"),
        ("mandate-statement", info, "任务需要说明", "网站上看不出来的任务，在ledger.yml中写明情况和证明。"),
        ("mandate-unknown", error, "没有这项任务", "任务写成“要点编号#任务编号”，例如wanzhou-2021#92。"),
        ("statement-duplicate", error, "同一项任务说明了两次", "一项任务只保留一条说明。"),
        ("statement-later", info, "说明的日期在基准日之后", "到了那一天，这条说明自动生效。"),
        ("statement-reason", warning, "不适用没有写原因", "写上reason：为什么这项任务与本单位无关。"),
        ("statement-unneeded", info, "不需要说明的任务", "这项任务的状态由网站内容算出，可以删除这条说明。"),
        ("pack-unknown", error, "没有这个要点", "改成已有的要点编号；自己的要点放在packs文件夹，文件名是编号加.yml。"),
        ("pack-invalid", error, "要点有误", "照要点的写法改正packs里的这个文件。"),
        ("pack-id-taken", error, "要点编号已被占用", "换一个编号，文件名和pack都改。"),
        ("pack-file", warning, "packs里有不会读的文件", "文件名改成要点编号加.yml。"),
        ("pack-proof", warning, "证明里写的不存在", "改成已有的栏目、名录格式或问题代码，名称一字不差。"),
        ("pack-unused", info, "packs里的要点没有用上", "运行gongkai pack add，把它和它要求的栏目加到columns.yml。"),
        ("pack-superseded", info, "要点已由新的接替", "上一年的任务还要核对就留着；不再核对，就从packs里删去。"),
        ("pack-unsure", info, "要点草稿还没有核对", "对照原文核对这几个键，改好以后删去unsure一行。"),
        ("column-empty", warning, "空白栏目", "放入内容；确实没有内容的，撤下这个栏目。", _STALE),
        ("column-empty-many", error, "空白栏目过多", "先补内容或撤下空白栏目，再生成网站。", _STALE),
        ("column-overdue", warning, "栏目逾期未更新", "发布新内容；有变动才更新的栏目，把cycle写成as-needed。", _STALE),
        ("title-duplicate", warning, "同一栏目标题重复", "删除重复的一份，或在标题里写明区别。"),
        ("text-duplicate", info, "两份文档正文相同", "同一内容只发一份，另一处用链接。"),
        ("doc-no-year", warning, "文号年份与成文日期不符", "核对doc_no和signed。"),
        ("review-unsigned", warning, "三审三校没有签全", "在review中写上初审、复审、终审三个人。"),
        ("personal-identity", error, "有身份证号", "删去，或隐去中间的数字；确需公开的，在columns.yml的checks中写明原因。", _PRIVACY),
        ("personal-bank", error, "有银行卡号", "删去，或隐去中间的数字；确需公开的，在columns.yml的checks中写明原因。", _PRIVACY),
        ("personal-mobile", error, "有手机号", "改用固定电话，或隐去中间的数字；确需公开的，在columns.yml的checks中写明原因。", _PRIVACY),
        ("secret-mark", error, "有密级或内部标志", "停止发布，先请保密工作机构审查。", f"{_INDICATORS}单项否决“泄露国家秘密”"),
        ("link-hidden", warning, "有看不见的站外链接", "删除这个链接，或写上看得见的文字。"),
        ("anchor-missing", warning, "链接的锚点不存在", "改正#号后面的文字，与标题一致。"),
    ]


def _pasted() -> list[Row]:
    """What pasting from Word, a web page or a PDF file leaves in a text."""
    warning = Level.WARNING
    fix = "也可运行gongkai check --fix自动改。"
    return [
        ("paste-paragraphs", warning, "段落之间没有空行", f"每段之间空一行；{fix}"),
        ("paste-indent", warning, "段首有多余的空格", f"删去段首的空格，网页会自动缩进；{fix}"),
        ("paste-code", warning, "段落会显示成代码", f"删去段首的空格；{fix}"),
        ("paste-heading", warning, "标题的#号后没有空格", f"写成“## 标题”；{fix}"),
        ("paste-number", warning, "数字会变成列表编号", "句首的年份写成“2026\\.”；编号接着上一条写，或改用“一、”“（一）”。"),
        ("paste-page-number", warning, "正文里有页码", f"删去这一行；{fix}"),
        ("paste-break", warning, "有看不见的换行符", f"换成回车；{fix}"),
        ("paste-control", warning, "有看不见的控制字符", f"删去它；{fix}"),
        ("paste-radical", warning, "部首当成了汉字", f"改成汉字；{fix}"),
    ]


def _attachments_and_output() -> list[Row]:
    """Attached files, drawn pages, settings, terms."""
    error, warning, info = Level.ERROR, Level.WARNING, Level.INFO
    return [
        ("file-mismatch", error, "扩展名与内容不符", "换成真正的文件，或把扩展名改对。"),
        ("file-damaged", error, "文件打不开", "重新导出或上传，自己先打开看一遍。"),
        ("file-too-complex", error, "文件太复杂，检查不了", "用原来的软件重新导出一份再放入。"),
        ("file-unchecked", info, "文件没有检查全", "请人工检查，或换成PDF、DOCX、XLSX。"),
        ("file-unsearched", info, "附件的文字没有全部进搜索", "重要的内容写进正文，或者把附件分成几个。"),
        ("file-author", info, "文件属性里有人名", "在Word、Excel或PDF软件的“属性”里删去作者。"),
        ("asset-hidden", warning, "附件里藏着内容", "取消隐藏，或者删去；要留着的（如下拉选项），在checks中写明原因。", _PRIVACY),
        ("picture-location", warning, "照片带有拍摄地点", "在“属性—详细信息”里删除GPS信息，或另存一份不带信息的图片。", _PRIVACY),
        ("video-codec", error, "视频编码不通用", "转成H.264编码的MP4。"),
        ("captions-invalid", error, "字幕写法有误", "第一行写WEBVTT，时间写成00:00:01.000 --> 00:00:04.000。"),
        ("output-tags", error, "网页缺少标签", "改正theme里的main.html；没有改过外观的，请报告程序的错误。", f"{_GUIDELINES}页面标签"),
        ("output-mark", error, "网页页脚缺少标识", "改正theme里的partials/footer.html；没有改过外观的，请报告程序的错误。"),
        ("output-link", error, "网页里的站内链接打不开", "改正theme里的模板；没有改过外观的，请报告程序的错误。"),
        ("check-setting", error, "检查设置有误", "按提示改正columns.yml的checks。"),
        ("known-invalid", error, "已知问题的清单有误", "运行gongkai check --accept-known known.csv重新写出，或删去这一行。"),
        ("known-left", info, "还有已知问题没有改", "一批一批地改；改好的运行gongkai check --prune-known去掉。"),
        ("known-gone", info, "有已知问题已经改好", "运行gongkai check --prune-known把它们从清单里去掉。"),
        ("published-late", warning, "公开超过时限", "新文件成文后20个工作日内公开；确有原因的，记下原因备查。", f"{_REGULATION}第二十六条"),
        ("workdays-unknown", info, "不能确定是否超过工作日", "升级gongkai，新版本带有新一年的节假日安排；此前请人工核对。"),
    ]


def _kinds() -> list[Row]:
    """Kinds of disclosure: consultations, guides, plans, reports."""
    warning, info = Level.WARNING, Level.INFO
    return [
        ("details-missing", info, "没有写专门的要素", "在文档头部补上该栏目要求的一组键。"),
        ("mark-missing", warning, "页脚标识缺项", "在mkdocs.yml的extra.gongkai中补上。"),
        ("report-unfiled", warning, "没有写年度", "写上年度和单位，这份文档才会排进年度表。"),
    ]


def _national() -> list[Row]:
    """What is asked of every site in the country, whatever directives it follows."""
    error, warning, info = Level.ERROR, Level.WARNING, Level.INFO
    return [
        ("column-stale-many", error, "一级栏目未更新的过多", "先更新这些栏目，再生成网站。", _STALE),
        ("column-unkept-many", error, "逾期未更新的栏目过多", "更新或撤下这些栏目；有变动才更新的，把cycle写成as-needed。", _STALE),
        ("home-stale", warning, "首页没有更新", "发布新的信息，首页会自动列出。", f"{_INDICATORS}单项否决“首页不更新”"),
        ("consultation-missing", warning, "没有咨询渠道", "设一个type是咨询投诉的栏目，放上留言、信箱或咨询平台的链接。", _ANSWERS),
        ("services-missing", warning, "没有办事服务", "设一个type是办事服务的栏目，放上办事指南或政务服务网的链接。",
         f"{_INDICATORS}单项否决“服务不实用”"),
        ("messages-stale", warning, "留言答复没有更新", "公开新的留言和答复。", f"{_INDICATORS}扣分指标“留言公开”"),
        ("messages-unanswered", warning, "留言长期没有答复", "尽快答复并公开；确有原因的，记下原因备查。", _ANSWERS),
        ("service-figures-stale", warning, "办事统计没有更新", "每季度公开一次，标题里写“办事”和“统计”。",
         f"{_INDICATORS}扣分指标“事项公开”"),
        ("message-figures-stale", warning, "留言统计没有更新", "每季度公开一次，标题里写“留言”和“统计”。"),
        ("statutory-item-missing", warning, "缺少条例规定的栏目", "设这个栏目，或在已有栏目的basis写上条款。", f"{_REGULATION}第二十条"),
        ("local-item-unseen", info, "看不出有条例点名的信息", "本地有这类信息的，设栏目公开；栏目名称看不出的，把这些词写进keywords。",
         f"{_REGULATION}第十九条、第二十一条"),
        ("sections-missing", warning, "专栏的板块不全", "照统一的名称设齐四个板块。", "国办公开办函〔2019〕61号"),
        ("website-report-late", warning, "网站年度报表没有按时公布", "公布报表，标题写“某某年政府网站年度工作报表”。"),
        ("domain-not-gov", warning, "域名不是政府域名", "改用以.gov.cn结尾的域名；写错的，改正columns.yml的domain。", f"{_GUIDELINES}域名"),
    ]


def code_rows() -> tuple[Row, ...]:
    """Return the rows of the catalogue: code, level, name, cure, and the source where there is one."""
    families = (
        _files_and_keys, _references, _registers, _mandates_and_freshness, _pasted, _attachments_and_output, _kinds,
        _national,
    )
    return tuple(row for family in families for row in family())
# fmt: on
