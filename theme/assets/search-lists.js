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
  if (one === other) return one;
  const found = [];
  for (let [a, b] = [0, 0]; a < one.length && b < other.length;) {
    if (one[a] === other[b]) found.push(one[a]);
    if (one[a] <= other[b]) a += 1;
    else b += 1;
  }
  return found;
}

/** Returns what is in either of two sorted lists of numbers. */
function either(one, other) {
  const found = [];
  for (let [a, b] = [0, 0]; a < one.length || b < other.length;) {
    const next = b === other.length || one[a] < other[b] ? one[a] : other[b];
    found.push(next);
    if (one[a] === next) a += 1;
    if (other[b] === next) b += 1;
  }
  return found;
}

/** Returns sorted lists by their shards, of two such maps: what `join` makes of lists of one shard, and `alone` of a single one. */
function together(one, other, join, alone) {
  const found = new Map();
  new Set([...one.keys(), ...other.keys()]).forEach((shard) => {
    const lists = [one.get(shard), other.get(shard)].filter(Boolean);
    const list = lists.length > 1 ? join(...lists) : alone(lists[0]);
    if (list.length) found.set(shard, list);
  });
  return found;
}

const UNPROVEN = -2; // a place that is none; -1 is one that is not told

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
 * Opens the lists of so many `shards`, which are counted `from` a number: in so many files of `lists` and of `places` of a folder, named by `names`. The places
 * of a cell are in so many `parts`; `ofTitles` tells that those of a token alone are kept, and nothing of what stands beside
 * a gram. `marked` tells of which shards the lists tell attached files from the pages; places in these begin at
 * `attachedAt`. Returns the function that finds what has all terms.
 */
