// What the steps of the ladder know of a portal and of the language, each fetched when it is first asked for.

import { letter } from "./search-query.js";
import { readTable } from "./search-tables.js";
import { makeReadings } from "./search-typed.js";

const GAP = 8; // characters of a clause between the parts of 修…路
const WITHIN = 2; // characters put in between those of a known word: 看了个病

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

/** Returns where a text has the characters of a word with a few others between them, or nothing. */
function stretched(text, chars) {
  for (let from = text.indexOf(chars[0]); from >= 0; from = text.indexOf(chars[0], from + 1)) {
    let at = from;
    const all = chars.slice(1).every((char) => {
      at = text.indexOf(char, at + 1);
      return at > 0;
    });
    if (!all) return undefined;
    const part = text.slice(from, at + 1);
    if (part.length > chars.length && part.length <= chars.length + WITHIN && !part.includes(" ")) return part;
  }
  return undefined;
}

/**
 * Returns the function that takes a folded text apart at words of the groups, the longest first: pieces, of which some have
 * `others` that mean the same. Lines of `everyday` words, "said = written", lead from what people say to what is written;
 * 修|补…路|桥 is said where one of each stand near each other, whichever is first, and leaves what stands there as it is. So
 * do a word with others put in between its characters, and a single character, which tell less. Lines "said > common" are
 * of dialect: what they say is read as the common word first.
 */
export function makeSegments(lines, fold, everyday = []) {
  const groups = new Map();
  const chars = new Map(); // of some thousand words few characters differ
  const foldChar = (char) => {
    if (!chars.has(char)) chars.set(char, fold(char).map(letter).join(""));
    return chars.get(char);
  };
  const plain = (word) => Array.from(word.normalize("NFC"), foldChar).join("");
  const add = (word, others) => groups.set(word, [...new Set([...(groups.get(word) || []), ...others])]);
  lines.forEach((line) => {
    const words = line.split(" ");
    const folded = words.map(plain);
    folded.forEach((word) => add(word, words.filter((_, number) => folded[number] !== word)));
  });
  const apart = [];
  const alone = new Map();
  const whole = [];
  const dialect = new Map();
  everyday.filter((line) => line.includes(" > ")).forEach((line) => {
    const [said, common] = line.split(" > ");
    said.split(" ").forEach((word) => dialect.set(plain(word), plain(common)));
  });
  everyday.filter((line) => line.includes(" = ")).forEach((line) => {
    const [said, written] = line.split(" = ").map((words) => words.split(" "));
    said.forEach((word) => {
      const [first, last] = word.split("…").map((part) => `(?:${part})`);
      if (last) apart.push({ pattern: new RegExp(`${first}[^ ]{0,${GAP}}?${last}|${last}[^ ]{0,${GAP}}?${first}`, "u"), written });
      else if (Array.from(word).length === 1) alone.set(plain(word), written);
      else {
        add(plain(word), written);
        whole.push({ parts: Array.from(plain(word)), written });
      }
    });
  });
  const most = Math.max(1, ...Array.from(groups.keys(), (word) => word.length));
  const longest = Array.from(dialect.keys()).sort((a, b) => b.length - a.length);
  const common = (text) => longest.reduce((made, word) => made.split(word).join(dialect.get(word)), text);
  return (given) => {
    const text = common(given);
    const pieces = [];
    const singles = [];
    let rest = "";
    const flush = () => {
      if (rest) pieces.push({ text: rest, others: [] });
      singles.push(...Array.from(rest).filter((char) => alone.has(char)));
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
    apart.forEach(({ pattern, written }) => {
      const found = pattern.exec(text);
      if (found) pieces.push({ text: found[0], others: written, guess: true });
    });
    whole.forEach(({ parts, written }) => {
      const found = stretched(text, parts);
      if (found) pieces.push({ text: found, others: written, guess: true });
    });
    singles.forEach((char) => pieces.push({ text: char, others: alone.get(char), guess: true }));
    return pieces;
  };
}

/** Returns the desk of the ladder: the index, and what else it may ask. */
export function openLore(index, query) {
  const { fold } = index;
  const folded = (words) => words.map((word) => fold(word).map(letter).join("")).join("\n");
  const asked = new Map();
  const once = (how, terms) => {
    const phrases = terms.map((term) => term.phrases);
    const key = how + JSON.stringify(phrases);
    if (!asked.has(key)) asked.set(key, index[how](phrases));
    return asked.get(key);
  };
  const words = async () => {
    const told = await readTable("words");
    const same = told.same.flatMap((line) => line.split(" "));
    return {
      ...told,
      all: folded([...told.columns, ...told.units, ...told.words, ...same]),
      segments: makeSegments(told.same, fold),
    };
  };
  // Without what people say there are still the words of the same meaning.
  const loose = async () => {
    const [{ same }, everyday] = await Promise.all([readTable("words"), readTable("everyday").catch(() => [])]);
    return makeSegments(same, fold, everyday);
  };
  return {
    query,
    tables: index.tables,
    reader: index.reader,
    facts: index.facts,
    fold,
    letter,
    words,
    loose,
    today: new Date(),
    term: (text) => ({ text, tokens: fold(text), phrases: [fold(text)] }),
    /** Finds what has every term; the same is asked of the index only once. */
    find: (terms) => once("find", terms),
    /** Finds what may have every term, without telling what has it in its title. */
    findRoughly: (terms) => once("findRoughly", terms),
    titles: async () => ({ lines: await index.titleLines().catch(() => "") }),
    titleIds: index.titleIds,
    hitOf: index.hitOf || (() => undefined), // a portal's own theme may have an older index
    findPinyin: (terms) => index.findPinyin(terms),
    readings: async () => makeReadings(await readTable("pinyin")),
    simplify: async () => makeSimplify(await readTable("traditional")),
    published: index.findPublished,
  };
}
