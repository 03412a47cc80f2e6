// The tables of the ladder, each fetched when it is first asked for. The plain script of titles holds its own instead.

const site = new URL("../", import.meta.url).href;
const TABLES = {
  words: "search/words.json", everyday: "search/everyday.json", pinyin: "assets/search-pinyin.json", traditional: "assets/search-traditional.json",
};
const kept = new Map();

/** Returns a table by its name. */
export function readTable(name) {
  if (!kept.has(name)) {
    const url = new URL(TABLES[name], site).href;
    kept.set(name, fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      return answer.json();
    }));
    kept.get(name).catch(() => kept.delete(name));
  }
  return kept.get(name);
}
