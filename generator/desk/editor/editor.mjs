// The editor of texts, for people who know Word. Built into ../static/editor.js: see README.md.
// It shows a text only when the server has found that this schema holds all of it (editing/body.py).
import { baseKeymap, chainCommands, setBlockType, toggleMark } from "prosemirror-commands";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMParser, DOMSerializer, Schema } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { EditorState, TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, mergeCells, splitCell, tableEditing, toggleHeaderRow,
} from "prosemirror-tables";
import { EditorView } from "prosemirror-view";

const SIDES = ["center", "right"];
const side = (dom) => {
  const told = dom.getAttribute("align") || dom.style.textAlign || "";
  return SIDES.includes(told) ? told : null;
};
const outside = (address) => /^[a-z][a-z0-9+.-]*:|^\/|^\\/i.test(address);
const cell = (tag) => ({
  content: "block+", tableRole: tag === "th" ? "header_cell" : "cell", isolating: true,
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, align: { default: null } },
  parseDOM: [{ tag, getAttrs: (dom) => ({ colspan: Number(dom.getAttribute("colspan") || 1), rowspan: Number(dom.getAttribute("rowspan") || 1), align: side(dom) }) }],
  toDOM: ({ attrs }) => [tag, {
    ...(attrs.colspan > 1 ? { colspan: attrs.colspan } : {}), ...(attrs.rowspan > 1 ? { rowspan: attrs.rowspan } : {}), ...(attrs.align ? { align: attrs.align } : {}),
  }, 0],
});
const mark = (tag, ...more) => ({ parseDOM: [{ tag }, ...more], toDOM: () => [tag, 0] });
const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: {
      content: "inline*", group: "block", attrs: { align: { default: null } },
      parseDOM: [{ tag: "p", getAttrs: (dom) => ({ align: side(dom) }) }],
      toDOM: ({ attrs }) => ["p", attrs.align ? { align: attrs.align } : {}, 0],
    },
    heading: {
      content: "inline*", group: "block", defining: true, attrs: { level: { default: 2 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.max(level, 2) } })),
      toDOM: ({ attrs }) => [`h${attrs.level}`, 0],
    },
    blockquote: { content: "block+", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
    horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
    ordered_list: {
      content: "list_item+", group: "block", attrs: { start: { default: 1 } },
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: Number(dom.getAttribute("start") || 1) }) }],
      toDOM: ({ attrs }) => ["ol", attrs.start === 1 ? {} : { start: attrs.start }, 0],
    },
    bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    list_item: { content: "paragraph block*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    table: { content: "table_row+", tableRole: "table", isolating: true, group: "block", parseDOM: [{ tag: "table" }], toDOM: () => ["table", ["tbody", 0]] },
    table_row: { content: "(table_cell | table_header)*", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
    table_cell: cell("td"),
    table_header: cell("th"),
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
    image: {
      inline: true, group: "inline", draggable: true, attrs: { src: {}, alt: { default: "" } },
      // A picture from elsewhere is not taken over: it would be asked for at another host.
      parseDOM: [{ tag: "img[src]", getAttrs: (dom) => (outside(dom.getAttribute("src")) ? false : { src: dom.getAttribute("src"), alt: dom.getAttribute("alt") || "" }) }],
      toDOM: ({ attrs }) => ["img", { src: attrs.src, alt: attrs.alt }],
    },
  },
  marks: {
    link: { attrs: { href: {} }, inclusive: false, parseDOM: [{ tag: "a[href]", getAttrs: (dom) => ({ href: dom.getAttribute("href") }) }], toDOM: ({ attrs }) => ["a", { href: attrs.href }, 0] },
    strong: mark("strong", { tag: "b" }, { style: "font-weight=bold" }, { style: "font-weight=700" }),
    em: mark("em", { tag: "i" }),
    u: mark("u"), s: mark("s", { tag: "del" }), sub: mark("sub"), sup: mark("sup"),
  },
});
const { nodes, marks } = schema;

const form = document.getElementById("draft"), plain = document.getElementById("body"), rich = document.getElementById("rich");
const parsed = (html) => {
  // A document of its own: nothing in it is fetched or run.
  const page = new window.DOMParser().parseFromString(html, "text/html");
  return DOMParser.fromSchema(schema).parse(page.body);
};
const html = (doc) => {
  const box = document.implementation.createHTMLDocument("").createElement("div");
  box.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document: box.ownerDocument }));
  return box.innerHTML;
};

