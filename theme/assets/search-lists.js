// The lists of the index: which documents of a segment have all terms, and where.
//
// A term is a list of phrases, any of which will do; a phrase is a list of tokens. What the files of a segment are
// stands in generator/search/segments.py.

import { fetchPacked, once } from "./search-fetch.js";
import {
  gramsFor, partOf, readGram, readHead, readPlaces, standsAround,
} from "./search-grams.js";

const [CELLS, PARTS] = [1024, 8]; // see generator/search/spread.py

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
 * Opens the lists of some `shards`: in so many files of `lists` and of `places` of a folder, named by `names`. The places
 * of a cell are in so many `parts`; `ofTitles` tells that those of a token alone are kept, and nothing of what stands beside
 * a gram. `marked` tells of which shards the lists tell attached files from the pages; places in these begin at
 * `attachedAt`. Returns the function that finds what has all terms.
 */
function openLists(folder, { lists: files, places }, { codeOf, readPart, shards, names, parts, ofTitles, marked, attachedAt }) {
  const cells = CELLS / files;
  const read = new Map(); // places, by their part of a cell
  const readPlace = ({ cell, part, where }) => {
    const { start, size } = where.parts[part];
    const id = cell * parts + part;
    const file = Math.floor(cell / (CELLS / places));
    if (!read.has(id)) read.set(id, once(() => readPart(`${folder}/${names[1]}${file}.pagefind`, start, size)));
    return read.get(id)();
  };
  const opened = Array.from({ length: files }, (_, file) => once(async () => {
    const bytes = await fetchPacked(`${folder}/${names[0]}${file}.pagefind`);
    return { bytes, cells: readHead(bytes, cells, shards, parts) };
  }));
  const gram = async ({ cell, key, at, length }) => {
    const file = await opened[Math.floor(cell / cells)]();
    const where = file.cells[cell % cells];
    const lists = readGram(file.bytes, where, key, { marked, withBeside: !ofTitles });
    return { at, length, cell, part: partOf(where, key), where, lists };
  };

  /** Reads the lists of a phrase. Returns its codes, all its grams and those that prove it, and its candidates of each shard. */
  const readPhrase = async (phrase) => {
    const codes = phrase.map(codeOf);
    if (codes.includes(undefined)) return { codes, grams: [], proof: [], candidates: new Map() };
    const { cover, more } = gramsFor(codes);
    const [proof, others] = await Promise.all([cover, more].map((grams) => Promise.all(grams.map(gram))));
    const candidates = new Map();
    const all = [...proof, ...others];
    [...proof[0].lists.keys()].forEach((shard) => {
      const lists = all.map(({ lists: each }) => each.get(shard));
      if (!lists.every(Boolean)) return;
      const ranks = lists.map((each) => each.ranks).sort((a, b) => a.length - b.length);
      const left = ranks.slice(1).reduce(common, ranks[0]);
      if (left.length) candidates.set(shard, Array.from(left));
    });
    return { codes, grams: all, proof, candidates };
  };

  /** Puts into `found` what the lists of a shard prove of some of its documents; returns the ranks of the others. */
  const proveByLists = ({ codes, grams, proof, shard, ranks }, { placed, rough }, found) => {
    const alone = proof.length === 1 && (!placed || (proof[0].length === 1 && !ofTitles));
    const all = rough || alone;
    const known = all || placed ? undefined : standsAround(codes, grams, shard);
    if (!all && !known) return ranks;
    const proven = all ? ranks : ranks.filter((rank) => !known.others.has(rank));
    const isBelow = all ? (rank) => proof.some(({ lists }) => lists.get(shard).below.has(rank)) : (rank) => known.below.has(rank);
    found.set(shard, new Map(proven.map((rank) => [rank, isBelow(rank) ? attachedAt : -1])));
    return all ? [] : ranks.filter((rank) => known.others.has(rank));
  };

  /** Returns, of the documents wanted of each shard, those that have a phrase, with the place where it first stands. */
  const prove = async ({ codes, grams, proof, candidates }, wanted, how) => {
    const found = new Map();
    const shardsLeft = [...candidates].filter(([shard]) => wanted.has(shard))
      .map(([shard, ranks]) => [shard, ranks.filter((rank) => wanted.get(shard).has(rank))])
      .filter(([, ranks]) => ranks.length)
      .map(([shard, ranks]) => [shard, proveByLists({ codes, grams, proof, shard, ranks }, how, found)])
      .filter(([, ranks]) => ranks.length);
    if (!shardsLeft.length) return found;
    const bytes = await Promise.all(proof.map((each) => readPlace(each)));
    shardsLeft.forEach(([shard, ranks]) => {
      const asked = new Set(ranks);
      const placesOf = proof.map(({ lists }, number) => readPlaces(bytes[number], lists.get(shard), asked));
      const proven = found.get(shard) || new Map();
      ranks.forEach((rank) => {
        const first = firstPlace(proof.map(({ at }, number) => ({ at, places: placesOf[number].get(rank) })));
        if (first >= 0) proven.set(rank, first);
      });
      if (proven.size) found.set(shard, proven);
    });
    return found;
  };

  /**
   * Returns the documents that have all terms, shard by shard: of each its rank and, for every term, the phrase and the
   * place of its first hit where `placed`. `rough` asks for no places: a longer phrase may stand there only in pieces.
   */
  return async (terms, { placed = false, rough = false } = {}) => {
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
    const proven = await Promise.all(read.map((phrases) => Promise.all(phrases.map((phrase) => prove(phrase, wanted, { placed, rough })))));
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

/** Opens the lists of titles, numbers and pinyin of all shards; `readPart` reads a part of a file. */
export const openHeads = (bundle, heads, { codeOf, readPart, shards }) => openLists(new URL(heads.folder, bundle).href, heads, {
  codeOf, readPart, shards, names: "hq", parts: 1, ofTitles: true, marked: [], attachedAt: 0,
});

/** Opens the lists of all text of a segment, the rest as openLists has it. */
export const openSegment = (bundle, segment, how) => openLists(new URL(segment.folder, bundle).href, segment, {
  ...how, shards: segment.shards, names: "lp", parts: PARTS, ofTitles: false,
});
