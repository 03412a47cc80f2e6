// The joined modules of the search (generator/render/scripts/search_page.py): those that are there, and those that come in
// another file when they are needed.

import { once } from "./search-fetch.js";

const TRIES = 3;
const PAUSE = 300; // milliseconds before the second try, twice as many before the third

/**
 * Returns the function that gives a module by its name. `modules` are those that are there, `files` names the file of each
 * that is not, beside the file at the address `here`; any other is one of the files that were joined.
 */
export function makeLater(modules, files, here) {
  let asked = 0;
  const load = async (file) => {
    for (let turn = 1; ; turn += 1) {
      try {
        asked += 1;
        // A browser remembers what it did not get: asked under another name it tries again.
        return await import(new URL(turn > 1 ? `${file}?again=${asked}` : file, here).href);
      } catch (error) {
        if (turn === TRIES) throw error;
        await new Promise((next) => setTimeout(next, PAUSE * turn));
      }
    }
  };
  const loaded = new Map();
  return async (name) => {
    if (modules[name]) return modules[name];
    const file = files[name];
    if (!file) return load(`../assets/${name}`);
    if (!loaded.has(file)) loaded.set(file, once(() => load(file)));
    await loaded.get(file)();
    return modules[name];
  };
}

/** Takes in the files that have come already, and those that will come: each is a function that fills in its modules. */
export function takeParts(modules, later) {
  const waiting = window.gongkaiParts || [];
  window.gongkaiParts = { push: (part) => part(modules, later) };
  waiting.forEach(window.gongkaiParts.push);
}
