// The index of the site: what it consists of, how it is asked, and what is known where a part of it cannot be read.
//
// Titles of all documents are asked first, then the texts, segment by segment, the newest first: what is found comes
// in the order of the results. A segment whose files cannot be read is asked for as far as Pagefind's index of the
// newest documents goes; how many documents remain unread is told with what is found, never kept quiet.

import {
  fetchJson, fetchPackedJson, fetchText, makePartReader, once, readJson,
} from "./search-fetch.js";
import { makeCodes } from "./search-grams.js";
import { openHeads, openSegment } from "./search-lists.js";
import { openPagefind } from "./search-pagefind.js";
import { letter, makeFold } from "./search-query.js";
import { makeReader } from "./search-results.js";

const PER_FILE = 32; // texts in a file, see generator/search/texts.py
const EARLY = 1; // segments that are asked together: the newest alone,
const MORE = 3; // then several

/** Divides a list: the first alone, then several at a time. */
export function inGroups(list) {
  const groups = [];
  for (let from = 0; from < list.length;) {
    const size = from ? MORE : EARLY;
    groups.push(list.slice(from, from + size));
    from += size;
  }
  return groups;
}

/** Reads the rows of a script of titles (generator/search/titles.py). */
async function readRows(url) {
  const script = await fetchText(url);
  return JSON.parse(script.slice(script.indexOf("(") + 1, script.lastIndexOf(")")));
}

/** Reads what a script of titles says of a document, should its text be lost. */
async function readTitle(url, rank) {
  const [title, address, date, number, path, validity] = (await readRows(url))[rank];
  return { title, url: address, date, number, path: path ? path.split(" › ") : [], kind: "", validity, body: "", extra: "", initials: "", syllables: "" };
}

