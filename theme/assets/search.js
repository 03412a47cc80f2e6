// The search page: rewrites a query so that Pagefind answers it exactly, and shows what it found.
//
// Every character of the index is a token of its own (generator/search/folding.py says which), so that a
// term is found wherever it stands when it is sent as one quoted phrase of tokens. Pagefind takes one
// phrase a search: several terms are several searches, intersected here. All tables come from
// shards.json, written together with the index. Nothing found or typed is ever parsed as HTML.
//
// The syntax is that of 2019, so that a browser too old for Pagefind (it needs Chromium 96) still says so.

const PAGE = 10; // results loaded at a time
const FEW = 4; // shards that are asked together; of more than that
const EARLY = 2; // the newest are asked first, then twice as many each time,
const MOST = 32; // but no more: a browser refuses requests when thousands are waiting, and hits would be missing
const LONGEST = 100; // characters of a query
const EXCERPT = 100; // characters of an excerpt, and how many of them before the first hit
const LEAD = 15;
const WAYS = 20; // ways to cut a word of pinyin into syllables

const last = (list) => list[list.length - 1];

// ---- Folding: the other half of generator/search/folding.py ----

/** Returns the function that turns text into tokens, the same as `fold` in Python. */
export function makeFold({ folds, dropped, han }) {
  const within = (char, ranges) => ranges.some(([first, last]) => {
    const code = char.codePointAt(0);
    return first <= code && code <= last;
  });
  const letters = (code) => Array.from(code.toString(16), (digit) => "abcdefghijklmnop"[parseInt(digit, 16)]).join("");
  const token = (char) => (/^[a-z0-9]$/.test(char) || within(char, han) ? char : `q${letters(char.codePointAt(0))}`);
  const tokens = (char) => {
    if (within(char, dropped)) return [];
    const lowered = Array.from(char.normalize("NFKC").toLowerCase());
    const folded = Array.from(lowered.map((each) => folds[each] || each).join(""));
    return folded.filter((each) => !within(each, dropped)).map(token);
  };
  return (text) => Array.from(text.normalize("NFC")).flatMap(tokens);
}

/** Returns the character that a token stands for. */
export function letter(token) {
  if (!/^q./.test(token)) return token;
  const digits = Array.from(token.slice(1), (each) => "abcdefghijklmnop".indexOf(each).toString(16));
  return String.fromCodePoint(parseInt(digits.join(""), 16));
}

/**
 * Returns the function that tells whether a line of the lists of titles (generator/search/titles.py) has a folded
 * text where it counts as a hit of the title. The index says the same by the place of a hit (layout.py).
 */
export function makeTitleTest({ folding, layout }) {
  const [plainAt, numberAt] = layout.numberAt;
  const size = (text) => Array.from(text).length;
  const isPlain = (char) => /^[a-z0-9]$/.test(char)
    || folding.han.some(([first, end]) => first <= char.codePointAt(0) && char.codePointAt(0) <= end);
  return (line, text) => {
    const [title, number = ""] = line.split("\t");
    const at = title.indexOf(text);
    if (at >= 0) return at < layout.titleWidth || size(title.slice(0, at)) < layout.titleWidth;
    if (!text.endsWith("号") || !number || size(title) > layout.titleWidth) return false;
    const plain = Array.from(number).filter(isPlain);
    return plain.length < numberAt - plainAt && (plain.join("").startsWith(text) || number.startsWith(text));
  };
}

/** Returns the terms of a query, each as its tokens; a term without any is left out, a second one too. */
export function readTerms(query, fold) {
  const terms = Array.from(query).slice(0, LONGEST).join("").split(/\s+/).map(fold).filter((tokens) => tokens.length);
  return [...new Map(terms.map((tokens) => [tokens.join(" "), tokens])).values()];
}