const ask = (title, fields, done) => {
  const box = document.createElement("dialog"), inner = document.createElement("form"), heading = document.createElement("h2");
  if (!box.showModal) { // an old browser
    const told = {};
    for (const [name, label, value] of fields) {
      const answer = window.prompt(label, value || "");
      if (answer === null) return;
      told[name] = answer;
    }
    done(told);
    return;
  }
  box.className = "dk-ask";
  heading.textContent = title;
  heading.id = "ask-title";
  box.setAttribute("aria-labelledby", "ask-title");
  inner.method = "dialog";
  inner.append(heading);
  for (const [name, label, value, type, needed] of fields) {
    const line = document.createElement("p"), word = document.createElement("label"), input = document.createElement("input");
    word.textContent = label;
    word.htmlFor = input.id = `ask-${name}`;
    input.name = name;
    input.type = type || "text";
    if (type === "file") input.accept = "image/jpeg,image/png,image/gif,image/webp";
    else input.value = value || "";
    if (type === "number") { input.min = 1; input.max = 50; }
    input.required = needed !== false;
    line.append(word, input);
    inner.append(line);
  }
  const row = document.createElement("p"), yes = document.createElement("button"), no = document.createElement("button");
  yes.textContent = "确定"; no.textContent = "取消";
  yes.className = "dk-button dk-button--main"; no.className = "dk-button";
  no.type = "button";
  no.addEventListener("click", () => box.close());
  row.append(no, yes);
  inner.append(row);
  inner.addEventListener("submit", () => {
    const told = {};
    for (const [name, , , type] of fields) told[name] = type === "file" ? inner.elements[name].files[0] : inner.elements[name].value;
    done(told);
  });
  box.append(inner);
  box.addEventListener("close", () => { box.remove(); view.focus(); });
  document.body.append(box);
  box.showModal();
};
const say = (words) => {
  const box = document.getElementById("say");
  box.textContent = words;
  box.hidden = false;
  box.classList.add("dk-say--bad");
  box.scrollIntoView({ block: "nearest" });
};

const upload = (file, alt) => form.dispatchEvent(new CustomEvent("desk:alone", { detail: () => sendPicture(file, alt) }));
const sendPicture = async (file, alt) => {
  const sent = new FormData();
  sent.append("csrf", form.elements.csrf.value);
  sent.append("revision", form.elements.revision.value);
  sent.append("as", "picture");
  sent.append("upload", file, file.name || "图片.png");
  try {
    const answer = await fetch(`/drafts/${form.dataset.id}/files`, { method: "POST", body: sent, headers: { Accept: "application/json" }, credentials: "same-origin" });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.problem || "图片没有传上去。");
    form.dispatchEvent(new CustomEvent("desk:saved", { detail: told.revision }));
    for (const name of told.names) view.dispatch(view.state.tr.replaceSelectionWith(nodes.image.create({ src: encodeURIComponent(name), alt })).scrollIntoView());
  } catch (error) {
    say(error instanceof TypeError ? "现在连不上服务器，图片没有传上去，请过一会儿再插入。" : error.message);
  }
};

