// Files of the index: fetched with a time limit, tried again, taken apart, and whole or not at all.

const STALL = 5000; // milliseconds without a byte
const TRIES = 3;
const PAUSE = 300; // milliseconds before the second try, twice as many before the third

/** Returns a function that does its work when first called and gives the same answer ever after, unless it failed. */
export function once(work) {
  let answer;
  return () => {
    if (!answer) {
      answer = work();
      answer.catch(() => { answer = undefined; });
    }
    return answer;
  };
}

function joined(parts, size) {
  const whole = new Uint8Array(size);
  let at = 0;
  parts.forEach((part) => {
    whole.set(part, at);
    at += part.length;
  });
  return whole;
}

/** Gives, once, what search-early.js asked for by this name before this file was there. That need not ask any more. */
export function takeEarly(name) {
  const early = window.gongkaiEarly || {};
  window.gongkaiEarly = { ...early, [name]: undefined };
  return early[name];
}

/**
 * Fetches once; whoever sends nothing for a while is not waited for. Returns the status and the bytes. What was `asked`
 * early is waited for and not asked again.
 */
async function fetchOnce(url, options, asked) {
  const control = asked ? asked.control : new AbortController();
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => control.abort(), STALL);
  };
  wait();
  try {
    const answer = await (asked ? asked.answer : fetch(url, { ...options, signal: control.signal }));
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    const reader = answer.body.getReader();
    const parts = [];
    let size = 0;
    for (;;) {
      wait();
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      size += value.length;
    }
    return { status: answer.status, bytes: joined(parts, size) };
  } finally {
    clearTimeout(timer);
  }
}

/** Does some work up to three times. The second time what the browser keeps of the file is not believed. */
async function persist(work) {
  for (let turn = 1; ; turn += 1) {
    try {
      return await work(turn > 1 ? "reload" : "default");
    } catch (error) {
      if (turn === TRIES) throw error;
      await new Promise((next) => setTimeout(next, PAUSE * turn));
    }
  }
}

async function unpackNatively(bytes) {
  const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Returns what was packed in gzip; fails where a byte is not as it was written. */
export async function unpack(bytes) {
  if (typeof DecompressionStream !== "undefined") return unpackNatively(bytes);
  const { inflate } = await import("./search-inflate.js");
  return inflate(bytes);
}

const text = (bytes) => new TextDecoder().decode(bytes);

/** Returns what is the first try's alone. */
const first = (cache, asked) => (cache === "default" ? asked : undefined);

/** Returns the value of a file of JSON, asked for anew each time, but for what was `asked` early. */
export const fetchJson = (url, asked) => persist(async (cache) => (
  JSON.parse(text((await fetchOnce(url, { cache: "no-cache" }, first(cache, asked))).bytes))
));

/** Returns the text of a file as it is. */
export const fetchText = (url, asked) => persist(async (cache) => text((await fetchOnce(url, { cache }, first(cache, asked))).bytes));

/** Returns the bytes that were packed into a file. */
export const fetchPacked = (url) => persist(async (cache) => unpack((await fetchOnce(url, { cache })).bytes));

/** Returns the value of a packed file of JSON. */
export const fetchPackedJson = (url) => persist(async (cache) => (
  JSON.parse(text(await unpack((await fetchOnce(url, { cache })).bytes)))
));

/** Returns the parts of a file that stand side by side as one: what there is of each. */
function sideBySide(parts) {
  const groups = [];
  parts.sort((a, b) => a.start - b.start).forEach((part) => {
    const last = groups[groups.length - 1];
    if (last && last.start + last.size === part.start) {
      last.parts.push(part);
      last.size += part.size;
    } else groups.push({ start: part.start, size: part.size, parts: [part] });
  });
  return groups;
}

/**
 * Returns a function that gives what was packed into a part of a file. A server may send the whole file instead. Parts
 * side by side that are asked for in one go come in one answer, but for the first that was asked for: it is waited for.
 */
export function makePartReader() {
  const wholes = new Map();
  const waiting = new Map(); // behind the first, until all are asked for
  const fetchPart = async (url, start, size, cache) => {
    if (wholes.has(url)) return wholes.get(url).subarray(start, start + size);
    // A browser lets requests for parts of one file wait for each other, unless it is to keep none. What went wrong
    // once may be what stands between here and the server and knows no parts: the whole is asked for then.
    const { status, bytes } = await fetchOnce(url, cache === "default" ? {
      cache: "no-store", headers: { Range: `bytes=${start}-${start + size - 1}` },
    } : { cache });
    if (status === 206) {
      if (bytes.length !== size) throw new Error(`${bytes.length} bytes of ${size} ${url}`);
      return bytes;
    }
    if (bytes.length < start + size) throw new Error(`${bytes.length} bytes ${url}`);
    wholes.set(url, bytes);
    return bytes.subarray(start, start + size);
  };
  const fetchGroup = async (url, { start, size, parts }) => {
    try {
      const bytes = await fetchPart(url, start, size, "default");
      parts.forEach((part) => part.done(bytes.subarray(part.start - start, part.start - start + part.size)));
    } catch (error) {
      parts.forEach(({ failed }) => failed(error));
    }
  };
  const fetchTogether = (url, start, size) => {
    if (waiting.has(url)) return new Promise((done, failed) => { waiting.get(url).push({ start, size, done, failed }); });
    waiting.set(url, []);
    Promise.resolve().then(() => {
      const parts = waiting.get(url);
      waiting.delete(url);
      sideBySide(parts).forEach((group) => fetchGroup(url, group));
    });
    return fetchPart(url, start, size, "default");
  };
  return (url, start, size) => persist(async (cache) => {
    try {
      return await unpack(await (cache === "default" ? fetchTogether(url, start, size) : fetchPart(url, start, size, cache)));
    } catch (error) {
      wholes.delete(url);
      throw error;
    }
  });
}

/** Returns the value of packed JSON. */
export const readJson = (bytes) => JSON.parse(text(bytes));