/** Returns the phrases that find a word of pinyin: its letters as initials, and each way to cut it into syllables. */
export function pinyinPhrases(word, { initial, syllable, syllables, respelt }) {
  const known = new Set([...syllables, ..."0123456789"]);
  const spelt = Object.entries(respelt).reduce((text, [typed, indexed]) => text.split(typed).join(indexed), word);
  const ways = [];
  const cut = (from, before) => {
    if (ways.length >= WAYS) return;
    if (from === spelt.length) ways.push(before);
    for (let to = Math.min(from + 6, spelt.length); to > from; to -= 1) {
      const part = spelt.slice(from, to);
      if (known.has(part)) cut(to, [...before, part]);
    }
  };
  cut(0, []);
  return [Array.from(word, (letter) => initial + letter), ...ways.map((way) => way.map((part) => syllable + part))];
}

// ---- Reading a result ----

/** Returns the function that reads the content of a result: words with their tokens and what they look like. */
export function makeReader({ folding, layout }) {
  const { alphabet, blank, nothing, section } = folding;
  const letter = (mark) => alphabet.indexOf(mark).toString(16);
  const unspell = (marks) => (marks.match(/.{4}/g) || [])
    .map((unit) => String.fromCharCode(parseInt(Array.from(unit, letter).join(""), 16))).join("");
  const word = (written) => {
    const start = written.startsWith(blank) ? 1 : 0;
    let end = start;
    while (end < written.length && !alphabet.includes(written[end]) && written[end] !== nothing) end += 1;
    const base = written.slice(start, end);
    const rest = written.slice(end);
    let shown = base;
    if (rest === nothing) shown = "";
    else if (rest) shown = unspell(rest);
    return { token: base.toLowerCase(), shown, blank: start === 1 };
  };
  const isBreak = ({ token }) => token === folding.break;
  return {
    sections(content) {
      const parts = [[]];
      content.split(" ").map(word).forEach((each) => {
        if (each.token === section) parts.push([]);
        else last(parts).push(each);
      });
      const named = Object.fromEntries(layout.sections.map((name, number) => [name, parts[number] || []]));
      // These end where padding begins.
      ["title", "plainNumber", "syllables"].forEach((name) => {
        const end = named[name].findIndex(isBreak);
        if (end >= 0) named[name] = named[name].slice(0, end);
      });
      return named;
    },
    facts: (spelt) => JSON.parse(unspell(spelt.replace(/^[a-z]+/, ""))),
    isBreak,
    gap: word(folding.break),
  };
}

