// The ladder of forgiveness: what is looked for when nothing has what was typed. Each step is tried only where those
// before it found nothing, is told by its name, and asks the index for phrases, so that any engine will do.
//
// Only this file is fetched then, and what a step needs only when it is reached: a list of words (search/words.json),
// the lists of titles, tables of traditional characters and of readings.

import { dateForms, numberForms, ordinalForms, readDate, relativeYear } from "./search-forms.js";
import { bestMatches } from "./search-best.js";
import { openLore } from "./search-lore.js";
import { bodySpellings } from "./search-spelt.js";
import { isMark, oneOff, soundingLike, toneless, withMarks } from "./search-typed.js";
import { pinyinPhrases } from "./search-query.js";

const TITLED = 0.45; // of the weight of what was typed, in a title
const MOST = 24; // ways to write a term that are asked for together
const text = (tokens, letter) => tokens.map(letter).join("");

/** Returns a term with more ways to write it. */
const also = (term, phrases) => ({ ...term, phrases: [...term.phrases, ...phrases.filter((each) => each.length)].slice(0, MOST) });
const asked = (desk, term, forms) => also(term, forms.map(desk.fold));
const quote = (words) => words.map((word) => `“${word}”`).join("、");

/** The terms, or the one that they are without the blanks between them where that is a form and they are not. */
const joined = (desk, terms, isForm) => {
  const whole = terms.map((term) => term.text).join("");
  const parts = terms.length < 2 || terms.some((term) => term.exact || (isForm(term.text) && !/^\d+$/u.test(term.text)));
  return parts || !isForm(whole) ? terms : [desk.term(whole)];
};

/** Punctuation and brackets, on either side. */
async function plain(desk, terms) {
  const { lines } = await desk.titles();
  // Figures without their marks would be other figures; numbers of documents have a step of their own.
  const isFigure = (each) => /^[\d\p{P}\p{S}]+$/u.test(each) || numberForms(each).length > 0;
  if (terms.every((term) => isFigure(term.text)) || joined(desk, terms, (each) => numberForms(each).length > 0) !== terms) return undefined;
  const bare = terms.map((term) => (term.exact ? term.tokens : term.tokens.filter((token) => !isMark(token))));
  const titled = terms.map((term, number) => {
    if (term.exact || bare[number].length < 2) return term;
    const spelt = withMarks(bare[number].map(desk.letter), lines).map(desk.fold);
    return also(term, [bare[number], ...spelt]);
  }).filter((term, number) => bare[number].length);
  if (!titled.length) return undefined;
  const say = "下面是不计标点、括号的结果。";
  const found = { terms: titled, say };
  if (desk.offering || (await desk.find(titled)).length) return found;
  const spelt = await Promise.all(titled.map(async (term) => (
    term.exact ? term : also(term, await bodySpellings(desk, term.tokens.filter((token) => !isMark(token))))
  )));
  return { terms: spelt, say };
}

/** Dates as people write them; in a document's text, and as the day on which it was published. */
async function dates(desk, given) {
  const told = [];
  const terms = joined(desk, given, readDate);
  const read = terms.map((term) => ({ term, date: term.exact ? undefined : readDate(term.text) }));
  if (!read.some(({ date }) => date)) return undefined;
  const split = read.flatMap(({ term, date }) => {
    if (!date) return [term];
    told.push(date.day ? `${date.year}年${date.month}月${date.day}日` : `${date.year}年${date.month}月`);
    const forms = { text: dateForms(date)[0], tokens: desk.fold(dateForms(date)[0]), phrases: dateForms(date).map(desk.fold), date };
    return [forms, ...date.rest.map(desk.term)];
  });
  const rest = split.filter(({ date }) => !date);
  const [written, then, others] = await Promise.all([
    desk.find(split),
    Promise.all(split.filter(({ date }) => date).map(({ date }) => desk.published(date).catch(() => []))),
    rest.length ? desk.find(rest) : undefined,
  ]);
  const among = others && new Set(others.map(({ id }) => id));
  const days = then.reduce((one, other) => one.filter(({ id }) => other.some((each) => each.id === id)));
  const published = days.filter(({ id }) => !among || among.has(id));
  const ids = new Set(published.map(({ id }) => id));
  return {
    hits: [...published, ...written.filter(({ id }) => !ids.has(id))],
    terms: split,
    say: `下面是写到${quote(told)}或者在那时发布的结果。`,
  };
}

