// gzip (RFC 1952) and deflate (RFC 1951) taken apart, for browsers without DecompressionStream.

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const STEPS = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
  16385, 24577,
];
const STEP_BITS = STEPS.map((_, number) => Math.max(0, (number >> 1) - 1));
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST = 15;

/** Returns a code by the lengths of its words: how many there are of each length, and what they stand for. */
function makeCode(lengths) {
  const counts = new Uint16Array(LONGEST + 1);
  lengths.forEach((length) => { counts[length] += 1; });
  counts[0] = 0;
  const starts = new Uint16Array(LONGEST + 2);
  for (let length = 1; length <= LONGEST; length += 1) starts[length + 1] = starts[length] + counts[length];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (!length) return;
    symbols[starts[length]] = symbol;
    starts[length] += 1;
  });
  return { counts, symbols };
}

const FIXED = [
  makeCode(Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))),
  makeCode(new Array(30).fill(5)),
];

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) value = TABLE[(value ^ bytes[at]) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Takes deflated bytes apart, from a place on, into so many bytes. Returns these and where the input ends. */
function inflateRaw(input, start, size) {
  const out = new Uint8Array(size);
  let [at, to, held, bits] = [start, 0, 0, 0];
  const fail = () => { throw new Error("damaged gzip"); };
  const take = (count) => {
    while (bits < count) {
      if (at >= input.length) fail();
      held |= input[at] << bits;
      at += 1;
      bits += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count;
    bits -= count;
    return value;
  };
  const decode = ({ counts, symbols }) => {
    let [word, first, index] = [0, 0, 0];
    for (let length = 1; length <= LONGEST; length += 1) {
      word |= take(1);
      const count = counts[length];
      if (word - count < first) return symbols[index + (word - first)];
      index += count;
      first = (first + count) << 1;
      word <<= 1;
    }
    return fail();
  };
  const readCodes = () => {
    const [literals, steps, codes] = [take(5) + 257, take(5) + 1, take(4) + 4];
    const lengths = new Array(19).fill(0);
    for (let number = 0; number < codes; number += 1) lengths[ORDER[number]] = take(3);
    const code = makeCode(lengths);
    const all = [];
    while (all.length < literals + steps) {
      const symbol = decode(code);
      if (symbol < 16) all.push(symbol);
      else {
        const value = symbol === 16 ? all[all.length - 1] : 0;
        const times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
        if (value === undefined || all.length + times > literals + steps) fail();
        for (let time = 0; time < times; time += 1) all.push(value);
      }
    }
    return [makeCode(all.slice(0, literals)), makeCode(all.slice(literals))];
  };
  const copyStored = () => {
    held = 0;
    bits = 0;
    const length = input[at] | (input[at + 1] << 8);
    at += 4;
    if (!(at + length <= input.length && to + length <= size)) fail();
    out.set(input.subarray(at, at + length), to);
    at += length;
    to += length;
  };
  const inflateBlock = ([literals, steps]) => {
    for (;;) {
      const symbol = decode(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        if (to >= size) fail();
        out[to] = symbol;
        to += 1;
      } else {
        const length = LENGTHS[symbol - 257] + take(LENGTH_BITS[symbol - 257]);
        const step = decode(steps);
        const from = to - STEPS[step] - take(STEP_BITS[step]);
        if (!(from >= 0 && to + length <= size)) fail();
        for (let number = 0; number < length; number += 1) out[to + number] = out[from + number];
        to += length;
      }
    }
  };
  for (let last = 0; !last;) {
    last = take(1);
    const kind = take(2);
    if (kind === 0) copyStored();
    else if (kind === 1) inflateBlock(FIXED);
    else if (kind === 2) inflateBlock(readCodes());
    else fail();
  }
  if (to !== size) fail();
  return { out, end: at - (bits >> 3) };
}

/** Returns what was packed in gzip. Fails where it is not as it was written. */
export function inflate(bytes) {
  if (!(bytes.length >= 18 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8)) throw new Error("no gzip");
  const flags = bytes[3];
  let start = 10;
  if (flags & 4) start += 2 + (bytes[start] | (bytes[start + 1] << 8));
  [8, 16].filter((flag) => flags & flag).forEach(() => {
    while (bytes[start]) start += 1;
    start += 1;
  });
  if (flags & 2) start += 2;
  const number = (at) => (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
  const { out, end } = inflateRaw(bytes, start, number(bytes.length - 4));
  if (end !== bytes.length - 8 || number(end) !== checksum(out)) throw new Error("damaged gzip");
  return out;
}