/** Returns where a phrase stands in a list of words. */
export function places(words, phrase) {
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
export function bestPart(words, phrases, isBreak) {
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

// ---- The index ----

/** Returns a function that does its work when first called and gives the same answer ever after. */
function once(work) {
  let answer;
  const ask = () => {
    if (!answer) answer = work();
    return answer;
  };
  return ask;
}

async function fetchText(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.text();
}

/** Returns the text of a file that was compressed when it was written. */
async function fetchPacked(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Divides a list: all of a short one together, else few at first and more each time. */
export function inGroups(list) {
  const groups = [];
  let size = list.length > FEW ? EARLY : FEW;
  for (let from = 0; from < list.length; size = Math.min(2 * size, MOST)) {
    groups.push(list.slice(from, from + size));
    from += size;
  }
  return groups;
}

/** Opens the index. Shards are merged and asked in groups, the newest first, each group by a Pagefind of its own. */
async function openIndex(bundle) {
  const readContents = () => fetchText(new URL("shards.json", bundle), { cache: "no-cache" });
  const contents = await readContents();
  const tables = JSON.parse(contents);
  const { core, language, shards } = tables;
  const load = once(() => import(new URL(`core/pagefind.js?v=${core}`, bundle).href));
  const numberOf = new Map(shards.map(({ folder }, number) => [folder, number]));
  const shardOf = (id) => numberOf.get(id.slice(language.length, id.lastIndexOf("_")));

  const groups = inGroups(shards).map((members) => once(async () => {
    const pagefind = (await load()).createInstance({ metaCacheTag: core });
    await Promise.all(members.map(({ folder, key }) => (
      pagefind.mergeIndex(new URL(`${folder}/`, bundle).pathname, { metaCacheTag: key })
    )));
    return pagefind;
  }));

  // Pagefind sorts by the rank within a shard; shards are periods, so that shard by shard is newest first.
  const ask = async (pagefind, phrase) => {
    const { results } = await pagefind.search(`"${phrase.join(" ")}"`, { sort: { order: "asc" } });
    // Pagefind forgets the data of a result that is garbage: keep the whole result, not its function.
    return results
      .map((result) => ({ id: result.id, data: () => result.data(), at: result.words[0], shard: shardOf(result.id) }))
      .filter(({ shard }) => shard !== undefined)
      .sort((a, b) => a.shard - b.shard);
  };

  /** Finds what has every term in one group. A term is a list of phrases, any of which will do. */
  const findIn = async (pagefind, terms) => {
    const lists = await Promise.all(terms.map(async (phrases) => {
      const found = await Promise.all(phrases.map((phrase) => ask(pagefind, phrase)));
      return new Map(found.flatMap((list, number) => list.map((hit) => [hit.id, { ...hit, phrase: phrases[number] }])));
    }));
    const [first, ...others] = lists;
    const inHead = ({ at, phrase }) => at < tables.layout.titleWidth
      || (tables.layout.numberAt.includes(at) && last(phrase) === "号");
    return [...first.values()]
      .filter(({ id }) => others.every((list) => list.has(id)))
      .map((hit) => ({ ...hit, head: lists.every((list) => inHead(list.get(hit.id))) }));
  };

  /** Finds what has every term, in order. Calls `meet` with what is found so far; it returns whether to go on. */
  const find = async (terms, meet = () => true) => {
    let all = [];
    for (let number = 0; number < groups.length; number += 1) {
      const opened = groups[number]();
      // The next group is fetched while this one is asked; what goes wrong with it is told in its turn.
      if (groups[number + 1]) opened.then(() => groups[number + 1]()).catch(() => undefined);
      all = all.concat(await findIn(await opened, terms));
      if (groups[number + 1] && !await meet(all)) break;
    }
    return [...all.filter(({ head }) => head), ...all.filter(({ head }) => !head)];
  };

  /** What is known of the documents of each shard without merging it, in the order of its index. */
  const rows = shards.map(({ folder, key }) => once(async () => {
    const { values, rows: lines, fragments } = JSON.parse(await fetchText(new URL(`${folder}/facts.json?v=${key}`, bundle)));
    const named = (line) => Object.fromEntries(Object.keys(values).map((name, at) => [name, values[name][line[at]]]));
    return lines.map((line, rank) => ({ id: fragments[rank], facts: named(line) }));
  }));

  /** Returns the filter values of hits by their id. */
  const facts = async (hits) => {
    const known = await Promise.all([...new Set(hits.map(({ shard }) => shard))].map((shard) => rows[shard]()));
    return new Map(known.flatMap((each) => each.map((row) => [row.id, row.facts])));
  };

  const lists = new Map(Object.entries(tables.titles || {}).map(([name, key]) => (
    [name, once(async () => (await fetchPacked(new URL(`titles/${name}.pagefind?v=${key}`, bundle))).split("\n"))]
  )));
  const readFragment = async (shard, id) => {
    const text = await fetchPacked(new URL(`${shards[shard].folder}/fragment/${id}.pf_fragment`, bundle));
    return JSON.parse(text.replace(/^pagefind_dcd/, ""));
  };

  /**
   * Finds the documents that have every term in their title or as their number, in order and until there are enough.
   * Returns nothing where there is no need or no way to.
   */
  const findTitles = async (terms, chosen, enough) => {
    if (groups.length < 2 || !lists.size || typeof DecompressionStream === "undefined") return undefined;
    const texts = terms.map((tokens) => tokens.map(letter).join(""));
    const inTitle = makeTitleTest(tables);
    lists.forEach((list) => list().catch(() => undefined)); // all at once; what fails is told below
    const read = new Map();
    const found = [];
    for (let shard = 0; shard < shards.length && found.length < enough; shard += 1) {
      const { titles, documents } = shards[shard];
      const from = read.get(titles) || 0;
      read.set(titles, from + documents);
      const lines = (await lists.get(titles)()).slice(from, from + documents);
      const ranks = lines.flatMap((line, rank) => (texts.every((text) => inTitle(line, text)) ? [rank] : []));
      const known = ranks.length ? await rows[shard]() : [];
      found.push(...ranks.filter((rank) => fits(known[rank].facts, chosen))
        .map((rank) => ({ id: known[rank].id, shard, data: () => readFragment(shard, known[rank].id) })));
    }
    return { hits: found.slice(0, enough), whole: found.length < enough };
  };

  /** Whether the site is still the one that was opened: after a new release parts of the index may be gone. */
  const isCurrent = async () => await readContents() === contents;

  const prepare = () => Promise.all([...lists.values(), ...groups.slice(0, 1)].map((each) => each()));
  return { tables, isCurrent, prepare, find, findTitles, facts, fold: makeFold(tables.folding), reader: makeReader(tables) };
}

// ---- Drawing results ----

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
    if (hit && literal[number] !== undefined) marks[literal[number]] = true;
  }));
  return marks;
}

