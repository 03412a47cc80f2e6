// Pagefind's own index of the newest documents: asked where a file of the lists cannot be read.
//
// Every character of it is a token of its own (generator/search/folding.py), so that a phrase of tokens is found
// wherever it stands. Pagefind takes one phrase a search. It tells of no file that it could not read, so its files are
// looked at on their way: what it finds is sure, what it does not find only where all of them came whole.

import { unpack } from "./search-fetch.js";

const PATIENCE = 10000; // milliseconds

function inTime(work) {
  let timer = 0;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error("Pagefind takes too long")), PATIENCE); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Looks at the files that Pagefind fetches from here on. Returns whether all of them have come whole so far. */
function watchFiles(bundle) {
  const { fetch } = window;
  let whole = true;
  window.fetch = async (...asked) => {
    const url = String(asked[0].url || asked[0]);
    if (!url.includes(new URL(bundle).pathname) || !/\.pf_(?:index|meta)/.test(url)) return fetch(...asked);
    try {
      const answer = await fetch(...asked);
      await unpack(new Uint8Array(await answer.clone().arrayBuffer()));
      return answer;
    } catch (error) {
      whole = false;
      throw error;
    }
  };
  return () => whole;
}

/**
 * Opens Pagefind's index of some shards: of each its number, its folder, what Pagefind calls its documents, and where
 * the words of attached files begin in those that have any. Returns the function that finds what has all terms, as that
 * of search-lists.js does, and tells whether that is `whole`.
 */
export async function openPagefind(bundle, core, shards, attachedAt) {
  const { createInstance } = await inTime(import(new URL(`${core}/pagefind.js`, bundle).href));
  const isWhole = watchFiles(bundle);
  // A worker of its own would fetch where nobody sees it.
  const pagefind = createInstance({ metaCacheTag: core, noWorker: true });
  const places = new Map(shards.flatMap(({ number, fragments, begins }) => (
    fragments.map((id, rank) => [id, { shard: number, rank, begin: begins[rank] }])
  )));
  const placeOf = (id, at) => (places.get(id).begin <= at ? attachedAt + at : at);
  await inTime(Promise.all(shards.map(({ folder }) => (
    pagefind.mergeIndex(new URL(`${folder}/`, bundle).pathname, { metaCacheTag: folder })
  ))));
  const ask = async (phrase) => {
    const { results } = await inTime(pagefind.search(`"${phrase.join(" ")}"`, { sort: { order: "asc" } }));
    return results.filter(({ id }) => places.has(id)).map(({ id, words }) => [id, { at: placeOf(id, words[0]), phrase }]);
  };
  return async (terms) => {
    const lists = await Promise.all(terms.map(async (phrases) => {
      const found = (await Promise.all(phrases.map(ask))).flat();
      return new Map(found.sort(([, a], [, b]) => b.at - a.at));
    }));
    const found = [...lists[0].keys()].filter((id) => lists.every((list) => list.has(id)))
      .map((id) => ({ shard: places.get(id).shard, rank: places.get(id).rank, hits: lists.map((list) => list.get(id)) }))
      .sort((a, b) => a.shard - b.shard || a.rank - b.rank);
    return { found, whole: isWhole() };
  };
}
