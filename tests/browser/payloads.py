"""Three hundred ways to smuggle a script into a text, and files that are one: what a portal must not run.

``EXECUTED`` opens a dialog when it runs; ``FOREIGN`` is a host that nobody asked for.
"""

from __future__ import annotations

from itertools import product

EXECUTED = "alert(1)"
FOREIGN = "https://evil.example/"
PICTURE = "t.png"

_EVENTS = (
    "onload",
    "onerror",
    "onfocus",
    "ontoggle",
    "onbegin",
    "onanimationstart",
    "onpointerenter",
    "onscroll",
    "onpageshow",
    "onmouseover",
)
_TAGS = (
    f"<img src={PICTURE} {{on}}>",
    f'<IMG SRC="{PICTURE}" {{ON}} title="x">',
    f'<img src="{PICTURE}"/{{on}}/>',
    f"<img src='{PICTURE}' alt='`{{on}}`' {{on}}>",
    "<svg {on}></svg>",
    "<svg><script>{js}</script></svg>",
    "<svg><animate {on} attributeName=x></svg>",
    '<svg><a xlink:href="javascript:{js}"><text>x</text></a></svg>',
    "<details open {on}>x</details>",
    "<input autofocus {on}>",
    "<select autofocus {on}></select>",
    "<body {on}>",
    "<video {on}><source {on}></video>",
    "<audio {on} controls></audio>",
    "<marquee {on}>x</marquee>",
    "<math><mtext><table><mglyph><style><img {on}></style></mglyph></table></mtext></math>",
    "<table {on}><td {on}>x</td></table>",
    "<a {on} href=#>x</a>",
    "<x {on} tabindex=1 style=animation-name:a>x</x>",
    "<p><b {on}><i>x</p></b></i>",
    "<noscript><p title=\"</noscript><img src={pic} {on}>\"></noscript>",
    "<!--><img src={pic} {on}>-->",
    "<![CDATA[<img src={pic} {on}>]]>",
    "<style><img src={pic} {on}></style>",
    "<template><img src={pic} {on}></template>",
    "<title><img src={pic} {on}></title>",
)  # fmt: skip
_SINGLE = (
    "<script>{js}</script>",
    "<SCRIPT>{js}</SCRIPT>",
    "<script/x>{js}</script >",
    "<scr<script>ipt>{js}</scr</script>ipt>",
    "<script src=code.txt></script>",
    "<script src={far}></script>",
    "<iframe src=javascript:{js}></iframe>",
    "<iframe srcdoc='<script>{js}</script>'></iframe>",
    "<object data=javascript:{js}></object>",
    "<embed src=javascript:{js}>",
    "<base href={far}>",
    "<link rel=stylesheet href={far}>",
    "<link rel=import href={far}>",
    "<meta http-equiv=refresh content='0;url={far}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{js}'>",
    "<style>@import '{far}';</style>",
    "<p style='background:url({far})'>x</p>",
    "<form action=javascript:{js}><button autofocus>x</button></form>",
    "<button formaction=javascript:{js}>x</button>",
    "<isindex action=javascript:{js}>",
    "<frameset onload={js}>",
    "<applet code={js}></applet>",
    "<plaintext><script>{js}</script>",
    "[x](javascript:{js})",
    "[x](JaVaScRiPt:{js})",
    "[x]( javascript:{js})",
    "[x](<javascript:{js}>)",
    "[x](java&#115;cript:{js})",
    "[x](&#x6A;avascript:{js})",
    "[x](javascript&colon;{js})",
    "[x](java&Tab;script:{js})",
    "[x](java&NewLine;script:{js})",
    "[x](vbscript:{js})",
    "[x](data:text/html,<script>{js}</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![x](javascript:{js})",
    "![x](data:image/svg+xml,<svg/onload={js}>)",
    "<javascript:{js}>",
    "[x][r]\n\n[r]: javascript:{js}",
    "[x](# \"' onclick={js} '\")",
    '[x](#" onclick="{js}")',
    '![" onload="{js}]({pic})',
    "![x]({pic} \"' onload='{js}\")",
    "# <img src={pic} onload={js}>",
    '## " onclick="{js}',
    "| a |\n| - |\n| <img src={pic} onload={js}> |",
    "x[^1]\n\n[^1]: <svg onload={js}>",
    "`<script>{js}</script>`",
    "```\n</code></pre><script>{js}</script>\n```",
    "    <script>{js}</script>",
    "- [ ] <input onfocus={js} autofocus>",
    "&lt;script&gt;{js}&lt;/script&gt;",
    "&#60;script&#62;{js}&#60;/script&#62;",
    "\\<script>{js}\\</script>",
    "%3Cscript%3E{js}%3C/script%3E",
    "+ADw-script+AD4-{js}+ADw-/script+AD4-",
    "\uff1cscript\uff1e{js}\uff1c/script\uff1e",
    "<!--slot:main--><script>{js}</script>",
    "[[slot:title]]",
    "{{{{ ''.__class__ }}}}{{% raw %}}<script>{js}</script>",
    '<a href="jav\tascript:{js}">x</a>',
    "<a href='&#1;javascript:{js}'>x</a>",
    '<a href="//evil.example" ping="{far}">x</a>',
    '<div id="__proto__" class="gk-zoom" data-zoom onclick={js}>x</div>',
    "<img src={pic} srcset='{far} 2x'>",
    "<video poster=javascript:{js}></video>",
    "<track src=javascript:{js}>",
    "<a download href=javascript:{js}>x</a>",
    "<div data-search-extra><script>{js}</script></div>",
    "<xmp><script>{js}</script></xmp>",
    "<math href=javascript:{js}>x</math>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload={js}/>#x'/></svg>",
    "<svg><foreignObject><iframe src=javascript:{js}></foreignObject></svg>",
    "<svg><set attributeName=onmouseover to={js}></svg>",
    "<image src={pic} onerror={js}>",
    '<a href="#" target=_top onclick={js}>x</a>',
)


