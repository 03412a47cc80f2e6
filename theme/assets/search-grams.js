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

const LEAST_BESIDE = 8; // documents, see generator/search/grams.py

const times = (count, make) => Array.from({ length: count }, make);
const sum = (numbers) => numbers.reduce((whole, each) => whole + each, 0);

/**
 * Returns where the lists and places of each cell of a file lie, in `parts` of places: how many bytes its lists have, and its
 * places of each part, shard by shard.
 */
export function readHead(bytes, cells, shards, parts) {
  const numbers = new Numbers(bytes);
  const where = times(cells, () => ({ parts: times(parts, () => ({ start: numbers.next(), size: numbers.next() })) }));
  where.forEach((cell) => {
    cell.listSizes = new Uint32Array(shards);
    cell.placeSizes = new Uint32Array(shards * parts);
    for (let shard = 0; shard < shards; shard += 1) {
      cell.listSizes[shard] = numbers.next();
      for (let part = 0; part < parts; part += 1) cell.placeSizes[shard * parts + part] = numbers.next();
    }
  });
  let { at } = numbers;
  where.forEach((cell) => {
    cell.lists = at;
    cell.listSizes.forEach((size) => { at += size; });
  });
  return where;
}

/** Returns the part of the places of a cell that those of a gram are in. */
export const partOf = (cell, key) => Math.floor((key / 2 ** 32) * cell.parts.length);

/** Reads how many documents each of `count` grams of a shard has, of them those before one of that number, and the bytes of its places. */
function readSizes(numbers, count, number) {
  const documents = times(count, () => numbers.next());
  let offset = 0;
  for (let each = 0; each < count; each += 1) {
    const size = numbers.next();
    if (each < number) offset += size;
  }
  return { documents, offset };
}

/**
 * Reads what always stands before and behind a gram in a shard, behind the documents of all its grams there: the code of the
 * token, and the ranks of the `others` where it is not so; nothing where that is not told.
 */
function readBeside(numbers, documents, number) {
  if (documents[number] < LEAST_BESIDE) return [];
  const told = (list) => list.filter((each) => each >= LEAST_BESIDE).length * 2;
  const [before, all] = [told(documents.slice(0, number)), told(documents)];
  const tokens = times(all, () => numbers.next());
  const exceptions = tokens.map((token) => (token ? numbers.next() : 0));
  numbers.skip(sum(exceptions.slice(0, before)));
  return [0, 1].map((side) => {
    let rank = 0;
    const others = times(exceptions[before + side], () => { rank += numbers.next(); return rank; });
    return { code: tokens[before + side] - 1, others };
  });
}

/**
 * Returns for each shard that has a gram its documents there, those of them that have it in attached files alone, what
 * stands `beside` it if the lists tell that, and where its places begin among those of their part of the cell. `marked`
 * tells of each shard whether its lists tell attached files apart.
 */
export function readGram(bytes, cell, key, { marked, withBeside }) {
  const found = new Map();
  const part = partOf(cell, key);
  const parts = cell.parts.length;
  let [start, placesAt] = [cell.lists, 0];
  cell.listSizes.forEach((list, shard) => {
    const places = cell.placeSizes.subarray(shard * parts, (shard + 1) * parts);
    const numbers = new Numbers(bytes, start);
    const count = numbers.next();
    let [held, number] = [0, -1];
    for (let each = 0; each < count; each += 1) {
      held += numbers.next();
      if (held === key) number = each;
    }
    if (number >= 0) {
      const { documents, offset } = readSizes(numbers, count, number);
      numbers.skip(sum(documents.slice(0, number)));
      const ranks = new Uint32Array(documents[number]);
      const below = new Set();
      let rank = 0;
      for (let each = 0; each < ranks.length; each += 1) {
        const step = numbers.next();
        rank += marked[shard] ? Math.floor(step / 2) : step;
        ranks[each] = rank;
        if (marked[shard] && step % 2) below.add(rank);
      }
      numbers.skip(sum(documents.slice(number + 1)));
      const beside = withBeside ? readBeside(numbers, documents, number) : [];
      found.set(shard, { ranks, below, beside, placesAt: placesAt + offset - sum(places.slice(0, part)) });
    }
    start += list;
    placesAt += places[part];
  });
  return found;
}

/**
 * Returns the gram of a phrase of which it is known that in a shard all of the phrase stands around it, and the ranks of
 * the `others` of its documents, of which that is not known; undefined where there is none.
 */
export function standsAround(codes, grams, shard) {
  const told = grams.map((gram) => ({ ...gram, ...gram.lists.get(shard) }));
  const known = told.map((core) => {
    let [from, to] = [core.at, core.at + core.length];
    const others = new Set();
    const grow = ({ at, length, beside: [before, behind] }) => {
      if (!before || at < from || at + length > to) return false;
      const left = at === from && from > 0 && before.code === codes[from - 1];
      const right = !left && at + length === to && to < codes.length && behind.code === codes[to];
      if (left) from -= 1;
      if (right) to += 1;
      if (left || right) (left ? before : behind).others.forEach((rank) => others.add(rank));
      return left || right;
    };
    while (told.some(grow));
    return { below: core.below, others, whole: from === 0 && to === codes.length };
  });
  return known.filter(({ whole }) => whole).sort((a, b) => a.others.size - b.others.size)[0];
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
