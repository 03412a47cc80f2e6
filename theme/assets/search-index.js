// The index of the site: what it consists of, how it is asked, and what is known where a part of it cannot be read.
//
// Titles of all documents are asked first, then the texts, segment by segment, the newest first: what is found comes
// in the order of the results. A segment whose files cannot be read is asked for as far as Pagefind's index of the
// newest documents goes; how many documents remain unread is told with what is found, never kept quiet.

import { named, openFacts } from "./search-facts.js";
import {
  fetchJson, fetchPackedJson, fetchText, makePartReader, once, readJson,
} from "./search-fetch.js";
import { makeCodes } from "./search-grams.js";
import { openHeads, openSegment } from "./search-lists.js";
import { letter, makeFold } from "./search-query.js";
import { makeReader } from "./search-reader.js";

const PER_FILE = 32; // texts in a file, see generator/search/texts.py
const EARLY = 1; // segments that are asked together: the newest alone,
const MORE = 3; // then several
const FEW = 4; // shards of a small portal

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

const sum = (numbers) => numbers.reduce((whole, each) => whole + each, 0);

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

/** Opens the index. `contents` are what shards.json holds, where somebody asked for that already. */
export async function openIndex(bundle, contents) {
  const readContents = () => fetchJson(new URL("shards.json", bundle));
  const tables = await (contents || readContents());
  const { shards, columns } = tables;
  const codeOf = makeCodes(tables.pinyin);
  const readPart = makePartReader();
  const heads = openHeads(bundle, tables.heads, { codeOf, readPart, shards: shards.length });
  const { titleWidth, numberAt, attachedAt } = tables.layout;
  let from = 0;
  const segments = tables.segments.map((segment) => {
    const first = from;
    from += segment.shards;
    const members = Array.from({ length: segment.shards }, (_, number) => first + number);
    const marked = members.map((number) => Boolean(shards[number].marked));
    return { members, findIn: openSegment(bundle, segment, { codeOf, readPart, from: first, marked, attachedAt }) };
  });

  /** What is known of the documents of each shard, in its order. */
  const known = openFacts(bundle, tables);

  // What was waited for in vain is asked for again by the next search, and not by each stage and step of this one.
  const missed = { rows: new Map(), texts: new Set() };
  const rows = known.read.map((read, shard) => async () => {
    if (missed.rows.has(shard)) throw missed.rows.get(shard);
    try {
      return await read();
    } catch (error) {
      missed.rows.set(shard, error);
      throw error;
    }
  });

  // Of few files each will be needed: they are asked for beside the lists and not after them, those of the newest before.
  const readAhead = (read) => read().catch(() => {});
  if (shards.length <= FEW) {
    rows.slice(0, 1).forEach(readAhead);
    setTimeout(() => rows.slice(1).forEach(readAhead));
  }

  /** Returns the filter values of hits by their id, as far as they can be read. */
  const facts = async (hits) => {
    const told = new Map();
    await Promise.all([...new Set(hits.map(({ shard }) => shard))].map(async (shard) => {
      try {
        told.set(shard, await rows[shard]());
      } catch (error) {
        console.error(error);
      }
    }));
    return new Map(hits.filter(({ shard }) => told.has(shard)).map(({ id, shard, rank }) => [id, told.get(shard).factsOf(rank)]));
  };

  const readText = async (shard, rank) => {
    const { folder } = shards[shard];
    try {
      const { sizes } = await rows[shard]();
      const file = Math.floor(rank / PER_FILE);
      const start = sum(sizes.slice(file * PER_FILE, rank));
      return readJson(await readPart(new URL(`${folder}/t${file}.pagefind`, bundle).href, start, sizes[rank]));
    } catch (error) {
      console.error(error);
      return { ...await readTitle(new URL(`${folder}/titles.js`, bundle), rank), lost: true };
    }
  };
  const texts = new Map(); // each step of a search reads some that were read before
  const textOf = async (shard, rank) => {
    const id = `${shard}/${rank}`;
    if (!texts.has(id)) texts.set(id, readText(shard, rank));
    const text = await texts.get(id);
    if (text.lost) missed.texts.add(id);
    return { ...text, path: named(columns, text.path) };
  };
  /** Begins a search: what was missed in the one before is asked for again. */
  const askAgain = () => {
    missed.rows.clear();
    missed.texts.forEach((id) => texts.delete(id));
    missed.texts.clear();
  };

  /** Returns, for each file attached to a document, what reads its words: in the order of the index. */
  const attachedTo = async (shard, rank) => {
    const { attached } = await rows[shard]();
    const file = Math.floor(rank / PER_FILE);
    let start = 0;
    for (let before = file * PER_FILE; before < rank; before += 1) start += sum((attached || {})[before] || []);
    const url = new URL(`${shards[shard].folder}/a${file}.pagefind`, bundle).href;
    return ((attached || {})[rank] || []).map((size) => {
      const at = start;
      start += size;
      return async () => {
        const [label, address, body] = readJson(await readPart(url, at, size));
        return { label, url: address, body };
      };
    });
  };

  const inHead = ({ at, phrase }) => at >= 0 && (at < titleWidth || (numberAt.includes(at) && phrase[phrase.length - 1] === "号"));
  // What stands only in an attached file comes below what stands on a page.
  // A common word has thousands of hits: they share the functions that read what belongs to them.
  function data() { return textOf(this.shard, this.rank); }
  function attached() { return attachedTo(this.shard, this.rank); }
  const toHit = ({ shard, rank, hits }) => ({
    id: `${shard}/${rank}`, shard, rank, head: hits.every(inHead), below: hits.some(({ at }) => at >= attachedAt), data, attached,
  });

  const theirs = once(async () => {
    const numbers = shards.flatMap(({ pagefind }, number) => (pagefind ? [number] : []));
    const told = await Promise.all(numbers.map((number) => known.own[number]()));
    const { openPagefind } = await import("./search-pagefind.js");
    return openPagefind(bundle, tables.core, numbers.map((number, at) => (
      { number, folder: shards[number].folder, fragments: told[at].fragments, begins: told[at].begins || {} }
    )), attachedAt);
  });

  /**
   * Finds in a segment as far as its files can be read. Returns what was found, and of how many documents nothing is known.
   * `failed` is what went wrong when the same files were asked for just before.
   */
  const findInSegment = async ({ members, findIn }, terms, how, failed) => {
    try {
      if (failed) throw failed;
      return { found: await findIn(terms, how), lost: 0 };
    } catch (error) {
      console.error(error);
    }
    const count = (numbers) => sum(numbers.map((number) => shards[number].documents));
    const others = members.filter((number) => shards[number].pagefind);
    if (!others.length) return { found: [], lost: count(members) };
    try {
      const told = await (await theirs())(terms);
      const found = told.found.filter(({ shard }) => others.includes(shard));
      return { found, lost: count(members) - (told.whole ? count(others) : found.length) };
    } catch (error) {
      console.error(error);
      return { found: [], lost: count(members) };
    }
  };

  /** Asks a segment for what may have all terms, as far as its lists tell without places. */
  const findLikely = async ({ findIn }, terms) => {
    try {
      return { likely: (await findIn(terms, { rough: true })).map(toHit) };
    } catch (error) {
      return { likely: [], failed: error };
    }
  };

  /** Asks for what may have all terms in its title, as far as lists tell without places; undefined where they cannot be read. */
  const guessTitles = async (terms) => {
    try {
      return (await heads(terms, { rough: true })).map((hit) => ({ ...toHit(hit), head: true, guessed: true }));
    } catch (error) {
      return undefined; // who asks for them again is told
    }
  };

  /**
   * Asks for what a search for these terms begins with: the lists of titles, and what is known of the newest documents, which
   * most searches show first. What is lost is told by that search.
   */
  const askAhead = (terms) => {
    const titles = guessTitles(terms);
    if (known.joined) readAhead(rows[0]);
    return titles;
  };

  /** Asks for all titles that have all terms; undefined where the lists cannot be read. */
  const findTitles = async (terms) => {
    try {
      return (await heads(terms, { placed: true })).map(toHit).filter(({ head }) => head);
    } catch (error) {
      console.error(error);
      return undefined;
    }
  };

  /**
   * Shows the titles that lists tell of without places, or where there are none the newest texts. Returns whether to go on,
   * whether there may be titles, and the texts.
   */
  const showLikely = async (terms, segment, meet) => {
    const titles = guessTitles(terms); // before the texts: on a slow line they come in the order they are asked for
    const asked = segment ? findLikely(segment, terms) : { likely: [] };
    const guessed = await titles;
    if (guessed && guessed.length && !await meet(guessed, { likely: true })) return { goesOn: false };
    const { likely, failed } = await asked;
    const entitled = !guessed || guessed.length > 0;
    const goesOn = entitled || !likely.length || await meet(likely, { likely: true });
    return { goesOn, entitled, likely, failed };
  };

  /**
   * Finds what has every term, in order: by title first, then the newest. A term is a list of phrases, any of which
   * will do. Calls `meet` with the beginning of what is found, whenever that is more; it returns whether to go on. The
   * first times titles and texts are told by lists alone, with `likely`: places are many times as large, and what is shown
   * first can be proven by its own text. Returns what was found, and of how many documents nothing is known.
   */
  const find = async (terms, meet) => {
    const groups = inGroups(segments);
    const ask = (group, how, failed) => Promise.all(group.map((segment) => findInSegment(segment, terms, how, failed)));
    let next = meet || !groups.length ? undefined : ask(groups[0], { placed: false });
    const { goesOn, entitled, likely, failed } = meet
      ? await showLikely(terms, groups.length && groups[0][0], meet) : { goesOn: true, likely: [] };
    if (!goesOn) return { hits: [], lost: 0 };
    const titles = await findTitles(terms);
    // Without the lists of titles, the places in the texts tell which hits are in titles, when all are known.
    const placed = !titles;
    const known = new Set((titles || []).map(({ id }) => id));
    if (titles && entitled) {
      const met = [...titles, ...likely.filter(({ id }) => !known.has(id))];
      if (met.length && !await meet(met, { likely: true })) return { hits: titles, lost: 0 };
    }
    if (groups.length && (placed || !next)) next = ask(groups[0], { placed }, failed);
    let [all, lost] = [[], 0];
    for (let number = 0; number < groups.length; number += 1) {
      const answers = await next;
      if (groups[number + 1]) next = ask(groups[number + 1], { placed });
      answers.forEach((answer) => {
        all = all.concat(answer.found.map(toHit));
        lost += answer.lost;
      });
      const texts = all.filter(({ id }) => !known.has(id));
      if (meet && groups[number + 1] && titles && !await meet([...titles, ...texts])) break;
    }
    const head = titles || all.filter((hit) => hit.head);
    const ids = new Set(head.map(({ id }) => id));
    return { hits: [...head, ...all.filter(({ id }) => !ids.has(id))], lost };
  };

  /** Finds titles by their pinyin: each term is a list of phrases of tokens of pinyin. */
  const findPinyin = async (terms) => (await heads(terms, { placed: true })).map(toHit);

  /** Finds what has the parts of every term somewhere: cheaper, told without titles, and not proven for long phrases. */
  const findRoughly = async (terms) => {
    const answers = await Promise.all(segments.map((segment) => findInSegment(segment, terms, { rough: true })));
    return { hits: answers.flatMap(({ found }) => found.map(toHit)), lost: answers.reduce((sum, { lost }) => sum + lost, 0) };
  };

  const toId = (shard, rank) => ({ id: `${shard}/${rank}`, shard, rank, head: true, data, attached });

  /** Returns a document by its id. */
  const hitOf = (id) => toId(...id.split("/").map(Number));

  /** Returns what was published in a month or on a day: shards are named by the years that they are of. */
  const findPublished = async ({ year, month, day }) => {
    const two = (number) => String(number).padStart(2, "0");
    const begins = `${year}-${two(month)}${day ? `-${two(day)}` : ""}`;
    const numbers = shards.flatMap(({ folder }, number) => {
      const [, from, to] = /^(\d{4})(?:-(\d{4}))?(?=[-_])/.exec(folder) || [];
      return !from || (Number(from) <= year && year <= Number(to || from)) ? [number] : [];
    });
    const found = await Promise.all(numbers.map(async (number) => {
      const { sizes, valueOf } = await rows[number]();
      return sizes.flatMap((_, rank) => (
        valueOf("day", rank).startsWith(begins) && valueOf("kind", rank) !== "名录" ? [toId(number, rank)] : []
      ));
    }));
    return found.flat();
  };

  const fold = makeFold(tables.folding);

  /** Returns all titles as lines, the newest first: folded, each token as its character, and after a tab the number. */
  const titleLines = once(async () => {
    const known = new Map();
    const folded = (char) => {
      if (!known.has(char)) known.set(char, fold(char).map(letter).join(""));
      return known.get(char);
    };
    const lines = await fetchPackedJson(new URL(`${tables.heads.folder}/titles.pagefind`, bundle));
    return lines.map((line) => line.split("\t").map((text) => Array.from(text.normalize("NFC"), folded).join("")).join("\t")).join("\n");
  });
  /** Returns the ids of all documents in the order of their titles. */
  const titleIds = () => shards.flatMap(({ documents }, shard) => Array.from({ length: documents }, (_, rank) => `${shard}/${rank}`));

  /** Whether the site is still the one that was opened. */
  const isCurrent = async () => JSON.stringify(await readContents()) === JSON.stringify(tables);

  return {
    tables, isCurrent, askAgain, askAhead, find, findRoughly, findPinyin, findPublished, titleLines, titleIds, hitOf, facts, fold, reader: makeReader(tables, fold), openPagefind: theirs,
  };
}
