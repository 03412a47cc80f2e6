// Columns and institutions as results of their own, beside documents: found by their names and what else these are called.
//
// search/columns.js (generator/render/scripts/words.py) has them all: one small script, fetched with the list of contents.
// Names are looked through as they are written; where no text has what was typed, by the steps of the ladder as well.

import { letter, readQuery } from "./search-query.js";

const STEPS = ["simplified", "pinyin", "same", "near"];
const ABOUT = 2; // at most so many of which a sentence only speaks,
const SHORTEST = { 栏目: 4, 机构: 3 }; // by names that are not shorter
const WHOLE = 0; // the name is what was typed, begins with it, has it,
const BEGINS = 1;
const HAS = 2;
const CALLED = 3; // another word for it was typed, or what it has but for two characters: 财政预算 of 财政预决算
const LEFT = 2;
const PLACE = /^(?:本|我|全)?[省市县区旗镇乡](?=.{2})/u;

/** Reads the script: what stands between its brackets. */
export const readColumns = (script) => JSON.parse(script.slice(script.indexOf("(") + 1, script.lastIndexOf(")")));

/** Returns the entries of the table, each with the texts that it is compared by. */
export function openColumns(table, fold) {
  // What stands for another character than itself is a mark.
  const plain = (text) => fold(text).filter((token) => token[0] !== "q" || token.length === 1).join("");
  const columns = [];
  const entry = (kind, [name, url, at, told, ...names]) => {
    const above = columns[at];
    return {
      kind, name, names, told: told || (above ? above.told : ""),
      url: url[0] === "/" ? url.slice(1) : above.url + url,
      path: above ? [...above.path, above.name] : [],
      by: [name, ...names].map(plain),
    };
  };
  table.columns.forEach((row) => columns.push(entry("栏目", row)));
  return { entries: [...columns, ...table.offices.map((row) => entry("机构", row))], plain, fold };
}

/** Returns how the texts of an entry have a term: the smaller the better, or nothing. */
function placeOf({ by }, term) {
  const forms = [term, term.replace(PLACE, "")];
  const [name, ...others] = by;
  if (forms.includes(name)) return WHOLE;
  if (name.startsWith(term)) return BEGINS;
  if (forms.some((form) => name.includes(form))) return HAS;
  return forms.some((form) => others.includes(form)) || isWithin(term, name) ? CALLED : undefined;
}

/** Whether a name has all characters of a term in their order, and few others. */
function isWithin(term, name) {
  if (term.length < 3 || term.length + LEFT < name.length) return false;
  let at = -1;
  return Array.from(term).every((char) => {
    at = name.indexOf(char, at + 1);
    return at >= 0;
  });
}

/** Sorts stably by a number, as browsers of 2019 do only since that year. */
const sorted = (list, by) => list.map((each, at) => ({ each, at, key: by(each) }))
  .sort((a, b) => a.key - b.key || a.at - b.at).map(({ each }) => each);

/** Finds the entries whose names have every term of a query, those first that are called just so. */
export function findColumns({ entries, plain, fold }, query) {
  const { terms, without } = readQuery(query, fold);
  const wanted = terms.map(({ text }) => plain(text));
  const left = without.map((tokens) => plain(tokens.map(letter).join("")));
  if (!wanted.length || wanted.some((term) => term.length < 2)) return [];
  const found = entries.map((entry) => ({ entry, places: wanted.map((term) => placeOf(entry, term)) }))
    .filter(({ entry, places }) => places.every((place) => place !== undefined) && !left.some((word) => word && entry.by[0].includes(word)));
  return sorted(found, ({ entry, places }) => Math.max(...places) * 1000 + entry.by[0].length).map(({ entry }) => entry);
}

/** Finds the entries whose names stand in a sentence, the longest names first. */
function spokenOf({ entries, plain }, query) {
  const asked = plain(query);
  const longest = ({ kind, by }) => Math.max(0, ...[...by, by[0].replace(/^.{1,6}[省市县区旗](?=.{3})/u, "")]
    .filter((name) => name.length >= SHORTEST[kind] && asked.includes(name)).map((name) => name.length));
  const found = entries.map((entry) => ({ entry, size: longest(entry) })).filter(({ size }) => size);
  return sorted(found, ({ size }) => -size).slice(0, ABOUT).map(({ entry }) => entry);
}

/**
 * Finds entries by the ladder, for a query that no text has as it is written; failing that, those that it speaks of.
 * `told` are the tables that queries are folded by.
 */
export async function climbColumns(names, told, query) {
  const [{ openTitles }, { climb }] = await Promise.all([import("./search-memory.js"), import("./search-ladder.js")]);
  const index = openTitles(told, names.entries.map((entry) => [entry.name, "", "", entry.names.join("、"), "", "", "", ""]));
  const find = async (terms) => (await index.find(terms)).hits;
  const { hits } = await climb({ ...index, find, findRoughly: find }, readQuery(query, index.fold), "", STEPS);
  const found = hits.map(({ rank }) => names.entries[rank]);
  return found.length ? sorted(found, ({ name }) => name.length) : spokenOf(names, query);
}