/** Numbers of documents, ordinals. */
function numbers(desk, given) {
  const terms = joined(desk, given, (each) => numberForms(each).length > 0);
  const forms = terms.map((term) => (term.exact ? [] : [...numberForms(term.text), ...ordinalForms(term.text)]));
  if (!forms.some((each) => each.length)) return undefined;
  return {
    terms: terms.map((term, number) => asked(desk, term, forms[number])),
    say: `下面是按${quote(forms.filter((each) => each.length).map(([first]) => first))}等写法找到的结果。`,
  };
}

/** Traditional characters: what follows goes on with simplified ones. */
async function simplified(desk, terms) {
  if (!/[\u3400-\u9fff\u{20000}-\u{2ffff}]/u.test(desk.query)) return undefined;
  const convert = await desk.simplify();
  const changed = terms.map((term) => (term.exact ? term : desk.term(convert(term.text))));
  if (changed.every((term, number) => term.text === terms[number].text)) return undefined;
  const say = `下面是换成简体字${quote([changed.map((term) => term.text).join(" ")])}的结果。`;
  const written = { terms: changed, say, base: changed };
  if ((await desk.find(changed)).length) return written;
  const marked = await plain(desk, changed);
  return marked ? { ...marked, say, base: changed } : written;
}

/** Pinyin: whole, first letters, with Han characters between, with tones, in any reading. */
async function pinyin(desk, terms) {
  const words = terms.map((term) => (term.exact ? "" : toneless(term.text)));
  if (!words.some((word) => /[a-z]/u.test(word)) || words.join("").length < 2) return undefined;
  const [{ lines }, readings, { all }] = await Promise.all([desk.titles(), desk.readings(), desk.words()]);
  const lists = `${lines}\n${all}`;
  const isPinyin = (word) => /[a-z]/u.test(word) && Array.from(word).length > 1;
  const spoken = words.every((word) => /^[a-z]+$/u.test(word)) && words.length > 1 ? [words.join("")] : words;
  const same = spoken.length === terms.length ? terms : [desk.term(spoken[0])];
  const sounds = spoken.map((word) => (isPinyin(word) ? soundingLike(word, lists, readings) : { strings: [], whole: true }));
  const tables = desk.tables.pinyin;
  const spelt = words.map((word) => (/^[a-z0-9]+$/u.test(word) && tables ? pinyinPhrases(word, tables) : [desk.fold(word)]));
  const titles = await desk.findPinyin(spelt);
  const made = same.map((term, number) => also(term, sounds[number].strings.slice(0, MOST - 1).map(desk.fold)));
  const found = sounds.some(({ strings }) => strings.length) ? await desk.find(made) : [];
  const heads = found.filter(({ head }) => head);
  const kept = heads.length || !sounds.every(({ whole }) => whole) ? heads : found;
  const known = new Set(titles.map(({ id }) => id));
  const first = sounds.map(({ strings }) => strings[0]).filter(Boolean).slice(0, 3);
  return {
    hits: [...kept.filter(({ id }) => !known.has(id)), ...titles],
    phrases: [...made.flatMap(({ phrases }) => phrases), ...spelt.flat()],
    terms: made,
    say: `下面是按拼音找到的${first.length ? `${quote(first)}等` : ""}标题。`,
  };
}

/** Short names and words that mean the same. */
async function same(desk, terms) {
  const { segments } = await desk.words();
  const told = [];
  const split = terms.flatMap((term) => {
    if (term.exact) return [term];
    const pieces = segments(text(term.tokens, desk.letter));
    if (!pieces.some(({ others }) => others.length)) return [term];
    return pieces.filter((piece) => piece.others.length || Array.from(piece.text).length > 1).map((piece) => {
      if (piece.others.length) told.push(piece.others[0]);
      return also(desk.term(piece.text), piece.others.map(desk.fold));
    });
  });
  return told.length ? { terms: split, say: `下面是意思相同的${quote(told.slice(0, 3))}等的结果。` } : undefined;
}

