// The index of the site: its shards, asked by Pagefind, and its lists of titles, which need no Pagefind.

import { fits } from "./search-filters.js";
import { letter, makeFold } from "./search-query.js";
import { makeReader } from "./search-results.js";

const FEW = 4; // shards that are asked together; of more than that
const EARLY = 2; // the newest are asked first, then twice as many each time,
const MOST = 32; // but no more: a browser refuses requests when thousands are waiting, and hits would be missing

/** Returns a function that does its work when first called and gives the same answer ever after. */
export function once(work) {
  let answer;
  const ask = () => {
    if (!answer) answer = work();
    return answer;
  };
  return ask;
}

async function fetchText(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.text();
}

/** Returns the text of a file that was compressed when it was written. */
async function fetchPacked(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Divides a list: all of a short one together, else few at first and more each time. */
export function inGroups(list) {
  const groups = [];
  let size = list.length > FEW ? EARLY : FEW;
  for (let from = 0; from < list.length; size = Math.min(2 * size, MOST)) {
    groups.push(list.slice(from, from + size));
    from += size;
  }
  return groups;
}

/**
 * Returns the function that makes of a folded text the test whether a line of the lists of titles
 * (generator/search/titles.py) has it where it counts as a hit of the title. The index says the same by the place of a
 * hit (layout.py). A portal may have a hundred thousand lines: the one search that most of them fail comes first.
 */
export function makeTitleTest({ folding, layout }) {
  const [plainAt, numberAt] = layout.numberAt;
  const size = (text) => Array.from(text).length;
  const isPlain = (char) => /^[a-z0-9]$/.test(char)
    || folding.han.some(([first, end]) => first <= char.codePointAt(0) && char.codePointAt(0) <= end);
  /** Whether a number without its marks starts with these characters: every line is asked, so nothing is made of it. */
  const startsPlain = (number, chars) => {
    let at = 0;
    for (const char of number) {
      if (char === chars[at]) at += 1;
      else if (isPlain(char)) return false;
      if (at === chars.length) return true;
    }
    return false;
  };
  return (text) => {
    const chars = Array.from(text);
    const isNumber = text.endsWith("号");
    const plain = isNumber && chars.every(isPlain);
    return (line) => {
      const at = line.indexOf(text);
      if (at < 0 && !isNumber) return false;
      const tab = line.indexOf("\t");
      if (at >= 0 && (tab < 0 || at < tab)) return at < layout.titleWidth || size(line.slice(0, at)) < layout.titleWidth;
      if (!isNumber || tab < 0) return false;
      const number = line.slice(tab + 1);
      if (!number.startsWith(text) && !(plain && startsPlain(number, chars))) return false;
      return size(line.slice(0, tab)) <= layout.titleWidth && Array.from(number).filter(isPlain).length < numberAt - plainAt;
    };
  };
}

/**
 * Returns the function that makes of a folded text the test whether it may count in a line of a list at all. Most lists
 * have a rare word nowhere, and a list is asked as a whole several times faster than line by line.
 */
export function makeListTest({ folding }) {
  const spelt = (code) => `\\u{${code.toString(16)}}`;
  const plain = `a-z0-9${folding.han.map(([first, end]) => `${spelt(first)}-${spelt(end)}`).join("")}`;
  const allPlain = new RegExp(`^[${plain}]+$`, "u");
  const marks = `[^${plain}\\n]*`;
  return (text) => {
    if (!text.endsWith("号") || !allPlain.test(text)) return (list) => list.includes(text);
    const chars = Array.from(text, (char) => spelt(char.codePointAt(0)));
    const number = new RegExp(`\\t${marks}${chars.join(marks)}`, "u");
    return (list) => list.includes(text) || number.test(list);
  };
}

/** Opens the index. Shards are merged and asked in groups, the newest first, each group by a Pagefind of its own. */
export async function openIndex(bundle) {
  const readContents = () => fetchText(new URL("shards.json", bundle), { cache: "no-cache" });
  const contents = await readContents();
  const tables = JSON.parse(contents);
  const { core, language, shards } = tables;
  const load = once(() => import(new URL(`core/pagefind.js?v=${core}`, bundle).href));
  const numberOf = new Map(shards.map(({ folder }, number) => [folder, number]));
  const shardOf = (id) => numberOf.get(id.slice(language.length, id.lastIndexOf("_")));

  const groups = inGroups(shards).map((members) => once(async () => {
    const pagefind = (await load()).createInstance({ metaCacheTag: core });
    await Promise.all(members.map(({ folder, key }) => (
      pagefind.mergeIndex(new URL(`${folder}/`, bundle).pathname, { metaCacheTag: key })
    )));
    return pagefind;
  }));

  // Pagefind sorts by the rank within a shard; shards are periods, so that shard by shard is newest first.
  const ask = async (pagefind, phrase) => {
    const { results } = await pagefind.search(`"${phrase.join(" ")}"`, { sort: { order: "asc" } });
    // Pagefind forgets the data of a result that is garbage: keep the whole result, not its function.
    return results
      .map((result) => ({ id: result.id, data: () => result.data(), at: result.words[0], shard: shardOf(result.id) }))
      .filter(({ shard }) => shard !== undefined)
      .sort((a, b) => a.shard - b.shard);
  };

  /** Finds what has every term in one group. A term is a list of phrases, any of which will do. */
  const findIn = async (pagefind, terms) => {
    const lists = await Promise.all(terms.map(async (phrases) => {
      const found = await Promise.all(phrases.map((phrase) => ask(pagefind, phrase)));
      return new Map(found.flatMap((list, number) => list.map((hit) => [hit.id, { ...hit, phrase: phrases[number] }])));
    }));
    const [first, ...others] = lists;
    const inHead = ({ at, phrase }) => at < tables.layout.titleWidth
      || (tables.layout.numberAt.includes(at) && phrase[phrase.length - 1] === "号");
    return [...first.values()]
      .filter(({ id }) => others.every((list) => list.has(id)))
      .map((hit) => ({ ...hit, head: lists.every((list) => inHead(list.get(hit.id))) }));
  };

  /** Finds what has every term, in order. Calls `meet` with what is found so far; it returns whether to go on. */
  const find = async (terms, meet = () => true) => {
    let all = [];
    for (let number = 0; number < groups.length; number += 1) {
      const opened = groups[number]();
      // The next group is fetched while this one is asked; what goes wrong with it is told in its turn.
      if (groups[number + 1]) opened.then(() => groups[number + 1]()).catch(() => undefined);
      all = all.concat(await findIn(await opened, terms));
      if (groups[number + 1] && !await meet(all)) break;
    }
    return [...all.filter(({ head }) => head), ...all.filter(({ head }) => !head)];
  };

  /** What is known of the documents of each shard without merging it, in the order of its index. */
  const rows = shards.map(({ folder, key }) => once(async () => {
    const { values, rows: lines, fragments } = JSON.parse(await fetchText(new URL(`${folder}/facts.json?v=${key}`, bundle)));
    const named = (line) => Object.fromEntries(Object.keys(values).map((name, at) => [name, values[name][line[at]]]));
    return lines.map((line, rank) => ({ id: fragments[rank], facts: named(line) }));
  }));

  /** Returns the filter values of hits by their id. */
  const facts = async (hits) => {
    const known = await Promise.all([...new Set(hits.map(({ shard }) => shard))].map((shard) => rows[shard]()));
    return new Map(known.flatMap((each) => each.map((row) => [row.id, row.facts])));
  };

  // In the order of the shards, so that the newest is read first.
  const lists = new Map([...new Set(shards.map(({ titles }) => titles))].map((name) => (
    [name, once(() => fetchPacked(new URL(`titles/${name}.pagefind?v=${tables.titles[name]}`, bundle)))]
  )));
  const readFragment = async (shard, id) => {
    const text = await fetchPacked(new URL(`${shards[shard].folder}/fragment/${id}.pf_fragment`, bundle));
    return JSON.parse(text.replace(/^pagefind_dcd/, ""));
  };

  /** Returns which documents of a list pass all tests, in order, as the shard and the rank in it of each. */
  const passing = (name, list, tests) => {
    if (!tests.every(({ inList }) => inList(list))) return [];
    const lines = list.split("\n");
    const found = [];
    let line = 0;
    shards.forEach(({ titles, documents }, shard) => {
      if (titles !== name) return;
      for (let rank = 0; rank < documents; rank += 1, line += 1) {
        if (tests.every(({ inLine }) => inLine(lines[line]))) found.push({ shard, rank });
      }
    });
    return found;
  };

  /** Returns what a document found in a list is to a result, unless it does not fit what is chosen. */
  const toHit = async ({ shard, rank }, chosen) => {
    const { id, facts: known } = (await rows[shard]())[rank];
    return fits(known, chosen) ? [{ id, shard, data: () => readFragment(shard, id) }] : [];
  };

  /**
   * Finds the documents that have every term in their title or as their number, in order and until there are enough.
   * Calls `meet` with what is found so far, whenever that is more. Returns nothing where there is no need or no way to.
   */
  const findTitles = async (terms, chosen, enough, meet) => {
    if (groups.length < 2 || typeof DecompressionStream === "undefined") return undefined;
    const [inList, inLine] = [makeListTest(tables), makeTitleTest(tables)];
    const tests = terms.map((tokens) => tokens.map(letter).join(""))
      .map((text) => ({ inList: inList(text), inLine: inLine(text) }));
    let found = [];
    for (const [name, list] of lists) {
      const places = passing(name, await list(), tests);
      while (places.length && found.length < enough) {
        // A few together: which of them fit is known only when they are read.
        const hits = await Promise.all(places.splice(0, enough).map((place) => toHit(place, chosen)));
        found = [...found, ...hits.flat()].slice(0, enough);
        await meet(found);
      }
      if (found.length >= enough) break;
      // Often the newest list is enough. Where it is not, all others are fetched at once, but behind what the first
      // results are drawn of; what fails is told in its turn.
      lists.forEach((other) => other().catch(() => undefined));
    }
    return { hits: found, whole: found.length < enough };
  };

  /** Whether the site is still the one that was opened: after a new release parts of the index may be gone. */
  const isCurrent = async () => await readContents() === contents;

  const prepare = () => Promise.all([...lists.values(), ...groups.slice(0, 1)].map((each) => each()));
  return { tables, isCurrent, prepare, find, findTitles, facts, fold: makeFold(tables.folding), reader: makeReader(tables) };
}
