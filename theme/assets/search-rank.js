// The order of results: by what matters to who asks, or by date.
//
// The index gives titles first, then texts, the newest first in each. Here what is valid comes before what is not, the
// document itself before what explains it and that before news, the title that is what was typed before all others. What
// stands only in a file that a page offers comes after all pages.
//
// Of many results only the first are put in order: they are read one page at a time.

const TITLES = 60;
const TEXTS = 240;
const INVALID = new Set(["失效", "废止"]);
const CLASSES = { 政策文件: 0, 办事指南: 0, 解读: 2, 新闻: 3 };
const OTHER = 1;

/** Returns the place of a result as numbers to be compared one after another, small ones first. */
function placeOf(hit, facts, { size, names }) {
  const about = names.some((name) => facts.issuer.includes(name) || facts.column.includes(name));
  let tier = about ? 2 : 3;
  if (hit.head) tier = size && Number(facts.size) === size ? 0 : 1;
  const kind = CLASSES[facts.kind];
  return [tier, INVALID.has(facts.validity) ? 1 : 0, kind === undefined ? OTHER : kind];
}

function compared(a, b) {
  const at = a.findIndex((each, number) => each !== b[number]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** Returns the function that gives the place of each of these hits. */
async function places(index, hits, terms) {
  const facts = await index.facts(hits);
  const [only] = terms;
  const asked = {
    size: terms.length === 1 ? only.tokens.length : 0,
    names: terms.map(({ text }) => text).filter((text) => text.length > 1),
  };
  const known = new Map(hits.map((hit) => [hit.id, facts.has(hit.id) ? placeOf(hit, facts.get(hit.id), asked) : [3, 0, OTHER]]));
  return ({ id }) => known.get(id);
}

/** Returns hits in the order to show them. What the last step of the ladder weighed keeps its order. */
export async function rank(index, hits, { terms, step, sort }) {
  if (sort === "date") {
    const facts = await index.facts(hits);
    const day = ({ id }) => (facts.get(id) || {}).day || "";
    return sorted(hits, (a, b) => day(b).localeCompare(day(a)));
  }
  if (step === "best" || hits.length < 2) return hits;
  const heads = hits.filter(({ head }) => head);
  const others = hits.filter(({ head, below }) => !head && !below);
  const files = hits.filter(({ head, below }) => !head && below);
  // What comes after so many pages is put in order by nobody: the facts of its shards need not be read.
  const most = [TITLES, TEXTS, Math.max(0, TEXTS - others.length)];
  const first = [heads, others, files].map((list, number) => list.slice(0, most[number]));
  const place = await places(index, first.flat(), terms);
  const [titles, texts, attached] = first.map((list) => sorted(list, (a, b) => compared(place(a), place(b))));
  const rest = [heads, others, files].map((list, number) => list.slice(most[number]));
  return [...titles, ...rest[0], ...texts, ...rest[1], ...attached, ...rest[2]];
}

/** Sorts stably, as browsers of 2019 do only since that year. */
function sorted(hits, compare) {
  return hits.map((hit, at) => ({ hit, at })).sort((a, b) => compare(a.hit, b.hit) || a.at - b.at).map(({ hit }) => hit);
}
