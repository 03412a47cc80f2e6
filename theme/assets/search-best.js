// Pairs of neighbouring characters: the documents that have most of those of a query (BM25), and the ways in which texts
// write a query with marks between its characters.

const MOST_PAIRS = 24; // pairs of a query that are asked for
const READ = 24; // texts that are read to tell more exactly,
const READ_BESIDE = 10; // and where the results are only an offer
const SHARE = 0.33; // of the weight of a query, what a document must have
const K1 = 1.2;
const B = 0.75;
const LESS = { 解读: 0.8, 新闻: 0.75, 名录: 0.8 };
// What questions are asked with says nothing of what they are about.
const ASKING = /请问|怎么样|怎样|怎么|如何|什么|哪些|哪里|哪儿|哪个|多少|为什么|是否|可以|能不能|需要|应该|要不要|想要|我想|我要|有没有|有哪些|多久|几天|吗|呢|啊|的|了|是|和|与|及/gu;

/** Whether a token stands for a mark. */
export const isMark = (token) => /^q./.test(token);

/** Returns the neighbouring pairs of a list of tokens. */
const pairsOf = (tokens) => tokens.slice(1).map((token, at) => [tokens[at], token]);

const sizeOf = ({ tables }) => (tables.shards || []).reduce((sum, { documents }) => sum + documents, 0) || tables.documents || 1000;

/** Returns the phrases of the first texts that have most pairs of these tokens, where they have all of them with marks between. */
export async function bodySpellings(desk, tokens) {
  if (tokens.length < 3) return [];
  const pairs = pairsOf(tokens).slice(0, MOST_PAIRS);
  const lists = await Promise.all(pairs.map((phrase) => desk.find([{ phrases: [phrase] }])));
  const counts = new Map();
  lists.forEach((hits) => hits.forEach((hit) => counts.set(hit.id, { hit, count: (counts.get(hit.id) || { count: 0 }).count + 1 })));
  // Each gap parts one pair, and more than three are another text.
  const least = Math.max(1, pairs.length - 3, Math.ceil(pairs.length / 3));
  const likely = [...counts.values()].filter(({ count }) => count >= least && count < pairs.length + 1)
    .sort((a, b) => b.count - a.count).slice(0, READ);
  const results = await Promise.all(likely.map(({ hit }) => hit.data()));
  const found = new Map();
  results.forEach((result) => {
    const sections = desk.reader.sections(result);
    ["title", "number", "body", "extra"].forEach((name) => {
      const words = (sections[name] || []).map(({ token }) => token);
      spelt(words, tokens).forEach((phrase) => found.set(phrase.join(" "), phrase));
    });
  });
  return [...found.values()];
}

/** Returns where a list of words has these tokens, with up to four marks between two of them. */
function spelt(words, tokens) {
  const found = [];
  words.forEach((word, from) => {
    if (word !== tokens[0]) return;
    let at = from;
    let next = 1;
    for (let marks = 0; next < tokens.length && marks < 5;) {
      at += 1;
      if (words[at] === tokens[next]) {
        next += 1;
        marks = 0;
      } else if (words[at] !== undefined && isMark(words[at])) marks += 1;
      else return;
    }
    if (next === tokens.length) found.push(words.slice(from, at + 1));
  });
  return found;
}

/** How often any of some phrases stands in a list of tokens. */
function times(words, phrases) {
  let found = 0;
  words.forEach((word, at) => {
    if (phrases.some((phrase) => word === phrase[0] && phrase.every((token, offset) => words[at + offset] === token))) found += 1;
  });
  return found;
}

/** Returns what a text is asked for by: words that have others of the same meaning, and of the rest its pairs. */
function unitsOf(desk, text, segments) {
  const folded = desk.fold(text).map(desk.letter).join("");
  return segments(folded).flatMap((piece) => {
    const tokens = desk.fold(piece.text);
    if (piece.others.length) return [[tokens, ...piece.others.map(desk.fold)]];
    if (tokens.length < 3 || tokens.every((token) => /^[a-z0-9]$/.test(token))) return [[tokens]];
    return pairsOf(tokens).map((pair) => [pair]);
  });
}

/** Returns what a document counts for by what it is: what explains or reports counts less than what it is about. */
function standing(facts) {
  if (!facts) return 1;
  return (LESS[facts.kind] || 1) * (["失效", "废止"].includes(facts.validity) ? 0.7 : 1);
}

/** Finds the documents that are about most of what was typed, the best first. */
export async function bestMatches(desk, terms) {
  const { segments } = await desk.words().catch(() => ({ segments: (text) => [{ text, others: [] }] }));
  const runs = terms.flatMap((term) => term.text.replace(ASKING, " ").split(/[\s\p{P}]+/u)).filter(Boolean);
  const made = runs.flatMap((run) => unitsOf(desk, run, segments)).filter(([tokens]) => tokens.length);
  const units = [...new Map(made.map((unit) => [unit[0].join(" "), unit])).values()].slice(0, MOST_PAIRS);
  if (!units.length) return { hits: [], phrases: [] };
  const lists = await Promise.all(units.map((phrases) => desk.find([{ phrases }])));
  const size = sizeOf(desk);
  // What stands nowhere may be a way of speaking: it counts as much as what stands in a fifth of all.
  const weights = lists.map((hits) => {
    const number = hits.length || size / 5;
    return Math.max(0.1, Math.log(1 + (size - Math.min(number, size) + 0.5) / (number + 0.5)));
  });
  const scores = new Map();
  lists.forEach((hits, number) => hits.forEach((hit) => {
    const known = scores.get(hit.id) || { hit, score: 0, has: 0 };
    known.score += weights[number] * (hit.head ? 2 : 1);
    known.has += weights[number];
    scores.set(hit.id, known);
  }));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const ranked = [...scores.values()].filter(({ has }) => has >= whole * SHARE).sort((a, b) => b.score - a.score);
  const read = desk.offering ? READ_BESIDE : READ;
  const top = await Promise.all(ranked.slice(0, read).map(async (each) => {
    const sections = desk.reader.sections(await each.hit.data());
    const tokens = (name) => (sections[name] || []).map(({ token }) => token);
    return { ...each, title: tokens("title"), text: [...tokens("body"), ...tokens("extra")] };
  }));
  const facts = await desk.facts(top.map(({ hit }) => hit));
  const mean = top.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, top.length) || 1;
  const told = top.map((each) => {
    const norm = K1 * (1 - B + (B * each.text.length) / mean);
    const score = units.reduce((sum, phrases, number) => {
      const often = times(each.text, phrases) + 4 * times(each.title, phrases);
      return sum + (weights[number] * often * (K1 + 1)) / (often + norm);
    }, 0);
    // A title that says little else is about this.
    const covered = units.reduce((sum, phrases, number) => sum + (times(each.title, phrases) ? weights[number] : 0), 0) / whole;
    return { ...each, score: score * (1 + covered) * standing(facts.get(each.hit.id)) };
  }).sort((a, b) => b.score - a.score);
  return { hits: [...told, ...ranked.slice(read)].map(({ hit, score }) => ({ ...hit, score })), phrases: units.flat() };
}