function drawResult(result, phrases, reader, root) {
  const sections = reader.sections(result.content);
  const facts = reader.facts(result.meta.facts);
  const { isBreak } = reader;
  const draw = (words, marks) => drawWords(words, marks || marked(words, phrases), isBreak);
  const byPinyin = pinyinMarks(sections.title, sections, phrases);
  const [page, anchor] = facts.url.split("#");
  const href = root + page.split("/").map(encodeURIComponent).join("/") + (anchor ? `#${anchor}` : "");
  const link = element("a", { href, "data-result": "" });
  link.append(draw(sections.title, byPinyin.includes(true) ? byPinyin : undefined));
  const meta = element("p", { class: "gk-search__meta" });
  if (facts.path.length) meta.append(element("span", {}, facts.path.join(" › ")));
  if (sections.number.length) meta.append(element("span", {}, draw(sections.number)));
  if (facts.date) meta.append(element("time", { datetime: facts.date }, facts.date));
  if (facts.kind && facts.kind !== "文档") meta.append(element("span", {}, facts.kind));
  if (facts.validity && facts.validity !== "有效") meta.append(element("strong", {}, facts.validity));
  const item = element("li", {}, element("h2", {}, link), meta);
  const text = [...sections.body, reader.gap, ...sections.extra];
  if (text.length > 1) item.append(drawExcerpt(text, phrases, isBreak));
  return item;
}


// ---- Filters ----

const FILTERS = ["column", "year", "issuer", "kind", "validity"];
const ALL = { column: "全部栏目", year: "全部年份", issuer: "全部机构", kind: "全部类型", validity: "全部" };
const NONE = { column: "没有栏目", year: "没有日期", issuer: "没有机构", kind: "其他", validity: "不涉及" };
const ANY = "*"; // the value of "all"; a value of a document may be empty

/** Returns what a document counts for: of its column the first two levels, the one that was asked for, and itself. */
function filterValues(name, value, asked) {
  if (name !== "column") return [value];
  const path = value.split("/");
  const between = asked && value.startsWith(`${asked}/`) ? [asked] : [];
  return [...new Set([path[0], path.slice(0, 2).join("/"), ...between, value])];
}

function fits(facts, chosen, except) {
  return FILTERS.every((name) => name === except || !(name in chosen) || filterValues(name, facts[name], chosen[name]).includes(chosen[name]));
}

/** Fills a choice with the values that results have, and how many each has under the other choices. */
function fillChoice(select, hits, facts, chosen) {
  const name = select.dataset.filter;
  const counts = new Map(name in chosen ? [[chosen[name], 0]] : []);
  hits.map(({ id }) => facts.get(id)).filter((each) => fits(each, chosen, name))
    .flatMap((each) => filterValues(name, each[name], chosen[name]))
    .forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
  const values = [...counts.keys()].sort((a, b) => a.localeCompare(b, "zh-CN"));
  if (name === "year") values.reverse();
  const label = (value) => {
    if (name !== "column") return value;
    const path = value.split("/");
    return "\u3000".repeat(Math.min(path.length, 3) - 1) + last(path);
  };
  select.textContent = "";
  select.append(new Option(ALL[name], ANY), ...values.map((value) => (
    new Option(`${label(value) || NONE[name]}（${counts.get(value)}）`, value)
  )));
  select.value = name in chosen ? chosen[name] : ANY;
}

// ---- The page's address ----

