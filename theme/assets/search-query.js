// What was typed, as the index is asked for it: in tokens, in terms, and as the pinyin of titles.
// Folding is the other half of generator/search/folding.py.

export const LONGEST = 100; // characters of a query
const WAYS = 20; // ways to cut a word of pinyin into syllables

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

/** Finds what has all terms; failing that, and only for letters and digits, titles by their pinyin. */
export async function findAll(index, query, terms, meet) {
  const { hits, lost } = await index.find(terms.map((term) => [term]), meet);
  const words = query.toLowerCase().split(/\s+/);
  const typed = words.join("");
  if (hits.length || !/^[a-z0-9]{2,}$/.test(typed) || !/[a-z]/.test(typed)) return { hits, lost, phrases: terms, byPinyin: false };
  const phrases = words.map((word) => pinyinPhrases(word, index.tables.pinyin));
  const found = await index.findPinyin(phrases);
  return { hits: found, lost, phrases: phrases.flat(), byPinyin: found.length > 0 };
}
