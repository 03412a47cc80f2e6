// The order of results: by what matters to who asks, or by date.
//
// The index gives titles first, then texts, the newest first in each. Here what is valid comes before what is not, the
// document itself before what explains it and that before news, the title that is what was typed before all others.
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
  const others = hits.filter(({ head }) => !head);
  const first = [heads.slice(0, TITLES), others.slice(0, TEXTS)];
  const place = await places(index, first.flat(), terms);
  const [titles, texts] = first.map((list) => sorted(list, (a, b) => compared(place(a), place(b))));
  return [...titles, ...heads.slice(TITLES), ...texts, ...others.slice(TEXTS)];
}

/** Sorts stably, as browsers of 2019 do only since that year. */
function sorted(hits, compare) {
  return hits.map((hit, at) => ({ hit, at })).sort((a, b) => compare(a.hit, b.hit) || a.at - b.at).map(({ hit }) => hit);
}
