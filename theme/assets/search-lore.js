// What the steps of the ladder know of a portal and of the language, each fetched when it is first asked for.

import { letter } from "./search-query.js";
import { makeReadings } from "./search-typed.js";

const kept = new Map(); // what was fetched, by its address

async function fetched(url, read) {
  if (!kept.has(url)) {
    kept.set(url, fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      return read(answer);
    }));
    kept.get(url).catch(() => kept.delete(url));
  }
  return kept.get(url);
}

const json = (answer) => answer.json();
/** Returns the function that converts to simplified characters: by words where those go otherwise than their characters. */
export function makeSimplify({ pairs, words }) {
  const chars = Array.from(pairs);
  const one = new Map();
  for (let at = 0; at < chars.length; at += 2) one.set(chars[at], chars[at + 1]);
  const long = new Map(Object.entries(words));
  const most = Math.max(...Object.keys(words).map((word) => word.length));
  return (text) => {
    let made = "";
    for (let at = 0; at < text.length;) {
      let size = Math.min(most, text.length - at);
      while (size > 1 && !long.has(text.substr(at, size))) size -= 1;
      const part = size > 1 ? text.substr(at, size) : String.fromCodePoint(text.codePointAt(at));
      made += long.get(part) || one.get(part) || part;
      at += part.length;
    }
    return made;
  };
}

/**
 * Returns the function that takes a folded text apart at words of the groups, the longest first: pieces, of which some have
 * `others` that mean the same.
 */
export function makeSegments(lines, fold) {
  const groups = new Map();
  let most = 1;
  lines.forEach((line) => {
    const words = line.split(" ");
    const folded = words.map((word) => fold(word).map(letter).join(""));
    folded.forEach((word, at) => {
      most = Math.max(most, word.length);
      const others = words.filter((_, number) => folded[number] !== word);
      if (!groups.has(word)) groups.set(word, others);
      else groups.set(word, [...new Set([...groups.get(word), ...others])]);
    });
  });
  return (text) => {
    const pieces = [];
    let rest = "";
    const flush = () => {
      if (rest) pieces.push({ text: rest, others: [] });
      rest = "";
    };
    for (let at = 0; at < text.length;) {
      let size = Math.min(most, text.length - at);
      while (size > 1 && !groups.has(text.substr(at, size))) size -= 1;
      if (size > 1) {
        flush();
        pieces.push({ text: text.substr(at, size), others: groups.get(text.substr(at, size)) });
      } else rest += text[at];
      at += size;
    }
    flush();
    return pieces;
  };
}

/** Returns the desk of the ladder: the index, and what else it may ask. */
export function openLore(index, query) {
  const site = new URL("../", import.meta.url).href;
  const asset = (name) => new URL(`assets/${name}`, site).href;
  const { fold } = index;
  const folded = (words) => words.map((word) => fold(word).map(letter).join("")).join("\n");
  const asked = new Map();
  const words = async () => {
    const told = await fetched(new URL("search/words.json", site).href, json);
    const same = told.same.flatMap((line) => line.split(" "));
    return { ...told, all: folded([...told.columns, ...told.units, ...told.words, ...same]), segments: makeSegments(told.same, fold) };
  };
  return {
    query,
    tables: index.tables,
    reader: index.reader,
    facts: index.facts,
    fold,
    letter,
    words,
    today: new Date(),
    term: (text) => ({ text, tokens: fold(text), phrases: [fold(text)] }),
    /** Finds what has every term; the same is asked of the index only once. */
    find(terms) {
      const phrases = terms.map((term) => term.phrases);
      const key = JSON.stringify(phrases);
      if (!asked.has(key)) asked.set(key, index.find(phrases));
      return asked.get(key);
    },
    titles: async () => ({ lines: await index.titleLines().catch(() => "") }),
    findPinyin: (terms) => index.findPinyin(terms),
    readings: async () => makeReadings(await fetched(asset("search-pinyin.json"), json)),
    simplify: async () => makeSimplify(await fetched(asset("search-traditional.json"), json)),
    /** Returns the titles of what was published in a month or on a day, as phrases. */
    async published({ year, month, day }) {
      const two = (number) => String(number).padStart(2, "0");
      const begins = `${two(month)}${day ? two(day) : ""}`;
      const lines = await fetched(new URL(`search/days-${year}.json`, site).href, json).catch(() => []);
      return lines.filter((line) => line.startsWith(begins)).map((line) => fold(line.slice(4))).slice(0, 200);
    },
  };
}