const HAN = "一二三四五六七八九十";
const FIRST = new RegExp(`^[${HAN}]{1,4}、`), SECOND = new RegExp(`^（[${HAN}]{1,4}）`);
// As editing/body.py does with lines: short, numbered, and no sentence.
const settle = (state, dispatch) => {
  const tr = state.tr;
  state.doc.forEach((node, at) => {
    const text = node.textContent.trim();
    if (node.type !== nodes.paragraph || text.length > 50 || text.length < 3 || /[。；：;:，]/.test(text)) return;
    const level = FIRST.test(text) ? 2 : SECOND.test(text) ? 3 : 0;
    if (level) tr.setNodeMarkup(at, nodes.heading, { level });
  });
  if (!tr.docChanged) return false;
  if (dispatch) dispatch(tr);
  return true;
};
const aligned = (align) => (state, dispatch) => {
  const { from, to } = state.selection, tr = state.tr;
  let all = true;
  const found = [];
  state.doc.nodesBetween(from, to, (node, at) => {
    if (node.type === nodes.paragraph) { found.push([node, at]); all = all && node.attrs.align === align; }
  });
  if (!found.length) return false;
  for (const [node, at] of found) tr.setNodeMarkup(at, null, { ...node.attrs, align: all ? null : align });
  if (dispatch) dispatch(tr);
  return true;
};
const listed = (type) => (state, dispatch, shown) => {
  const item = state.selection.$from.node(-1);
  return item && item.type === nodes.list_item ? liftListItem(nodes.list_item)(state, dispatch, shown) : wrapInList(type)(state, dispatch, shown);
};
const linked = (state, dispatch) => {
  if (marks.link.isInSet(state.selection.$from.marks()) || state.doc.rangeHasMark(state.selection.from, state.selection.to, marks.link)) return toggleMark(marks.link)(state, dispatch);
  if (state.selection.empty) return false;
  if (dispatch) ask("链接", [["href", "网址（https://开头）", "https://"]], ({ href }) => toggleMark(marks.link, { href: href.trim() })(view.state, view.dispatch));
  return true;
};
const pictured = (state, dispatch) => {
  const { node, from } = state.selection;
  // A picture that is there already gets other words; what it shows stays.
  if (node && node.type === nodes.image) {
    if (dispatch) ask("图片说明", [["alt", "图里画的是什么（给看不见图的人听）", node.attrs.alt]], ({ alt }) => view.dispatch(view.state.tr.setNodeMarkup(from, null, { ...node.attrs, alt: alt.trim() })));
    return true;
  }
  if (dispatch) ask("插入图片", [["file", "图片文件", "", "file"], ["alt", "图片说明（给看不见图的人听）"]], ({ file, alt }) => { if (file) upload(file, alt.trim()); });
  return true;
};
const tabled = (state, dispatch) => {
  if (isInTable(state)) return false;
  if (dispatch) {
    ask("插入表格", [["rows", "几行（连表头）", "4", "number"], ["columns", "几列", "3", "number"]], (told) => {
      const count = (text) => Math.min(50, Math.max(1, Number(text) || 1));
      const row = (type) => nodes.table_row.create(null, Array.from({ length: count(told.columns) }, () => type.createAndFill()));
      const rows = Array.from({ length: count(told.rows) }, (_, number) => row(number ? nodes.table_cell : nodes.table_header));
      const tr = view.state.tr.replaceSelectionWith(nodes.table.create(null, rows));
      view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.max(view.state.selection.from - 1, 0)), 1)).scrollIntoView());
    });
  }
  return true;
};
const level = (wanted) => (state) => state.selection.$from.parent.type === nodes.heading && state.selection.$from.parent.attrs.level === wanted;
const marked = (type) => (state) => (state.selection.empty ? Boolean(type.isInSet(state.storedMarks || state.selection.$from.marks())) : state.doc.rangeHasMark(state.selection.from, state.selection.to, type));
const set = (align) => (state) => state.selection.$from.parent.attrs.align === align;
const TOOLS = [
  ["正文", setBlockType(nodes.paragraph), (state) => state.selection.$from.parent.type === nodes.paragraph],
  ["一、标题", setBlockType(nodes.heading, { level: 2 }), level(2)],
  ["（一）标题", setBlockType(nodes.heading, { level: 3 }), level(3)],
  ["1.标题", setBlockType(nodes.heading, { level: 4 }), level(4)],
  ["自动排标题", settle], null,
  ["加粗", toggleMark(marks.strong), marked(marks.strong)], ["居中", aligned("center"), set("center")], ["靠右", aligned("right"), set("right")],
  ["列表", listed(nodes.bullet_list)], ["链接", linked, marked(marks.link)], null,
  ["图片", pictured], ["表格", tabled], ["加行", addRowAfter, null, true], ["加列", addColumnAfter, null, true], ["删行", deleteRow, null, true],
  ["删列", deleteColumn, null, true], ["合并", mergeCells, null, true], ["拆开", splitCell, null, true], ["表头", toggleHeaderRow, null, true],
  ["删表格", deleteTable, null, true], null,
  ["撤销", undo], ["重做", redo],
];

