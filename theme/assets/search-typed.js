// What was meant by what was typed, looked for in lists of words and titles: the same without its marks, the same by its
// sound, the same but for one character. All lists are folded texts, one a line (generator/search/titles.py).

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/gu, "\\$&");
// Whatever is no letter, digit or Han character; a line ends where another text begins.
const MARKS = "[^\\p{L}\\p{N}\\n\\t]{0,4}";

/** Whether a token stands for a mark. */
export const isMark = (token) => /^q./.test(token);

/** Returns the neighbouring pairs of a list of tokens. */
export const pairsOf = (tokens) => tokens.slice(1).map((token, at) => [tokens[at], token]);

/** Returns how often each string stands in a list of strings, the most frequent first. */
export function counted(strings) {
  const counts = new Map();
  strings.forEach((each) => counts.set(each, (counts.get(each) || 0) + 1));
  return [...counts.entries()].sort((a, b) => b[1] - a[1]);
}

/** Returns the ways in which lists write these characters with marks between them. */
export function withMarks(chars, lists) {
  const pattern = new RegExp(chars.map(escape).join(MARKS), "gu");
  return counted(lists.match(pattern) || []).map(([text]) => text);
}

/** Returns what is read of a table of syllables (search-pinyin.json): the readings of each character. */
export function makeReadings(table) {
  const readings = new Map();
  Object.keys(table).forEach((syllable) => Array.from(table[syllable]).forEach((char) => {
    if (readings.has(char)) readings.get(char).push(syllable);
    else readings.set(char, [syllable]);
  }));
  return readings;
}

const TONES = /[\u0300\u0301\u0304\u030c]/gu;

/** Returns pinyin without its tones, whether marked or numbered, ü as v. */
export function toneless(text) {
  const bare = text.normalize("NFD").replace(TONES, "").replace(/u\u0308/giu, "v").normalize("NFC").toLowerCase();
  return /^(?:[a-zü]+[1-5])+$/u.test(bare) ? bare.replace(/[1-5]/gu, "") : bare.replace(/['’]/gu, "");
}

const WHOLE = 0; // every character is spelt out or stands itself; otherwise by its first letter
const FIRST = 1;
const MIXED = 2;

/**
 * Returns the strings of Han characters in lists that may be typed as `typed`, the best first: pinyin, first letters, a
 * mixture, with Han characters between. All readings of a character count.
 */
export function soundingLike(typed, lists, readings) {
  const ends = (line, at, from, how) => {
    if (from === typed.length) return [{ at, how }];
    const char = line[at];
    if (char === undefined) return [];
    const ways = [];
    const add = (size, kind) => ways.push(...ends(line, at + 1, from + size, how | kind));
    if (char === typed[from]) add(1, 0);
    const spelt = readings.get(char);
    if (!spelt) return ways;
    // As a whole where it can be: of a long word the first letters are tried only where the syllables fail.
    const whole = spelt.filter((each) => typed.startsWith(each, from) || (each[1] === "v" && typed.startsWith(each.replace("v", "u"), from)));
    whole.forEach((each) => add(each.length, 1));
    if (!ways.length && spelt.some((each) => each[0] === typed[from])) add(1, 2);
    return ways;
  };
  const found = [[], [], []];
  lists.split("\n").forEach((text) => {
    const line = Array.from(text.split("\t")[0]);
    for (let from = 0; from < line.length; from += 1) {
      const best = ends(line, from, 0, 0)
        .map(({ at, how }) => ({ at, kind: [WHOLE, WHOLE, FIRST, MIXED][how] }))
        .sort((a, b) => a.kind - b.kind)[0];
      if (best && best.at - from > 1) found[best.kind].push(line.slice(from, best.at).join(""));
    }
  });
  const kind = found.findIndex((each) => each.length);
  return kind < 0 ? { strings: [], whole: false } : { strings: counted(found[kind]).map(([text]) => text), whole: kind === WHOLE };
}

/** Whether two characters may be read alike. */
const alike = (a, b, readings) => (readings.get(a) || []).some((each) => (readings.get(b) || []).includes(each));

/**
 * Returns the strings of lists that differ from `chars` by one character: another, none, one more, or two in the wrong
 * order. Those come first that sound alike, that have all the characters, and that are a line of their own.
 */
export function oneOff(chars, lists, readings) {
  const any = "[^\\n\\t]";
  const size = chars.length;
  const made = (list) => list.map((each) => (each === null ? any : escape(each))).join("");
  const but = (at, ...instead) => [...chars.slice(0, at), ...instead, ...chars.slice(at + 1)];
  const patterns = [];
  for (let at = 0; at < size; at += 1) {
    patterns.push(made(but(at, null)));
    if (at) patterns.push(made([...chars.slice(0, at), null, ...chars.slice(at)]));
    if (size > 3) patterns.push(made(but(at)));
    if (at + 1 < size) patterns.push(made([...chars.slice(0, at), chars[at + 1], chars[at], ...chars.slice(at + 2)]));
  }
  const typed = chars.join("");
  const strings = lists.match(new RegExp(patterns.join("|"), "gu")) || [];
  const whole = new Set(lists.split("\n").filter((line) => Math.abs(line.length - typed.length) < 2));
  const weigh = (text) => {
    const other = Array.from(text);
    const at = other.findIndex((char, number) => char !== chars[number]);
    if (other.length !== size) return size > 4 ? 3 : 1;
    if (other.slice().sort().join("") === chars.slice().sort().join("")) return 8;
    if (alike(other[at], chars[at], readings)) return 10;
    return size > 2 ? 1 : 0;
  };
  return counted(strings.filter((text) => text !== typed && /^[\p{L}\p{N}]+$/u.test(text)))
    .map(([text, count]) => ({ text, score: weigh(text) * (whole.has(text) ? 4 : 1) * (1 + Math.log(count)) }))
    // Of short words another is near to any: it must be a word of its own, or sound alike.
    .filter(({ score, text }) => score >= (size > 4 ? 1 : 2) && (size > 4 || whole.has(text) || weigh(text) > 1))
    .sort((a, b) => b.score - a.score)
    .map(({ text }) => text);
}