function openLists(folder, { lists: files, places }, { codeOf, readPart, shards, from, names, parts, ofTitles, marked, attachedAt }) {
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
  const gram = async ({ cell, key, at, length }, { rough }) => {
    const file = await opened[Math.floor(cell / cells)]();
    const where = file.cells[cell % cells];
    const lists = readGram(file.bytes, where, key, { marked, withBeside: !ofTitles && !rough });
    return { at, length, cell, part: partOf(where, key), where, lists };
  };

  /** Reads the lists of a phrase. Returns its codes, all its grams and those that prove it, and its candidates of each shard. */
  const readPhrase = async (phrase, how) => {
    const codes = phrase.map(codeOf);
    if (codes.includes(undefined)) return { codes, grams: [], proof: [], candidates: new Map() };
    const { cover, more } = gramsFor(codes);
    const [proof, others] = await Promise.all([cover, more].map((grams) => Promise.all(grams.map((each) => gram(each, how)))));
    const candidates = new Map();
    const all = [...proof, ...others];
    [...proof[0].lists.keys()].forEach((shard) => {
      const lists = all.map(({ lists: each }) => each.get(shard));
      if (!lists.every(Boolean)) return;
      const ranks = lists.map((each) => each.ranks).sort((a, b) => a.length - b.length);
      const left = ranks.slice(1).reduce(common, ranks[0]);
      if (left.length) candidates.set(shard, left);
    });
    return { codes, grams: all, proof, candidates };
  };

  /** Notes in `at`, of documents of a shard, what its lists prove; returns the ranks of the others. */
  const proveByLists = ({ codes, grams, proof, shard, ranks, at }, { placed, rough }) => {
    const alone = proof.length === 1 && (!placed || (proof[0].length === 1 && !ofTitles));
    const all = rough || alone;
    const known = all || placed ? undefined : standsAround(codes, grams, shard);
    if (!all && !known) return ranks;
    const belows = (all ? proof.map(({ lists }) => lists.get(shard)) : [known]).map(({ below }) => below).filter(({ size }) => size);
    const left = [];
    ranks.forEach((rank, number) => {
      if (!all && known.others.has(rank)) left.push(rank);
      else at[number] = belows.length && belows.some((below) => below.has(rank)) ? attachedAt : -1;
    });
    return left;
  };

  /** Returns for each shard the documents wanted that may have a phrase, and where it first stands `at` in each, if it does. */
  const prove = async ({ codes, grams, proof, candidates }, wanted, how) => {
    const found = new Map();
    candidates.forEach((held, shard) => {
      const ranks = wanted.has(shard) ? common(held, wanted.get(shard)) : [];
      if (ranks.length) found.set(shard, { ranks, at: new Int32Array(ranks.length).fill(UNPROVEN) });
    });
    const shardsLeft = [...found].map(([shard, { ranks, at }]) => [shard, proveByLists({ codes, grams, proof, shard, ranks, at }, how)])
      .filter(([, ranks]) => ranks.length);
    if (!shardsLeft.length) return found;
    const bytes = await Promise.all(proof.map((each) => readPlace(each)));
    shardsLeft.forEach(([shard, left]) => {
      const asked = new Set(left);
      const placesOf = proof.map(({ lists }, number) => readPlaces(bytes[number], lists.get(shard), asked));
      const { ranks, at } = found.get(shard);
      ranks.forEach((rank, number) => {
        if (!asked.has(rank)) return;
        const first = firstPlace(proof.map((each, which) => ({ at: each.at, places: placesOf[which].get(rank) })));
        if (first >= 0) at[number] = first;
      });
    });
    return found;
  };

  /** Returns what tells of the documents of a shard, asked for in their order, where the first of some phrases stands. */
  const firstHits = (phrases, proven, shard) => {
    const told = phrases.map((phrase, number) => ({ phrase, next: 0, ...proven[number].get(shard) })).filter(({ ranks }) => ranks);
    return (rank) => {
      let best;
      told.forEach((each) => {
        while (each.ranks[each.next] < rank) each.next += 1;
        const at = each.ranks[each.next] === rank ? each.at[each.next] : UNPROVEN;
        if (at !== UNPROVEN && (!best || at < best.at)) best = { at, phrase: each.phrase };
      });
      return best;
    };
  };

  /**
   * Returns the documents that have all terms, shard by shard: of each its rank and, for every term, the phrase and the
   * place of its first hit where `placed`. `rough` asks for no places: a longer phrase may stand there only in pieces.
   */
  return async (terms, { placed = false, rough = false } = {}) => {
    const read = await Promise.all(terms.map((phrases) => Promise.all(phrases.map((phrase) => readPhrase(phrase, { rough })))));
    const itself = (list) => list;
    const held = read.map((phrases) => phrases.map(({ candidates }) => candidates)
      .reduce((one, other) => together(one, other, either, itself), new Map()));
    const wanted = held.length ? held.reduce((one, other) => together(one, other, common, () => [])) : new Map();
    // What was only a candidate of an earlier term need not be proven there any more.
    const proven = await Promise.all(read.map((phrases) => Promise.all(phrases.map((phrase) => prove(phrase, wanted, { placed, rough })))));
    const found = [];
    [...wanted.keys()].sort((a, b) => a - b).forEach((shard) => {
      const firsts = terms.map((phrases, term) => firstHits(phrases, proven[term], shard));
      wanted.get(shard).forEach((rank) => {
        const hits = firsts.map((first) => first(rank));
        if (hits.every(Boolean)) found.push({ shard: shard + from, rank, hits });
      });
    });
    return found;
  };
}

/** Opens the lists of titles, numbers and pinyin of all shards; `readPart` reads a part of a file. */
export const openHeads = (bundle, heads, { codeOf, readPart, shards }) => openLists(new URL(heads.folder, bundle).href, heads, {
  codeOf, readPart, shards, from: 0, names: "hq", parts: 1, ofTitles: true, marked: [], attachedAt: 0,
});

/** Opens the lists of all text of a segment, the rest as openLists has it. */
export const openSegment = (bundle, segment, how) => openLists(new URL(segment.folder, bundle).href, segment, {
  ...how, shards: segment.shards, names: "lp", parts: PARTS, ofTitles: false,
});
