// What was typed, as the index is asked for it: in tokens, in terms, and as the pinyin of titles. Where nothing has
// what was typed, search-ladder.js looks for what was meant.
// Folding is the other half of generator/search/folding.py.

export const LONGEST = 100; // characters of a query
const WAYS = 20; // ways to cut a word of pinyin into syllables

/** Returns the function that turns text into tokens, the same as `fold` in Python. */
export function makeFold({ folds, dropped, han }) {
  const within = (char, ranges) => {
    const code = char.codePointAt(0);
    return ranges.some(([first, last]) => first <= code && code <= last);
  };
  const letters = (code) => Array.from(code.toString(16), (digit) => "abcdefghijklmnop"[parseInt(digit, 16)]).join("");
  const token = (char) => (/^[a-z0-9]$/.test(char) || within(char, han) ? char : `q${letters(char.codePointAt(0))}`);
  const tokens = (char) => {
    // What stands for itself is most of any text. Nothing else is a form of it.
    if (!folds[char] && (/^[a-z0-9]$/.test(char) || within(char, han))) return [char];
    if (within(char, dropped)) return [];
    const lowered = Array.from(char.normalize("NFKC").toLowerCase());
    const folded = Array.from(lowered.map((each) => folds[each] || each).join(""));
    return folded.filter((each) => !within(each, dropped)).map(token);
  };
  const known = new Map(); // texts are made of a few thousand characters, again and again
  const tokensOf = (char) => {
    const before = known.get(char);
    if (before) return before;
    const made = tokens(char);
    known.set(char, made);
    return made;
  };
  return (text) => {
    const made = [];
    Array.from(text.normalize("NFC")).forEach((char) => made.push(...tokensOf(char)));
    return made;
  };
}

/** Returns the character that a token stands for. */
export function letter(token) {
  if (!/^q./.test(token)) return token;
  const digits = Array.from(token.slice(1), (each) => "abcdefghijklmnop".indexOf(each).toString(16));
  return String.fromCodePoint(parseInt(digits.join(""), 16));
}

const QUOTED = /^([-－]?)(?:"([^"]+)"|“([^”]+)”|「([^」]+)」)(?=\s|$)/u;

/** Returns the pieces of a query: what stands between blanks, and what is in quotation marks from blank to blank. */
function pieces(query) {
  const found = [];
  let rest = query.trim();
  while (rest) {
    const quoted = QUOTED.exec(rest);
    const [whole] = quoted || /^\S+/u.exec(rest);
    const text = quoted ? quoted[2] || quoted[3] || quoted[4] : whole;
    const minus = quoted ? quoted[1] !== "" : /^[-－][^-－\s\d]/u.test(whole) && found.length > 0;
    found.push({ text: minus && !quoted ? text.slice(1) : text, exact: Boolean(quoted), minus });
    rest = rest.slice(whole.length).trim();
  }
  return found;
}

/**
 * Returns what a query asks for. A term has its text, its tokens, and the phrases of which any will do: 《name》 is also
 * what bears that name. An `exact` one stood in quotation marks. `without` are the phrases that no result may have.
 */
export function readQuery(query, fold) {
  const made = pieces(Array.from(query).slice(0, LONGEST).join(""))
    .map((piece) => ({ ...piece, tokens: fold(piece.text) }))
    .filter(({ tokens }) => tokens.length);
  const wanted = made.filter(({ minus }) => !minus);
  const terms = [...new Map(wanted.map((term) => [term.tokens.join(" "), term])).values()].map(({ text, exact, tokens }) => {
    const named = !exact && /^《.+》$/u.test(text) ? [fold(text.slice(1, -1))] : [];
    return { text, exact, tokens, phrases: [tokens, ...named.filter((each) => each.length)] };
  });
  return { query, terms, without: made.filter(({ minus }) => minus).map(({ tokens }) => tokens) };
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

/**
 * Returns an index that leaves out what none of these phrases may be in, gives hits alone, and notes in `told.lost` of
 * how many documents it could not say whether they have what it was asked for.
 */
async function without(index, phrases, told) {
  const note = ({ hits, lost }) => {
    told.lost = Math.max(told.lost, lost);
    return hits;
  };
  const lists = await Promise.all(phrases.map(async (phrase) => note(await index.find([[phrase]]))));
  const left = new Set(lists.flatMap((hits) => hits.map(({ id }) => id)));
  const keep = ({ id }) => !left.has(id);
  return {
    ...index,
    find: async (terms, met) => note(await index.find(terms, met && ((hits, how) => met(hits.filter(keep), how)))).filter(keep),
    findRoughly: async (terms) => note(await index.findRoughly(terms)).filter(keep),
    findPinyin: async (terms) => (await index.findPinyin(terms)).filter(keep),
    findPublished: async (date) => (await index.findPublished(date)).filter(keep),
    hitOf: index.hitOf && ((id) => (left.has(id) ? undefined : index.hitOf(id))),
  };
}

/** Asks for all that the ladder begins with at once: file after file, as they name one another, takes three times as long. */
function fetchLadder(index) {
  const parts = [
    import("./search-forms.js"), import("./search-best.js"), import("./search-lore.js"), import("./search-spelt.js"),
    import("./search-typed.js"), import("./search-tables.js"), index.titleLines(),
  ];
  parts.forEach((part) => part.catch(() => {})); // whoever needs it is told
  return import("./search-ladder.js");
}

/**
 * Finds what is asked for as it is written; failing that, or from a `step` that was chosen, what the ladder finds.
 * Returns the hits, the phrases to mark, the step, what is to be said of it, and of how many documents nothing is known.
 */
export async function findAll(index, asked, step, meet) {
  const told = { lost: 0 };
  const kept = await without(index, asked.without, told);
  const phrases = asked.terms.flatMap((term) => term.phrases);
  if (!step) {
    const hits = await kept.find(asked.terms.map((term) => term.phrases), meet);
    // What could not be read may have it as it is written: nothing else is offered in its place.
    if (hits.length || told.lost) return { hits, phrases, step: "written", say: "", lost: told.lost };
  }
  const { climb } = await fetchLadder(kept);
  return { ...await climb(kept, asked, step), lost: told.lost };
}

/** Returns the first step after one that finds what the search as it is written did not, with what it finds; or nothing. */
export async function findFurther(index, asked, hits, after) {
  const kept = await without(index, asked.without, { lost: 0 });
  const { further } = await import("./search-ladder.js");
  return further(kept, asked, hits, after);
}
