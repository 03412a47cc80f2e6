// What is known of each document besides its text: for filters, for the order of results, and where its text lies.
//
// A shard has a file of its own; those of the newest shards are in one file as well (generator/search/facts.py).

import { fetchPackedJson, once } from "./search-fetch.js";

/** Returns how the steps of a place are called: those of columns by the table, what stands below them by their own names. */
export const named = (columns, steps) => steps.map((step, at) => columns[steps.slice(0, at + 1).join("/")] || step);

/**
 * Returns the function that tells of documents by the values of a table, given where the number of a value stands. Names of
 * columns are made when they are first asked for: few are.
 */
function openValues(values, columns) {
  const names = Object.keys(values);
  const made = [];
  const value = (name, number) => {
    if (name !== "column") return values[name][number];
    if (made[number] === undefined) made[number] = named(columns, values.column[number].split("/")).join("/");
    return made[number];
  };
  return (numberOf) => ({
    valueOf: (name, rank) => value(name, numberOf(names.indexOf(name), name, rank)),
    factsOf: (rank) => Object.fromEntries(names.map((name, at) => [name, value(name, numberOf(at, name, rank))])),
  });
}

/**
 * Opens the facts of all `shards`. Returns for each the function that reads them, `own` the one that reads its own file, and
 * whether the newest are joined.
 */
export function openFacts(bundle, { heads, shards, columns }) {
  const own = shards.map(({ folder }) => once(async () => {
    const { values, rows, ...others } = await fetchPackedJson(new URL(`${folder}/rows.pagefind`, bundle));
    return { ...others, ...openValues(values, columns)((at, name, rank) => rows[rank][at]) };
  }));
  let lost = false;
  const readJoined = once(async () => {
    const { values, columns: numbers, sizes, attached } = await fetchPackedJson(new URL(`${heads.folder}/facts.pagefind`, bundle));
    const toldBy = openValues(values, columns);
    let from = 0;
    return shards.slice(0, heads.facts).map(({ documents }, shard) => {
      const first = from;
      from += documents;
      return {
        sizes: sizes.slice(first, from), attached: attached[shard],
        ...toldBy((at, name, rank) => numbers[name][first + rank]),
      };
    });
  });
  const read = own.map((readOwn, shard) => (shard < (heads.facts || 0) ? async () => {
    try {
      if (!lost) return (await readJoined())[shard];
    } catch (error) {
      console.error(error);
      lost = true; // each shard has its own
    }
    return readOwn();
  } : readOwn));
  return { read, own, joined: Boolean(heads.facts) };
}
