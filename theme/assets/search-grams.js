// Grams: what the index has lists for, and how they are read. The other half of generator/search/codes.py and sections.py.

const HALF = 0x1fffff;
const ALONE = HALF;
const [INITIALS, SYLLABLES, PREFIX_2, PREFIX_3] = [0x110000, 0x110040, 0x111000, 0x112000];
const ROUNDS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f];
const ALNUM = "0123456789abcdefghijklmnopqrstuvwxyz";
const HEX = "abcdefghijklmnop";

/** Returns the function that gives the number of a token; a token that no text can have has none. */
export function makeCodes({ initial, syllable, syllables }) {
  const spelt = [...new Set([...syllables, ...ALNUM])];
  const pinyin = new Map([
    ...spelt.map((each, number) => [syllable + each, SYLLABLES + number]),
    ...Array.from(ALNUM, (each, number) => [initial + each, INITIALS + number]),
  ]);
  return (token) => {
    if (token.length === 1 || /^[^a-z]/.test(token)) return token.codePointAt(0);
    if (token[0] === "q") return parseInt(Array.from(token.slice(1), (each) => HEX.indexOf(each).toString(16)).join(""), 16);
    return pinyin.get(token);
  };
}

/** Returns the cell of a gram and its key there. */
export function place(first, second) {
  const halves = [first, second];
  ROUNDS.forEach((factor, number) => {
    const [one, other] = number % 2 ? [1, 0] : [0, 1];
    halves[other] ^= Math.imul(halves[one], factor) >>> 11;
  });
  return { cell: halves[0] >>> 11, key: (((halves[0] & 0x7ff) << 21) | halves[1]) >>> 0 };
}

/** Returns the longest gram that begins at each place of a phrase: where, how long, and where its list is. */
function gramsOf(codes) {
  const spelt = codes.map((code) => (code < 128 ? ALNUM.indexOf(String.fromCharCode(code)) : -1));
  const found = [];
  for (let at = 0; at + 1 < codes.length; at += 1) {
    const run = (length) => at + length <= codes.length && spelt.slice(at, at + length).every((each) => each >= 0);
    if (run(4)) {
      const prefix = (spelt[at] * 36 + spelt[at + 1]) * 36 + spelt[at + 2];
      found.push({ at, length: 4, ...place(PREFIX_3 + prefix, codes[at + 3]) });
    } else if (at + 2 < codes.length && run(2)) {
      found.push({ at, length: 3, ...place(PREFIX_2 + spelt[at] * 36 + spelt[at + 1], codes[at + 2]) });
    } else found.push({ at, length: 2, ...place(codes[at], codes[at + 1]) });
  }
  return found;
}

const FEW = 5; // grams that are all asked for

/**
 * Returns the grams that find a phrase: `cover` has all its tokens, each gram in its place, and is proof; `more` have
 * some of them again and make candidates fewer.
 */
export function gramsFor(codes) {
  if (codes.length === 1) return { cover: [{ at: 0, length: 1, ...place(ALONE, codes[0]) }], more: [] };
  const grams = gramsOf(codes);
  const ends = (gram) => gram.at + gram.length;
  const cover = [];
  for (let done = 0; done < codes.length;) {
    // Of those that leave no gap, the one that reaches farthest.
    const next = grams.filter(({ at }) => at <= done).reduce((best, gram) => (ends(gram) > ends(best) ? gram : best));
    cover.push(next);
    done = ends(next);
  }
  const more = grams.filter((gram) => !cover.includes(gram)
    && !grams.some((other) => other !== gram && other.at <= gram.at && ends(other) >= ends(gram)));
  return { cover, more: grams.length <= FEW ? more : [] };
}

/** Reads numbers one after the other. */
class Numbers {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  next() {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new Error("a list ends too soon");
      this.at += 1;
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
      scale *= 128;
    }
  }

  skip(count) {
    for (let left = count; left > 0; this.at += 1) if (this.bytes[this.at] < 128) left -= 1;
  }
}

/** Returns where the lists and places of each cell of a file lie, shard by shard. */
export function readHead(bytes, cells, shards) {
  const numbers = new Numbers(bytes);
  const where = Array.from({ length: cells }, () => ({ start: numbers.next(), size: numbers.next(), shards: [] }));
  where.forEach((cell) => {
    for (let shard = 0; shard < shards; shard += 1) cell.shards.push({ list: numbers.next(), places: numbers.next() });
  });
  let at = numbers.at;
  where.forEach((cell) => {
    cell.lists = at;
    cell.shards.forEach(({ list }) => { at += list; });
  });
  where.forEach((cell) => {
    cell.places = at;
    cell.shards.forEach(({ places }) => { at += places; });
  });
  return where;
}

/** Returns for each shard that has a gram its documents there, and where its places begin among those of the cell. */
export function readGram(bytes, cell, key) {
  const found = new Map();
  let [start, placesAt] = [cell.lists, 0];
  cell.shards.forEach(({ list, places }, shard) => {
    const numbers = new Numbers(bytes, start);
    const count = numbers.next();
    let [held, number] = [0, -1];
    for (let each = 0; each < count; each += 1) {
      held += numbers.next();
      if (held === key) number = each;
    }
    if (number >= 0) {
      let [before, documents, offset] = [0, 0, 0];
      for (let each = 0; each < count; each += 1) {
        const size = numbers.next();
        if (each < number) before += size;
        if (each === number) documents = size;
      }
      for (let each = 0; each < count; each += 1) {
        const size = numbers.next();
        if (each < number) offset += size;
      }
      numbers.skip(before);
      const ranks = new Uint32Array(documents);
      let rank = 0;
      for (let each = 0; each < documents; each += 1) {
        rank += numbers.next();
        ranks[each] = rank;
      }
      found.set(shard, { ranks, placesAt: placesAt + offset });
    }
    start += list;
    placesAt += places;
  });
  return found;
}

/** Returns the places of a gram in those of its documents that are wanted, by their rank. */
export function readPlaces(bytes, { ranks, placesAt }, wanted) {
  const numbers = new Numbers(bytes, placesAt);
  const found = new Map();
  ranks.forEach((rank) => {
    const places = wanted.has(rank) ? [] : undefined;
    let [at, last] = [0, 0];
    while (!last) {
      const value = numbers.next();
      last = value % 2;
      at += (value - last) / 2;
      if (places) places.push(at);
    }
    if (places) found.set(rank, places);
  });
  return found;
}
