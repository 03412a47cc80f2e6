// The titles alone as an index, held in memory: for titles.js, where the index of all text cannot be read. It is asked as
// search-index.js is, so that the rules of a query and the ladder are the same. Modules cannot be loaded from a disk: the
// program writes this file and those that it needs as one plain script (search/ladder.js, generator/render/scripts/ladder.py).

import { climbColumns, findColumns, openColumns } from "./search-columns.js";
import { findAll, letter, makeFold, readQuery } from "./search-query.js";
import { rank } from "./search-rank.js";

const [INITIAL, SYLLABLE] = ["i.", "s."]; // before the tokens of pinyin
const END = " | "; // no phrase reaches beyond it

const joined = (tokens) => ` ${tokens.join(" ")} `;

/** Opens the titles: the tables and the rows of the scripts of titles (generator/search/titles.py), the newest first. */
export function openTitles({ folds, dropped, han, syllables, respelt }, rows) {
  const fold = makeFold({ folds, dropped, han });
  const lines = rows.map(([title, , , number, , , initials, spelt]) => {
    const tokens = fold(number);
    const marked = (text, mark) => text.split(" ").map((each) => mark + each);
    return [
      fold(title), tokens.filter((token) => token.length === 1), tokens, marked(initials, INITIAL), marked(spelt, SYLLABLE),
    ].map(joined).join(END);
  });
  const toHit = (at) => ({ id: `0/${at}`, shard: 0, rank: at, head: true, data: async () => ({ title: rows[at][0] }) });
  const among = (fits) => rows.flatMap((row, at) => (fits(row, lines[at]) ? [toHit(at)] : []));
  const find = async (terms) => {
    const wanted = terms.map((phrases) => phrases.map(joined));
    return { hits: among((row, line) => wanted.every((phrases) => phrases.some((phrase) => line.includes(phrase)))), lost: 0 };
  };
  const plain = (text) => fold(text).map(letter).join("");
  return {
    tables: { documents: rows.length, pinyin: { initial: INITIAL, syllable: SYLLABLE, syllables, respelt } },
    fold,
    find,
    findRoughly: find,
    findPinyin: async (terms) => (await find(terms)).hits,
    findPublished: async ({ year, month, day }) => {
      const two = (number) => String(number).padStart(2, "0");
      return among(([, , date]) => date.startsWith(`${year}-${two(month)}${day ? `-${two(day)}` : ""}`));
    },
    titleLines: async () => rows.map(([title, , , number]) => plain(title) + (number ? `\t${plain(number)}` : "")).join("\n"),
    titleIds: () => rows.map((_, at) => `0/${at}`),
    hitOf: (id) => toHit(Number(id.slice(2))),
    facts: async (hits) => new Map(hits.map(({ id, rank: at }) => {
      const [title, , day, , column, validity] = rows[at];
      return [id, { day, column, validity, issuer: "", kind: "", size: String(title.replace(/\s/g, "").length) }];
    })),
    reader: {
      sections: ({ title }) => ({ title: fold(title).map((token) => ({ token })), body: [], extra: [] }),
    },
  };
}

/**
 * Finds titles as the search page finds all text. Returns the rows found, what is to be said of the step that found them,
 * and of the table of columns and institutions those that are called so.
 */
export async function findTitles(told, rows, query, table) {
  const index = openTitles(told, rows);
  const asked = readQuery(query, index.fold);
  if (!asked.terms.length) return { found: [], columns: [], say: "" };
  const { hits, say, step, terms } = await findAll(index, asked, "");
  const ranked = await rank(index, hits, { terms: terms || asked.terms, step, sort: "" });
  const names = openColumns(table, index.fold);
  const called = findColumns(names, query);
  const columns = called.length || step === "written" ? called : await climbColumns(names, told, query);
  return { found: ranked.map(({ rank: at }) => rows[at]), columns, say };
}
