// The answer to a question: found among rows of question and answer, guides and policies, or said not to be there.
//
// generator/search/questions writes the files. Each pair of neighbouring characters of the question names a part; a part
// has the terms that begin so, and which entries have them. An entry is as good as the share of the question that it has,
// what is rare counting more. Below a share nothing is shown: a wrong answer is worse than none.

import { fetchJson, fetchPackedJson, once } from "./search-fetch.js";
import { drawAnswer, drawNone, drawPartly } from "./search-answer.js";

// How a term stands in an entry: in its answer, in what it is about, in its question as another word, and as it is.
const ABOUT = 0.75;
const STRENGTH = [0.5, ABOUT, 0.9, 1];
const [PAIR_WITHIN, WORD_WITHIN] = [0.6, 0.8]; // what counts that stands within a longer word that was meant
const RANKS = [1, 0.98, 0.9]; // rows of question and answer, guides, policies
const LIGHT = 0.25; // what a word counts that every matter has
const TOPIC = 1.5; // what a word of a list counts: it is a matter of the administration
const UNKNOWN = 0.75; // what counts that stands nowhere, of what the rarest counts:
const TOLD = 4; // all of so many characters, but of a long story not more
const TOLD_SHARE = 0.6; // than such a share of what is known
const READ = 6; // entries that are read and compared
const SHOWN = 3;
const ENOUGH = 0.5;
const ASKED = 0.3; // what an entry must have of it in its own question, where an answer says the same by chance
const LONGEST = 60; // characters of a question that are looked at

// What is asked of a matter: a row that was asked the same is the better one.
const KINDS = [
  /多少钱|多少|好多钱|收费|费用|要钱|花钱|交钱|给钱|几百|几千|几万|几十万|补多少|标准|不要钱|免费/u,
  /材料|带什么|带啥|手续|证件|资料|要带|准备什么|什么证/u,
  /哪里|去哪|哪儿|地址|地点|在哪|哪家|哪个|找谁/u,
  /多久|几天|几年|什么时候|多长时间|何时|期限|好久|要等|排/u,
  /哪些人|条件|资格|谁能|谁可以|(?:能|可以|可不可以|能不能|会).*(?:吗|不|能|以)|能否|要不要|用不用/u,
  /怎么|如何|怎样|咋|流程|步骤/u,
];
const kindsOf = (text) => KINDS.map((kind) => kind.test(text));

const site = new URL("../search/", import.meta.url);
const contents = new Map([["now", once(() => fetchJson(new URL("questions.json", site)))]]);

/** Returns the runs of a text that mean something, as generator/search/questions/cut.py cuts them. */
export function runsOf(text, { asking, joining }) {
  const plain = text.normalize("NFKC").toLowerCase();
  return plain.replace(new RegExp(asking, "gu"), (word) => (joining.includes(word) ? "" : " ")).match(/[\u3400-\u9fff]+|[a-z0-9]+/gu) || [];
}

/** Returns the part that has the terms with these two characters at their beginning, as index.py does. */
export function partOf(term, parts) {
  const mixed = (Math.imul(term.charCodeAt(0), 0x9E3779B1) + Math.imul(term.length > 1 ? term.charCodeAt(1) : 0, 0x85EBCA77)) >>> 0;
  return ((mixed ^ (mixed >>> 15)) >>> 0) % parts;
}

const isHan = (run) => run[0] > "\u33ff";

/** Returns the places of a run at which some words stand. */
function placesOf(run, words) {
  const marks = new Array(run.length).fill(false);
  words.forEach((word) => {
    for (let at = run.indexOf(word); at >= 0; at = run.indexOf(word, at + 1)) marks.fill(true, at, at + word.length);
  });
  return marks;
}