/** What day it is decides what 去年 means. */
function relative(desk, terms) {
  const read = terms.map((term) => (term.exact ? undefined : relativeYear(term.text, desk.today)));
  const told = read.find(Boolean);
  if (!told) return undefined;
  const split = terms.flatMap((term, number) => (
    read[number] ? [`${read[number].year}年`, ...read[number].rest].map(desk.term) : [term]
  ));
  return { terms: split, say: `今天是${desk.today.getFullYear()}年，下面把“${told.word}”当作${told.year}年。` };
}

/** One wrong, missing, additional or two exchanged characters. */
async function near(desk, terms) {
  const missing = await Promise.all(terms.map(async (term) => !term.exact && !(await desk.find([term])).length));
  if (!missing.includes(true)) return undefined;
  const [{ lines }, readings, { all }] = await Promise.all([desk.titles(), desk.readings(), desk.words()]);
  const others = terms.map((term, number) => {
    const chars = term.tokens.filter((token) => !isMark(token)).map(desk.letter);
    if (!missing[number] || chars.length < 2 || chars.length > 40) return [];
    return oneOff(chars, `${all}\n${lines}`, readings).slice(0, 8);
  });
  if (missing.some((each, number) => each && !others[number].length)) return undefined;
  // The likeliest that the index has: words of the list need not stand in any document.
  const settled = await Promise.all(terms.map(async (term, number) => {
    if (!missing[number]) return { term, words: [] };
    const counts = await Promise.all(others[number].map(async (word) => (await desk.find([desk.term(word)])).length));
    const words = others[number].filter((word, at) => counts[at]);
    return { term: words.length ? { ...desk.term(words[0]), phrases: words.slice(0, 2).map(desk.fold) } : term, words };
  }));
  const first = settled.map(({ words }) => words[0]).filter(Boolean);
  if (!first.length) return undefined;
  return { terms: settled.map(({ term }) => term), say: `您要找的是不是${quote(first)}？下面是它的结果。` };
}

/** The documents that have most of the characters and pairs of them. */
async function best(desk, terms) {
  const { hits, phrases, covered } = await bestMatches(desk, terms);
  return { hits, phrases, covered, terms, say: "下面是含有其中一些字词、最接近的结果。" };
}

const STEPS = { plain, dates, numbers, simplified, pinyin, same, relative, near, best };
// What is offered beside few results as they were written. The last only where no title has what was typed.
const FURTHER = ["plain", "dates", "numbers", "same", "best"];

async function take(desk, name, terms) {
  const made = await STEPS[name](desk, terms);
  if (!made) return undefined;
  const hits = made.hits || await desk.find(made.terms);
  return { ...made, step: name, hits, phrases: made.phrases || made.terms.flatMap(({ phrases }) => phrases) };
}

/**
 * Words of the same meaning, only in the texts of documents about something else, are worth less than a title that has
 * most of what was typed.
 */
async function titled(desk, made, terms) {
  if (made.step !== "same" || !made.hits.length || made.hits.some(({ head }) => head)) return made;
  const other = await take(desk, "best", terms);
  return other && other.covered > TITLED ? other : made;
}

/** Tries steps in order, from a given one on, until one finds something. */
export async function climb(index, { query, terms }, from, names = Object.keys(STEPS)) {
  const desk = openLore(index, query);
  let base = terms;
  for (const name of names.slice(Math.max(0, names.indexOf(from)))) {
    let made;
    try {
      made = await take(desk, name, base);
      if (made && !from) made = await titled(desk, made, base);
    } catch (error) {
      console.error(error); // a table that does not come is no reason not to try the next step
    }
    if (made && made.hits.length) return { ...made, say: from ? made.say : `没有找到“${query}”，${made.say}` };
    if (made && made.base) base = made.base;
  }
  return { hits: [], phrases: terms.map(({ tokens }) => tokens), step: "", say: "" };
}

/** Returns the first step that finds more than what is known, with what that is. */
export async function further(index, { query, terms }, hits, after) {
  const desk = { ...openLore(index, query), offering: true };
  const known = new Set(hits.map(({ id }) => id));
  for (const name of FURTHER.slice(FURTHER.indexOf(after) + 1)) {
    const skipped = name === "best" && hits.some(({ head }) => head);
    const first = skipped ? undefined : await take(desk, name, terms).catch(() => undefined);
    const made = first && await titled(desk, first, terms).catch(() => first);
    const more = made ? made.hits.filter(({ id }) => !known.has(id)) : [];
    if (more.length) return { ...made, hits: more };
  }
  return undefined;
}
