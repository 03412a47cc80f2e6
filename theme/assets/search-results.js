// A result: read from what the index keeps of a document, and drawn.
// Nothing found or typed is ever parsed as HTML.

const EXCERPT = 100; // characters of an excerpt, and how many of them before the first hit
const LEAD = 15;
const TURNS = 2;

/** Returns where a phrase stands in a list of words. */
function places(words, phrase) {
  const found = [];
  for (let at = 0; at + phrase.length <= words.length; at += 1) {
    if (phrase.every((token, offset) => words[at + offset].token === token)) found.push(at);
  }
  return found;
}

/** Whether a phrase stands in a title, or is a whole number: as search-index.js tells it by places (generator/search/layout.py). */
function inHead({ title, numbers }, phrase, { titleWidth }) {
  const at = title.indexOf(phrase);
  if (at >= 0) return Array.from(title.slice(0, at)).length < titleWidth;
  const [first] = numbers.map((number) => number.indexOf(phrase)).filter((place) => place >= 0);
  return first === 0 && phrase[phrase.length - 1] === "号";
}

/**
 * Returns, of hits that only may have all of some phrases, some of the first that have them, by their own texts: `most` are
 * read at a time, until one is proven, and no more than twice. A text that cannot be read proves nothing, but its title is
 * known. A title that was `guessed` and is none belongs somewhere among the texts: what comes after it cannot be told yet.
 * `onFirst` is called with the first hit as soon as that is proven: on a slow line it need not wait for the others.
 */
export async function provenHits(hits, phrases, reader, most, onFirst) {
  const wanted = phrases.map(reader.lineOf);
  const proves = async (hit) => {
    if (hit.head && !hit.guessed) return true;
    const facts = await hit.data();
    if (facts.lost && !hit.guessed) return false;
    const title = reader.line(facts.title);
    const numbers = [reader.plainLine(facts.number), reader.line(facts.number)];
    if (hit.guessed) return wanted.every((phrase) => inHead({ title, numbers }, phrase, reader));
    const parts = [title, ...numbers, reader.line(facts.body), reader.line(facts.extra)];
    return wanted.every((phrase) => parts.some((line) => line.includes(phrase)));
  };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const read = hits.slice(turn * most, (turn + 1) * most);
    const good = await Promise.all(read.map(async (hit) => {
      const proven = await proves(hit);
      if (proven && hit === hits[0]) await onFirst(hit);
      return proven;
    }));
    const wrong = read.findIndex((hit, number) => hit.guessed && !good[number]);
    if (wrong >= 0) return read.slice(0, wrong);
    if (good.includes(true)) return read.filter((hit, number) => good[number]);
  }
  return [];
}

/** Returns, of the files attached to a hit, the one that has most of some phrases; one that is lost tells nothing. */
async function readAttached(hit, phrases, reader) {
  const has = ({ body }) => {
    const words = reader.words(body);
    return phrases.filter((phrase) => places(words, phrase).length).length;
  };
  const lost = { label: "", url: "", body: "", lost: true };
  let best = { count: 0 };
  try {
    const files = await hit.attached();
    for (let number = 0; number < files.length && best.count < phrases.length; number += 1) {
      const file = await files[number]();
      const count = has(file);
      if (count > best.count) best = { file, count };
    }
  } catch (error) {
    console.error(error);
    return best.file || lost;
  }
  return best.file;
}

/** Reads what is shown of a hit: its text, and where words stand in an attached file alone, that file. */
export async function readHit(hit, phrases, reader) {
  const facts = await hit.data();
  if (!hit.below) return facts;
  const { title, number, body, extra } = reader.sections(facts);
  const missing = phrases.filter((phrase) => ![title, number, body, extra].some((words) => places(words, phrase).length));
  return { ...facts, file: await readAttached(hit, missing, reader) };
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

function drawExcerpt(words, phrases, isBreak, ...before) {
  const [from, to] = bestPart(words, phrases, isBreak);
  const marks = marked(words, phrases);
  const drawn = element("p", { class: "gk-search__excerpt" }, ...before);
  drawn.append(from > 0 ? "…" : "", drawWords(words.slice(from, to), marks.slice(from, to), isBreak), to < words.length ? "…" : "");
  return drawn;
}

const hrefOf = (root, address) => root + address.split("/").map(encodeURIComponent).join("/");

/** Draws what an attached file has of what was searched, and which file it is. */
function drawAttached(file, phrases, reader, root) {
  if (file.lost) return element("p", { class: "gk-search__excerpt gk-search__attached" }, "在附件里。（附件的文字没有读到，可以打开看。）");
  const link = element("a", { href: hrefOf(root, file.url), download: "" }, file.label);
  const drawn = drawExcerpt(reader.words(file.body), phrases, reader.isBreak, "在附件“", link, "”里：");
  drawn.classList.add("gk-search__attached");
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
  const href = hrefOf(root, page) + (anchor ? `#${anchor}` : "");
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
  else if (text.length > 1 && (!facts.file || marked(text, phrases).includes(true))) item.append(drawExcerpt(text, phrases, isBreak));
  if (facts.file) item.append(drawAttached(facts.file, phrases, reader, root));
  return item;
}