function readAddress() {
  const given = new URLSearchParams(window.location.search);
  const chosen = Object.fromEntries(FILTERS.filter((name) => given.has(name)).map((name) => [name, given.get(name)]));
  return { query: (given.get("q") || "").trim(), chosen };
}

function writeAddress({ query, chosen }) {
  const address = new URL(window.location.href);
  address.search = new URLSearchParams({ q: query, ...chosen }).toString();
  window.history.pushState(null, "", address);
}

// ---- The flow ----

function makeView(page) {
  const get = (selector) => page.querySelector(selector);
  const [count, summary, note] = ["[data-result-count]", "[data-search-summary]", "[data-search-note]"].map(get);
  return {
    form: get("form"),
    input: get("input[name=q]"),
    list: get("[data-search-results]"),
    more: get("[data-more]"),
    help: get("[data-search-help]"),
    filters: get("[data-search-filters]"),
    clearFilters: get("[data-search-clear]"),
    choices: [...page.querySelectorAll("[data-filter]")],
    say(text) {
      if (note.textContent !== text) note.textContent = text;
      note.hidden = !text;
    },
    setState(state, number = "") {
      count.textContent = number;
      count.dataset.state = state;
      summary.hidden = state !== "done";
    },
  };
}

/** Finds what has all terms; failing that, and only for letters and digits, titles by their pinyin. */
async function findAll(index, query, terms, meet) {
  const hits = await index.find(terms.map((term) => [term]), meet);
  const words = query.toLowerCase().split(/\s+/);
  const typed = words.join("");
  if (hits.length || !/^[a-z0-9]{2,}$/.test(typed) || !/[a-z]/.test(typed)) return { hits, phrases: terms, byPinyin: false };
  const phrases = words.map((word) => pinyinPhrases(word, index.tables.pinyin));
  const found = await index.find(phrases);
  return { hits: found, phrases: phrases.flat(), byPinyin: found.length > 0 };
}

