// The ways in which texts write a query with marks between its characters.

import { isMark, pairsOf } from "./search-typed.js";

const MOST_PAIRS = 24; // pairs of a query that are asked for
const READ = 24; // texts that are read

/** Returns the phrases of the first texts that have most pairs of these tokens, where they have all of them with marks between. */
export async function bodySpellings(desk, tokens) {
  if (tokens.length < 3) return [];
  const pairs = pairsOf(tokens).slice(0, MOST_PAIRS);
  const lists = await Promise.all(pairs.map((phrase) => desk.findRoughly([{ phrases: [phrase] }])));
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