let view = null;
const toolbar = () => {
  const bar = document.createElement("div");
  bar.className = "dk-tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "正文工具");
  bar.setAttribute("aria-controls", "rich-text");
  const tools = [];
  for (const tool of TOOLS) {
    if (!tool) { bar.append(document.createElement("hr")); continue; }
    const [words, command, active, inTable] = tool, button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.tabIndex = tools.length ? -1 : 0;
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => { command(view.state, view.dispatch, view); if (!document.querySelector("dialog[open]")) view.focus(); });
    bar.append(button);
    tools.push({ button, command, active, inTable });
  }
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -tools.length, End: tools.length }[event.key];
    if (!step) return;
    const seen = tools.filter(({ button }) => !button.hidden && !button.disabled), at = seen.findIndex(({ button }) => button === document.activeElement);
    const next = seen[Math.min(seen.length - 1, Math.max(0, at + step))];
    for (const { button } of tools) button.tabIndex = -1;
    next.button.tabIndex = 0;
    next.button.focus();
    event.preventDefault();
  });
  const refresh = (state) => {
    for (const { button, command, active, inTable } of tools) {
      if (inTable) button.hidden = !isInTable(state);
      button.disabled = !command(state) && !(active && active(state));
      if (active) button.setAttribute("aria-pressed", String(active(state)));
    }
    if (!tools.some(({ button }) => button.tabIndex === 0 && !button.disabled && !button.hidden)) {
      for (const { button } of tools) button.tabIndex = -1;
      const first = tools.find(({ button }) => !button.disabled && !button.hidden);
      if (first) first.button.tabIndex = 0;
    }
  };
  return { bar, refresh };
};

const start = () => {
  const box = document.createElement("div"), { bar, refresh } = toolbar();
  box.className = "dk-editor";
  const state = EditorState.create({
    doc: parsed(rich.value),
    plugins: [
      history(),
      keymap({ "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo, "Mod-b": toggleMark(marks.strong), "Alt-F10": () => { bar.querySelector("[tabindex='0']").focus(); return true; } }),
      keymap({
        Enter: splitListItem(nodes.list_item), Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)), "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
        "Shift-Enter": (now, dispatch) => { if (dispatch) dispatch(now.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView()); return true; },
      }),
      keymap(baseKeymap), dropCursor(), gapCursor(), tableEditing(),
    ],
  });
  view = new EditorView(box, {
    state,
    attributes: { id: "rich-text", role: "textbox", "aria-multiline": "true", "aria-labelledby": "body-label", "aria-describedby": "told-body rich-help" },
    nodeViews: {
      image: (node) => {
        const dom = document.createElement("img");
        dom.src = `/show/${form.dataset.id}/${form.dataset.folder}/${node.attrs.src}`;
        dom.alt = node.attrs.alt;
        return { dom };
      },
    },
    handlePaste: (_, event) => {
      const files = [...(event.clipboardData ? event.clipboardData.files : [])].filter((file) => /^image\/(png|jpeg|gif|webp)$/.test(file.type));
      if (!files.length || event.clipboardData.getData("text/html")) return false;
      for (const file of files) upload(file, "");
      return true;
    },
    dispatchTransaction: (tr) => {
      const now = view.state.apply(tr);
      view.updateState(now);
      refresh(now);
      if (tr.docChanged) {
        plain.value = html(now.doc);
        document.getElementById("mode").value = "rich";
        form.dispatchEvent(new CustomEvent("desk:changed"));
      }
    },
  });
  box.prepend(bar);
  const help = document.createElement("p");
  help.className = "dk-help";
  help.id = "rich-help";
  help.textContent = "像Word一样写，也可以从Word复制过来。写完点“自动排标题”，“一、”“（一）”开头的短行会排成标题。按Alt+F10到工具栏。";
  plain.hidden = true;
  for (const each of document.querySelectorAll(".dk-plain")) each.hidden = true;
  plain.after(help, box);
  document.getElementById("body-label").addEventListener("click", () => view.focus());
  // Links to the text from the list of problems, and a form that was restored.
  plain.id = "body-plain";
  view.dom.parentElement.id = "body";
  refresh(view.state);
  form.addEventListener("desk:body", () => {
    if (document.getElementById("mode").value !== "rich") return;
    view.updateState(EditorState.create({ doc: parsed(plain.value), plugins: view.state.plugins }));
    refresh(view.state);
  });
};
// Without what this needs, an old browser keeps the plain text.
if (form && rich && window.DOMParser && typeof window.EventTarget === "function") start();