/** Opens what the files say. Every file is asked for once; `lost` counts those that could not be read. */
function openFiles(told) {
  const folder = new URL(`questions/${told.folder}/`, site);
  const lost = { parts: 0, answers: 0 };
  const read = async (name, kind) => {
    try {
      return await fetchPackedJson(new URL(`${name}.pagefind`, folder));
    } catch (error) {
      console.error(error);
      lost[kind] += 1;
      return undefined;
    }
  };
  const parts = new Map();
  const answers = new Map();
  const kept = (known, name, kind) => {
    if (!known.has(name)) known.set(name, read(name, kind));
    return known.get(name);
  };
  return {
    lost,
    part: (number) => kept(parts, `p${number}`, "parts"),
    /** Returns what is shown of the entry at a place, and its rank. */
    async entry(place) {
      let [rank, before, files] = [0, 0, 0];
      while (place >= before + told.counts[rank]) {
        before += told.counts[rank];
        files += Math.ceil(told.counts[rank] / told.together[rank]);
        rank += 1;
      }
      const at = place - before;
      const list = await kept(answers, `a${files + Math.floor(at / told.together[rank])}`, "answers");
      return list && { ...list[at % told.together[rank]], rank };
    },
  };
}

/** Returns the terms of a run that the index has: where each stands, in how many entries, and which. */
async function termsOf(run, files, told) {
  const starts = isHan(run) ? Array.from({ length: run.length - 1 }, (_, at) => at) : [0];
  const found = await Promise.all(starts.map(async (at) => {
    const part = await files.part(partOf(run.slice(at), told.parts)) || {};
    const begin = isHan(run) ? run.slice(at, at + 2) : run;
    return Object.keys(part)
      .filter((term) => (isHan(run) ? term.startsWith(begin) && run.startsWith(term, at) : term === run))
      .map((term) => ({ term, at, word: part[term][0] <= 0, count: Math.abs(part[term][0]), named: part[term].slice(1) }));
  }));
  return found.flat();
}

const rarity = (count, size) => Math.log(1 + (size - count + 0.5) / (count + 0.5));

/**
 * Returns what each character of a run counts, by the words that it stands in: `known` where the index or a list of
 * words has these, `other` where nothing has them.
 */
function weightsOf(run, terms, told, size) {
  const light = placesOf(run, told.light);
  const weights = { known: [], other: 0 };
  Array.from(run).forEach((char, at) => {
    const over = terms.filter((each) => each.at <= at && at < each.at + each.term.length);
    const words = over.filter(({ word }) => word);
    const known = words.length ? [words.reduce((a, b) => (b.term.length > a.term.length ? b : a))] : over;
    const mean = known.reduce((sum, { count }) => sum + rarity(count, size), 0) / (known.length || 1);
    weights.known.push(mean * (light[at] ? LIGHT : 1) * (words.length ? TOPIC : 1));
    if (!known.length && !told.soft.includes(char)) weights.other += rarity(1, size) * UNKNOWN * (light[at] ? LIGHT : 1);
  });
  return weights;
}

/** Returns of each entry that has a term what share of the question it has, the best first. */
async function compared(query, files, told) {
  const size = told.counts.reduce((sum, count) => sum + count, 0);
  const runs = runsOf(Array.from(query).slice(0, LONGEST).join(""), told).filter((run) => run.length > 1);
  const shares = new Map();
  const own = new Map();
  const spans = new Map();
  let [known, other] = [0, 0];
  await Promise.all(runs.map(async (run) => {
    const terms = await termsOf(run, files, told);
    const weights = weightsOf(run, terms, told, size);
    const had = new Map();
    const words = terms.filter(({ word }) => word);
    const isWithin = ({ term, at }) => words.some((other) => (
      other.term.length > term.length && other.at <= at && at + term.length <= other.at + other.term.length
    ));
    const within = (one) => {
      if (!isWithin(one)) return 1;
      return one.word ? WORD_WITHIN : PAIR_WITHIN;
    };
    terms.forEach((one) => one.named.forEach((each) => {
      const place = Math.floor(each / 4);
      if (!had.has(place)) had.set(place, new Array(run.length).fill(0));
      const has = had.get(place);
      const strength = STRENGTH[each % 4] * within(one);
      for (let on = one.at; on < one.at + one.term.length; on += 1) has[on] = Math.max(has[on], strength);
    }));
    known += weights.known.reduce((sum, weight) => sum + weight, 0);
    other += weights.other;
    const whole = words.filter((word) => !isWithin(word));
    const span = (at) => {
      const over = whole.find((word) => word.at <= at && at < word.at + word.term.length);
      return over ? over.at : at >> 1;
    };
    had.forEach((has, place) => {
      const share = has.reduce((sum, strength, at) => sum + strength * weights.known[at], 0);
      shares.set(place, (shares.get(place) || 0) + share);
      const inQuestion = has.reduce((sum, strength, at) => sum + (strength > ABOUT ? strength * weights.known[at] : 0), 0);
      own.set(place, (own.get(place) || 0) + inQuestion);
      const about = has.flatMap((strength, at) => (strength > STRENGTH[0] && weights.known[at] > 0 ? [`${run}${span(at)}`] : []));
      spans.set(place, (spans.get(place) || 0) + new Set(about).size);
    });
  }));
  if (!known) return { runs, found: [] };
  const whole = known + Math.min(other, Math.max(known * TOLD_SHARE, TOLD * UNKNOWN * rarity(1, size)));
  const found = [...shares.entries()].map(([place, share]) => ({ place, share: share / whole, own: own.get(place) / whole, spans: spans.get(place) }));
  return { runs, found: found.sort((a, b) => b.share - a.share || a.place - b.place) };
}