/** Opens the index. */
export async function openIndex(bundle) {
  const readContents = () => fetchJson(new URL("shards.json", bundle));
  const tables = await readContents();
  const { shards } = tables;
  const codeOf = makeCodes(tables.pinyin);
  const readPart = makePartReader();
  const heads = openHeads(bundle, tables.heads, shards.length, codeOf);
  let from = 0;
  const segments = tables.segments.map((segment) => {
    const first = from;
    from += segment.shards;
    const members = Array.from({ length: segment.shards }, (_, number) => first + number);
    return { first, members, findIn: openSegment(bundle, segment, codeOf, readPart) };
  });

  /** What is known of the documents of each shard, in its order. */
  const rows = shards.map(({ folder }) => once(() => fetchPackedJson(new URL(`${folder}/rows.pagefind`, bundle))));

  /** Returns the filter values of hits by their id, as far as they can be read. */
  const facts = async (hits) => {
    const known = new Map();
    await Promise.all([...new Set(hits.map(({ shard }) => shard))].map(async (shard) => {
      try {
        known.set(shard, await rows[shard]());
      } catch (error) {
        console.error(error);
      }
    }));
    return new Map(hits.filter(({ shard }) => known.has(shard)).map(({ id, shard, rank }) => {
      const { values, rows: lines } = known.get(shard);
      return [id, Object.fromEntries(Object.keys(values).map((name, at) => [name, values[name][lines[rank][at]]]))];
    }));
  };

  const readText = async (shard, rank) => {
    const { folder } = shards[shard];
    try {
      const { sizes } = await rows[shard]();
      const file = Math.floor(rank / PER_FILE);
      const start = sizes.slice(file * PER_FILE, rank).reduce((sum, size) => sum + size, 0);
      return readJson(await readPart(new URL(`${folder}/t${file}.pagefind`, bundle).href, start, sizes[rank]));
    } catch (error) {
      console.error(error);
      return { ...await readTitle(new URL(`${folder}/titles.js`, bundle), rank), lost: true };
    }
  };

  const { titleWidth, numberAt } = tables.layout;
  const inHead = ({ at, phrase }) => at >= 0 && (at < titleWidth || (numberAt.includes(at) && phrase[phrase.length - 1] === "号"));
  const toHit = ({ shard, rank, hits }) => (
    { id: `${shard}/${rank}`, shard, rank, head: hits.every(inHead), data: once(() => readText(shard, rank)) }
  );

  const theirs = once(async () => {
    const numbers = shards.flatMap(({ pagefind }, number) => (pagefind ? [number] : []));
    const known = await Promise.all(numbers.map((number) => rows[number]()));
    return openPagefind(bundle, tables.core, numbers.map((number, at) => (
      { number, folder: shards[number].folder, fragments: known[at].fragments }
    )));
  });

  /** Finds in a segment as far as its files can be read. Returns what was found, and of how many documents nothing is known. */
  const findInSegment = async ({ first, members, findIn }, terms, placed) => {
    try {
      return { found: (await findIn(terms, placed)).map((hit) => ({ ...hit, shard: hit.shard + first })), lost: 0 };
    } catch (error) {
      console.error(error);
    }
    const count = (numbers) => numbers.reduce((sum, number) => sum + shards[number].documents, 0);
    const others = members.filter((number) => shards[number].pagefind);
    if (!others.length) return { found: [], lost: count(members) };
    try {
      const found = await (await theirs())(terms);
      // It says nothing of a file that it could not read: what it has not found remains unknown.
      return { found: found.filter(({ shard }) => others.includes(shard)), lost: count(members) };
    } catch (error) {
      console.error(error);
      return { found: [], lost: count(members) };
    }
  };

  /**
   * Finds what has every term, in order: by title first, then the newest. A term is a list of phrases, any of which
   * will do. Calls `meet` with the beginning of what is found, whenever that is more; it returns whether to go on.
   * Returns what was found, and of how many documents nothing is known.
   */
  const find = async (terms, meet = () => true) => {
    let titles;
    const early = heads(terms, true).then((found) => found.map(toHit).filter(({ head }) => head));
    const groups = inGroups(segments);
    const ask = (group, placed) => Promise.all(group.map((segment) => findInSegment(segment, terms, placed)));
    let next = groups.length ? ask(groups[0], false) : undefined;
    try {
      titles = await early;
    } catch (error) {
      console.error(error);
      next = groups.length ? ask(groups[0], true) : undefined;
    }
    // Without the lists of titles, the places in the texts tell which hits are in titles, when all are known.
    const placed = !titles;
    if (titles && titles.length && !await meet(titles)) return { hits: titles, lost: 0 };
    const known = new Set((titles || []).map(({ id }) => id));
    let [all, lost] = [[], 0];
    for (let number = 0; number < groups.length; number += 1) {
      const answers = await next;
      if (groups[number + 1]) next = ask(groups[number + 1], placed);
      answers.forEach((answer) => {
        all = all.concat(answer.found.map(toHit));
        lost += answer.lost;
      });
      const texts = all.filter(({ id }) => !known.has(id));
      if (groups[number + 1] && titles && !await meet([...titles, ...texts])) break;
    }
    const head = titles || all.filter((hit) => hit.head);
    const ids = new Set(head.map(({ id }) => id));
    return { hits: [...head, ...all.filter(({ id }) => !ids.has(id))], lost };
  };

  /** Finds titles by their pinyin: each term is a list of phrases of tokens of pinyin. */
  const findPinyin = async (terms) => (await heads(terms, true)).map(toHit);

  const fold = makeFold(tables.folding);

  /** Returns all titles as lines, the newest first: folded, each token as its character, and after a tab the number. */
  const titleLines = once(async () => {
    const known = new Map();
    const folded = (char) => {
      if (!known.has(char)) known.set(char, fold(char).map(letter).join(""));
      return known.get(char);
    };
    const plain = (text) => Array.from(text.normalize("NFC"), folded).join("");
    const lists = await Promise.all(shards.map(({ folder }) => readRows(new URL(`${folder}/titles.js`, bundle))));
    return lists.flatMap((rows) => rows.map(([title, , , number]) => `${plain(title)}${number ? `\t${plain(number)}` : ""}`)).join("\n");
  });

  /** Whether the site is still the one that was opened. */
  const isCurrent = async () => JSON.stringify(await readContents()) === JSON.stringify(tables);

  return { tables, isCurrent, find, findPinyin, titleLines, facts, fold, reader: makeReader(tables), openPagefind: theirs };
}
