// The lists of the index: which documents of a segment have all terms, and where.
//
// A term is a list of phrases, any of which will do; a phrase is a list of tokens. What the files of a segment are
// stands in generator/search/segments.py.

import { fetchPacked, once } from "./search-fetch.js";
import { gramsFor, readGram, readHead, readPlaces } from "./search-grams.js";

const CELLS = 1024;

/** Returns what two sorted lists of numbers have in common. */
function common(one, other) {
  const found = [];
  for (let [a, b] = [0, 0]; a < one.length && b < other.length;) {
    if (one[a] === other[b]) found.push(one[a]);
    if (one[a] <= other[b]) a += 1;
    else b += 1;
  }
  return found;
}

/** Returns the first place where the places of all grams of a phrase fit together, -1 where there is none. */
function firstPlace(placed) {
  const [first, ...others] = placed.map(({ at, places }) => ({ at, places: new Set(places) }));
  for (const place of first.places) {
    const start = place - first.at;
    if (others.every(({ at, places }) => places.has(start + at))) return start;
  }
  return -1;
}

/**
 * Opens the lists of some shards: `readList` gives the bytes of a file of lists, and `readPlace` those of the places of
 * a cell, told where they lie; `placesOfOne` tells whether those of a token alone are kept. Returns the function that
 * finds what has all terms.
 */
function openLists({ codeOf, shards, files, readList, readPlace, placesOfOne }) {
  const cells = CELLS / files;
  const opened = Array.from({ length: files }, (_, file) => once(async () => {
    const bytes = await readList(file);
    return { bytes, cells: readHead(bytes, cells, shards) };
  }));
  const gram = async ({ cell, key, at, length }) => {
    const file = await opened[Math.floor(cell / cells)]();
    const where = file.cells[cell % cells];
    return { at, length, cell, where, file: file.bytes, lists: readGram(file.bytes, where, key) };
  };

  /** Reads the lists of a phrase. Returns the grams that prove it, and its candidates of each shard. */
  const readPhrase = async (phrase) => {
    const codes = phrase.map(codeOf);
    if (codes.includes(undefined)) return { proof: [], candidates: new Map() };
    const { cover, more } = gramsFor(codes);
    const [proof, others] = await Promise.all([cover, more].map((grams) => Promise.all(grams.map(gram))));
    const candidates = new Map();
    [...proof[0].lists.keys()].forEach((shard) => {
      const lists = [...proof, ...others].map(({ lists: each }) => each.get(shard));
      if (!lists.every(Boolean)) return;
      const ranks = lists.map((each) => each.ranks).sort((a, b) => a.length - b.length);
      const left = ranks.slice(1).reduce(common, ranks[0]);
      if (left.length) candidates.set(shard, Array.from(left));
    });
    return { proof, candidates };
  };

  /** Returns, of the documents wanted of each shard, those that have a phrase, with the place where it first stands. */
  const prove = async ({ proof, candidates }, wanted, placed) => {
    const found = new Map();
    const shardsLeft = [...candidates].filter(([shard]) => wanted.has(shard))
      .map(([shard, ranks]) => [shard, ranks.filter((rank) => wanted.get(shard).has(rank))])
      .filter(([, ranks]) => ranks.length);
    if (!shardsLeft.length) return found;
    if (proof.length === 1 && (!placed || (proof[0].length === 1 && !placesOfOne))) {
      shardsLeft.forEach(([shard, ranks]) => found.set(shard, new Map(ranks.map((rank) => [rank, -1]))));
      return found;
    }
    const bytes = await Promise.all(proof.map(({ cell, where, file }) => readPlace(cell, where, file)));
    shardsLeft.forEach(([shard, ranks]) => {
      const asked = new Set(ranks);
      const places = proof.map(({ lists }, number) => readPlaces(bytes[number], lists.get(shard), asked));
      const proven = new Map();
      ranks.forEach((rank) => {
        const first = firstPlace(proof.map(({ at }, number) => ({ at, places: places[number].get(rank) })));
        if (first >= 0) proven.set(rank, first);
      });
      if (proven.size) found.set(shard, proven);
    });
    return found;
  };

  /**
   * Returns the documents that have all terms, shard by shard: of each its rank and, for every term, the phrase and the
   * place of its first hit where `placed`.
   */
  return async (terms, placed) => {
    const read = await Promise.all(terms.map((phrases) => Promise.all(phrases.map(readPhrase))));
    let wanted;
    read.forEach((phrases) => {
      const held = new Map();
      phrases.forEach(({ candidates }) => candidates.forEach((ranks, shard) => {
        const before = held.get(shard) || new Set();
        ranks.forEach((rank) => { if (!wanted || (wanted.has(shard) && wanted.get(shard).has(rank))) before.add(rank); });
        if (before.size) held.set(shard, before);
      }));
      wanted = held;
    });
    // What was only a candidate of an earlier term need not be proven there any more.
    const proven = await Promise.all(read.map((phrases) => Promise.all(phrases.map((phrase) => prove(phrase, wanted, placed)))));
    const found = [];
    wanted.forEach((ranks, shard) => {
      [...ranks].sort((a, b) => a - b).forEach((rank) => {
        const hits = proven.map((phrases, term) => phrases.flatMap((each, number) => {
          const at = each.get(shard) && each.get(shard).get(rank);
          return at === undefined ? [] : [{ at, phrase: terms[term][number] }];
        }).sort((a, b) => a.at - b.at)[0]);
        if (hits.every(Boolean)) found.push({ shard, rank, hits });
      });
    });
    return found.sort((a, b) => a.shard - b.shard || a.rank - b.rank);
  };
}

/** Opens the lists of titles, numbers and pinyin. */
export function openHeads(bundle, { folder, files }, shards, codeOf) {
  return openLists({
    codeOf,
    shards,
    files,
    readList: (file) => fetchPacked(new URL(`${folder}/h${file}.pagefind`, bundle)),
    readPlace: async (cell, where, file) => file.subarray(where.places),
    placesOfOne: true,
  });
}

/** Opens the lists of all text of a segment; `readPart` reads a part of a file. */
export function openSegment(bundle, { folder, shards, lists, places }, codeOf, readPart) {
  const cells = CELLS / places;
  const known = new Map();
  return openLists({
    codeOf,
    shards,
    files: lists,
    readList: (file) => fetchPacked(new URL(`${folder}/l${file}.pagefind`, bundle)),
    readPlace: (cell, { start, size }) => {
      if (!known.has(cell)) {
        known.set(cell, once(() => readPart(new URL(`${folder}/p${Math.floor(cell / cells)}.pagefind`, bundle).href, start, size)));
      }
      return known.get(cell)();
    },
  });
}