def texts() -> list[str]:
    """Return payloads for texts, as Markdown; each stands alone."""
    made = [
        tag.replace("{on}", f"{event}={EXECUTED}")
        .replace("{ON}", f"{event.upper()}={EXECUTED}")
        .replace("{js}", EXECUTED)
        for tag, event in product(_TAGS, _EVENTS)
    ]
    single = [each.format(js=EXECUTED, far=FOREIGN, pic=PICTURE) for each in _SINGLE]
    return list(dict.fromkeys(text.replace("{pic}", PICTURE) for text in (*single, *made)))


WORDS = (
    f"<script>{EXECUTED}</script>",
    f"</title><script>{EXECUTED}</script>",
    f'"><img src=x onerror={EXECUTED}>',
    f"'onload={EXECUTED} x='",
    f"javascript:{EXECUTED}",
    "<!--slot:main-->",
    "[[slot:title]]",
    "{{ 7*7 }}",
    f"&lt;svg onload={EXECUTED}&gt;",
    f"`-{EXECUTED}-`",
    f"</script><script>{EXECUTED}</script>",
    "]]>",
    f"<svg/onload={EXECUTED}>",
    f"\\u003cscript>{EXECUTED}",
    f"--><script>{EXECUTED}</script>",
)
# Names that the list of what may be attached lets pass, and that would end a carelessly written attribute.
FILE_NAMES = (
    f"'onload={EXECUTED} '.txt",
    f"&quot; onload={EXECUTED}.txt",
    f"`{EXECUTED}`.txt",
    "%22%3E%3Cscript%3E.txt",
    "[[slot main]].txt",
    "{{7+7}}.txt",
)

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="40">{}</svg>'
_INSIDE = (
    f"<script>{EXECUTED}</script>", "<script href='code.txt'/>", f"<g onload='{EXECUTED}'/>", f"<a href='javascript:{EXECUTED}'/>",
    f"<image href='{FOREIGN}'/>", f"<style>@import '{FOREIGN}';</style>", f"<animate onbegin='{EXECUTED}' attributeName='x' dur='1s'/>",
    f"<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>{EXECUTED}</script></body></foreignObject>",
    f"<set attributeName='onload' to='{EXECUTED}'/>", "<use href='b.svg#x'/>",
)  # fmt: skip
_XHTML = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><script>{EXECUTED}</script><script src="code.txt"/></body></html>'
_HTML = f"<html><body><script>{EXECUTED}</script><img src={FOREIGN}></body></html>"


def hostile_files() -> dict[str, bytes]:
    """Return files that must not be published, by name."""
    files = {f"图{number}.svg": _SVG.format(inner) for number, inner in enumerate(_INSIDE)}
    files |= {
        f"数据{number}.xml": text
        for number, text in enumerate((_XHTML, files["图0.svg"], f"<a>{_XHTML}</a>"))
    }
    files["样式.xml"] = f'<?xml-stylesheet href="{FOREIGN}" type="text/xsl"?><a/>'
    for suffix in (
        "html",
        "htm",
        "xht",
        "xhtml",
        "shtml",
        "svgz",
        "mht",
        "hta",
        "js",
        "php",
        "txt",
        "csv",
        "json",
        "jpg",
        "pdf",
        "docx",
        "mp4",
    ):
        files[f"网页.{suffix}"] = _HTML
    files |= {
        "web.config": "<configuration/>",
        "a.php.jpg": "x",
        "b.html.": _HTML,
        "c.swf": "FWS",
        "d.lnk": "L",
        "e.url": "[InternetShortcut]",
    }
    raw = {name: text.encode() for name, text in files.items()}
    raw["宽.txt"] = b"\xff\xfe" + _HTML.encode("utf-16-le")
    raw["七.txt"] = b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"
    raw["双.gif"] = b"GIF89a/*\x00\x00*/=1;" + EXECUTED.encode()
    raw["脚本.pdf"] = _script_pdf()
    return raw


def harmless_files() -> dict[str, bytes]:
    """Return files that may be published, and are opened by themselves too."""
    return {
        "code.txt": EXECUTED.encode(),
        "好.svg": _SVG.format("<rect width='80' height='40'/>").encode(),
        "好.xml": '<?xml version="1.0" encoding="UTF-8"?><年报><行>1</行></年报>'.encode(),
        "好.json": b'{"a": 1}',
        "好.csv": "甲,乙\n".encode(),
        **{name: "说明".encode() for name in FILE_NAMES},
    }


def _script_pdf() -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 4\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(out))
    )