export function start(page) {
  const view = makeView(page);
  const { root } = page.dataset;
  const siteTitle = document.title;
  const open = once(() => openIndex(new URL(page.dataset.bundle, document.baseURI)));
  let turn = 0; // counts searches: one that is overtaken must not draw any more
  let shown = { hits: [], phrases: [], drawn: [] }; // drawn: the first of the hits
  let wanted = { query: "", chosen: {} };
  let found = []; // before filters
  let drawing = Promise.resolve(); // the results being loaded on demand

  /** Draws the results up to a number, in order. */
  const drawTo = async (index, mine, end) => {
    const { hits, phrases, drawn } = shown;
    const results = await Promise.all(hits.slice(drawn.length, end).map(({ data }) => data()));
    if (mine !== turn) return;
    view.list.append(...results.map((result) => drawResult(result, phrases, index.reader, root)));
    shown.drawn = hits.slice(0, drawn.length + results.length);
  };

  /**
   * Draws the first results while the search goes on: what is drawn is the beginning of the whole. Returns what
   * is to be called with all that the texts of more and more shards have given; it tells whether to go on.
   */
  const drawEarly = (index, mine, terms, keep) => {
    const draw = async (hits) => {
      if (mine !== turn || shown.drawn.length >= Math.min(PAGE, hits.length)) return;
      shown = { ...shown, hits, phrases: terms };
      await drawTo(index, mine, PAGE);
      if (mine === turn) view.say("先列出已经找到的，其余的还在查找……");
    };
    const titles = index.findTitles(terms, wanted.chosen, PAGE).then(async (found) => {
      if (found) await draw(found.hits);
      return found;
    }).catch(console.error);
    return async (hits) => {
      const found = await titles;
      // Texts may follow when all titles are known. Without the lists, only titles are sure to come first.
      if (!found) await draw(await keep(hits.filter(({ head }) => head)));
      else if (found.whole) await draw([...found.hits, ...await keep(hits.filter(({ head }) => !head))]);
      return mine === turn;
    };
  };

  const offerFilters = async (index, mine) => {
    const facts = await index.facts(found);
    if (mine === turn) view.choices.forEach((select) => fillChoice(select, found, facts, wanted.chosen));
  };

  const search = async (mine) => {
    const { query, chosen } = wanted;
    const index = await open();
    if (mine > 1 && !await index.isCurrent()) {
      window.location.reload();
      return;
    }
    const terms = readTerms(query, index.fold);
    if (mine !== turn) return;
    const filtered = Object.keys(chosen).length > 0;
    const keep = async (hits) => {
      const facts = filtered && await index.facts(hits);
      return facts ? hits.filter(({ id }) => fits(facts.get(id), chosen)) : hits;
    };
    const { hits, phrases, byPinyin } = terms.length
      ? await findAll(index, query, terms, drawEarly(index, mine, terms, keep)) : { hits: [], phrases: [] };
    const kept = await keep(hits);
    if (mine !== turn) return;
    found = hits;
    const goesOn = shown.drawn.every(({ id }, number) => kept[number] && kept[number].id === id);
    if (!goesOn) view.list.textContent = "";
    shown = { hits: kept, phrases, drawn: goesOn ? shown.drawn : [] };
    await drawTo(index, mine, Math.max(PAGE, shown.drawn.length));
    if (mine !== turn) return;
    view.more.hidden = shown.drawn.length >= shown.hits.length;
    view.help.hidden = hits.length > 0;
    view.filters.hidden = !hits.length;
    if (filtered) view.filters.open = true;
    view.say([
      Array.from(query).length > LONGEST ? `搜索词太长，只查找了前${LONGEST}个字。` : "",
      byPinyin ? `没有内容含有“${query}”，以下是按拼音找到的标题。` : "",
      hits.length && !shown.hits.length ? "没有符合筛选条件的内容，请放宽或者清除筛选。" : "",
      hits.length ? "" : `没有找到含有“${query}”的内容。`,
    ].join(""));
    view.setState("done", String(shown.hits.length));
    if (view.filters.open && hits.length) await offerFilters(index, mine);
  };

  const fail = (error) => {
    console.error(error);
    view.say("搜索没有成功，可能是网络中断，也可能是浏览器太旧。请刷新页面再试，或者从栏目结构逐级查找。");
    view.help.hidden = false;
    view.more.hidden = true;
    view.setState("error");
  };

  const run = async () => {
    turn += 1;
    const mine = turn;
    shown = { hits: [], phrases: [], drawn: [] };
    found = [];
    view.list.textContent = "";
    [view.more, view.help, view.filters].forEach((part) => { part.hidden = true; });
    document.title = wanted.query ? `${wanted.query} - ${siteTitle}` : siteTitle;
    if (!wanted.query) {
      view.say("");
      view.setState("idle");
      return;
    }
    view.say("正在查找……");
    view.setState("loading");
    try {
      await search(mine);
    } catch (error) {
      if (mine === turn) fail(error);
    }
  };

  const go = (query, chosen) => {
    wanted = { query, chosen };
    writeAddress(wanted);
    return run();
  };
  const followAddress = () => {
    wanted = readAddress();
    view.input.value = wanted.query;
    return run();
  };

  view.form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(view.input.value.trim(), {});
  });
  view.choices.forEach((select) => select.addEventListener("change", () => {
    const { [select.dataset.filter]: _, ...chosen } = wanted.chosen;
    go(wanted.query, select.value === ANY ? chosen : { ...chosen, [select.dataset.filter]: select.value });
  }));
  view.clearFilters.addEventListener("click", () => go(wanted.query, {}));
  view.filters.addEventListener("toggle", async () => {
    if (view.filters.open && found.length) await offerFilters(await open(), turn);
  });
  view.more.addEventListener("click", () => {
    const mine = turn;
    // Clicks that come faster than results wait for their turn.
    drawing = drawing.then(async () => {
      if (mine !== turn) return;
      const next = shown.drawn.length;
      view.more.hidden = next + PAGE >= shown.hits.length;
      await drawTo(await open(), mine, next + PAGE);
      // Who reads by keyboard or ear goes on where the new results begin.
      if (view.list.children[next]) view.list.children[next].querySelector("a").focus();
    }).catch(fail);
  });
  view.input.addEventListener("focus", () => open().then((index) => index.prepare()).catch(console.error), { once: true });
  window.addEventListener("popstate", followAddress);
  return followAddress();
}

if (typeof document !== "undefined") document.querySelectorAll("[data-search]").forEach(start);