/** Returns how much of an entry's question was asked. */
function asked(title, runs, told) {
  const own = runsOf(title, told).filter(isHan);
  const pairs = own.flatMap((run) => Array.from(run.slice(1), (char, at) => run[at] + char));
  const all = ` ${runs.join(" ")} `;
  return pairs.length ? pairs.filter((pair) => all.includes(pair)).length / pairs.length : 0;
}

/** Returns the entries that answer a question, the best first. */
export async function find(query, files, told) {
  const { runs, found } = await compared(query, files, told);
  const kinds = kindsOf(query);
  const likely = found.filter(({ share, own, spans }) => share >= ENOUGH * 0.9 && (own >= ASKED || spans > 1)).slice(0, READ);
  const read = await Promise.all(likely.map(async ({ place, share }) => {
    const entry = await files.entry(place);
    if (!entry) return undefined;
    const theirs = kindsOf(entry.title);
    const same = kinds.some((each, at) => each && (entry.rank === 1 || theirs[at])) ? 1 : 0;
    const score = share * RANKS[entry.rank] * (1 + 0.06 * same + 0.1 * asked(entry.title, runs, told));
    return { ...entry, share, score };
  }));
  return read.filter((entry) => entry && entry.score >= ENOUGH).sort((a, b) => b.score - a.score);
}

/** Returns a question in simplified characters, as far as their table can be read. */
async function simplified(query) {
  try {
    const { openLore } = await import("./search-lore.js");
    const convert = await openLore({ fold: (text) => Array.from(text) }, query).simplify();
    return convert(query);
  } catch (error) {
    console.error(error);
    return query;
  }
}

export async function look(query) {
  const told = await contents.get("now")();
  const files = openFiles(told);
  let found = await find(query, files, told);
  // The ladder of the search has read the table already, where it finds nothing either.
  const other = found.length ? query : await simplified(query);
  if (other !== query) found = await find(other, files, told);
  return { told, files, found };
}

/** Answers a question. Returns the state and the parts to show; nothing where none was found and it may be no question. */
export async function answer(query, root, isQuestion) {
  let looked = await look(query);
  if (looked.files.lost.parts + looked.files.lost.answers) {
    // A release may have come since the list of contents was read.
    contents.set("now", once(() => fetchJson(new URL("questions.json", site))));
    looked = await look(query);
  }
  const { told, files, found } = looked;
  const lost = files.lost.parts + files.lost.answers > 0;
  if (found.length) {
    const parts = drawAnswer(found.slice(0, SHOWN), { query, root, kinds: kindsOf(query) });
    return { state: "answer", parts: lost ? [...parts, drawPartly(true)] : parts };
  }
  if (lost) return { state: "failed", parts: [drawPartly(false)] };
  return isQuestion ? { state: "none", parts: drawNone(told.places, root) } : { state: "idle", parts: [] };
}
