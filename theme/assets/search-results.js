// A result: read from what the index keeps of a document, and drawn.
// Nothing found or typed is ever parsed as HTML.

import { makeFold } from "./search-query.js";

const EXCERPT = 100; // characters of an excerpt, and how many of them before the first hit
const LEAD = 15;

/** Returns the functions that make words of a text: what is shown, and the tokens that it is found by. */
export function makeReader({ folding }) {
  const fold = makeFold(folding);
  const known = new Map();
  const tokensOf = (char) => {
    if (!known.has(char)) known.set(char, fold(char));
    return known.get(char);
  };
  const gap = { token: folding.break, shown: "", blank: false };
  const isBreak = ({ token }) => token === folding.break;
  const words = (text) => {
    const made = [];
    let blank = false;
    Array.from(text).forEach((char) => {
      if (char === " ") blank = true;
      else if (char === "\n") {
        made.push({ ...gap, blank });
        blank = false;
      } else {
        tokensOf(char).forEach((token, number) => {
          made.push({ token, shown: number ? "" : char, blank });
          blank = false;
        });
      }
    });
    return made;
  };
  const ready = (text) => (text ? text.split(" ").map((token) => ({ token, shown: "", blank: false })) : []);
  return {
    sections: (text) => ({
      title: words(text.title),
      number: words(text.number),
      body: words(text.body),
      extra: words(text.extra),
      initials: ready(text.initials),
      syllables: ready(text.syllables),
    }),
    isBreak,
    gap,
  };
}

/** Returns where a phrase stands in a list of words. */
function places(words, phrase) {
  const found = [];
  for (let at = 0; at + phrase.length <= words.length; at += 1) {
    if (phrase.every((token, offset) => words[at + offset].token === token)) found.push(at);
  }
  return found;
}

function marked(words, phrases) {
  const marks = new Array(words.length).fill(false);
  phrases.forEach((phrase) => places(words, phrase).forEach((at) => marks.fill(true, at, at + phrase.length)));
  return marks;
}

/** Returns the part of the text that shows most of the terms: from where to where. */
function bestPart(words, phrases, isBreak) {
  const hits = phrases.flatMap((phrase, number) => places(words, phrase).map((at) => ({ at, number })));
  hits.sort((a, b) => a.at - b.at);
  let best = { at: 0, terms: 0 };
  hits.forEach(({ at }, index) => {
    const terms = new Set();
    for (let next = index; next < hits.length && hits[next].at < at + EXCERPT - LEAD; next += 1) terms.add(hits[next].number);
    if (terms.size > best.terms) best = { at, terms: terms.size };
  });
  let from = Math.max(0, Math.min(best.at - LEAD, words.length - EXCERPT));
  for (let at = from; at < best.at; at += 1) if (isBreak(words[at])) from = at + 1;
  return [from, Math.min(words.length, from + EXCERPT)];
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

/** Draws words as text, with neighbouring hits in one <mark>. */
function drawWords(words, marks, isBreak) {
  const drawn = document.createDocumentFragment();
  let text = "";
  let inMark = false;
  const flush = () => {
    if (text) drawn.append(inMark ? element("mark", {}, text) : text);
    text = "";
  };
  words.forEach((word, at) => {
    if (marks[at] !== inMark) {
      flush();
      inMark = marks[at];
    }
    text += (word.blank ? " " : "") + (isBreak(word) ? " " : word.shown);
  });
  flush();
  return drawn;
}

function drawExcerpt(words, phrases, isBreak) {
  const [from, to] = bestPart(words, phrases, isBreak);
  const marks = marked(words, phrases);
  const drawn = element("p", { class: "gk-search__excerpt" });
  drawn.append(from > 0 ? "…" : "", drawWords(words.slice(from, to), marks.slice(from, to), isBreak), to < words.length ? "…" : "");
  return drawn;
}

/** Marks of a title that was found by its pinyin: its literal words stand for the words of the pinyin. */
function pinyinMarks(title, sections, phrases) {
  const literal = title.flatMap(({ token }, at) => (/^.$/u.test(token) ? [at] : []));
  const marks = new Array(title.length).fill(false);
  ["initials", "syllables"].forEach((name) => marked(sections[name], phrases).forEach((hit, number) => {
    // A title that can be read in several ways stands there once for each, with a word between.
    const at = literal[number % (literal.length + 1)];
    if (hit && at !== undefined) marks[at] = true;
  }));
  return marks;
}

/** Draws a result as an item of the list. */
export function drawResult(facts, phrases, reader, root, mark = "data-result") {
  const sections = reader.sections(facts);
  const { isBreak } = reader;
  const draw = (words, marks) => drawWords(words, marks || marked(words, phrases), isBreak);
  const byPinyin = pinyinMarks(sections.title, sections, phrases);
  const [page, anchor] = facts.url.split("#");
  const href = root + page.split("/").map(encodeURIComponent).join("/") + (anchor ? `#${anchor}` : "");
  const link = element("a", { href, [mark]: "" });
  link.append(draw(sections.title, byPinyin.includes(true) ? byPinyin : undefined));
  const meta = element("p", { class: "gk-search__meta" });
  if (facts.path.length) meta.append(element("span", {}, facts.path.join(" › ")));
  if (sections.number.length) meta.append(element("span", {}, draw(sections.number)));
  if (facts.date) meta.append(element("time", { datetime: facts.date }, facts.date));
  if (facts.kind && facts.kind !== "文档") meta.append(element("span", {}, facts.kind));
  if (facts.validity && facts.validity !== "有效") meta.append(element("strong", {}, facts.validity));
  const item = element("li", {}, element("h2", {}, link), meta);
  const text = [...sections.body, reader.gap, ...sections.extra];
  if (facts.lost) item.append(element("p", { class: "gk-search__excerpt" }, "（这份内容的文字没有读到，可以打开看。）"));
  else if (text.length > 1) item.append(drawExcerpt(text, phrases, isBreak));
  return item;
}
