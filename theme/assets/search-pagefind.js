// Pagefind's own index of the newest documents: asked where a file of the lists cannot be read.
//
// Every character of it is a token of its own (generator/search/folding.py), so that a phrase of tokens is found
// wherever it stands. Pagefind takes one phrase a search. It tells of no file that it could not read: what it finds is
// sure, what it does not find is not.

const PATIENCE = 10000; // milliseconds

function inTime(work) {
  let timer = 0;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error("Pagefind takes too long")), PATIENCE); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Opens Pagefind's index of some shards: of each its number, its folder, and what Pagefind calls its documents. Returns
 * the function that finds what has all terms, as that of search-lists.js does.
 */
export async function openPagefind(bundle, core, shards) {
  const { createInstance } = await inTime(import(new URL(`${core}/pagefind.js`, bundle).href));
  const pagefind = createInstance({ metaCacheTag: core });
  const places = new Map(shards.flatMap(({ number, fragments }) => fragments.map((id, rank) => [id, { shard: number, rank }])));
  await inTime(Promise.all(shards.map(({ folder }) => (
    pagefind.mergeIndex(new URL(`${folder}/`, bundle).pathname, { metaCacheTag: folder })
  ))));
  const ask = async (phrase) => {
    const { results } = await inTime(pagefind.search(`"${phrase.join(" ")}"`, { sort: { order: "asc" } }));
    return results.filter(({ id }) => places.has(id)).map(({ id, words }) => [id, { at: words[0], phrase }]);
  };
  return async (terms) => {
    const lists = await Promise.all(terms.map(async (phrases) => {
      const found = (await Promise.all(phrases.map(ask))).flat();
      return new Map(found.sort(([, a], [, b]) => b.at - a.at));
    }));
    return [...lists[0].keys()].filter((id) => lists.every((list) => list.has(id)))
      .map((id) => ({ ...places.get(id), hits: lists.map((list) => list.get(id)) }))
      .sort((a, b) => a.shard - b.shard || a.rank - b.rank);
  };
}
