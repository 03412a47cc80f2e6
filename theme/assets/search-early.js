// What the search page needs first is asked for as soon as this file is there, while the rest of the scripts is still on
// its way: on a slow line that saves a turn of waiting.

import { fetchJson, fetchText } from "./search-fetch.js";

const site = new URL("../", import.meta.url);
const page = document.querySelector("[data-search]");
const wanted = page && new URLSearchParams(window.location.search).get("q");
let asked = wanted ? fetchJson(new URL(`${page.dataset.bundle}shards.json`, document.baseURI)) : undefined;
let columns = wanted ? fetchColumns() : undefined;
[asked, columns].forEach((each) => each && each.catch(() => {})); // whoever takes it is told

function fetchColumns() {
  return fetchText(new URL("search/columns.js", site));
}

/** Gives what was asked for early, once; whoever comes later has to ask anew. */
export function takeContents() {
  const taken = asked;
  asked = undefined;
  return taken;
}

/** Gives the script of columns and institutions; what was asked for early is given once. */
export function takeColumns() {
  const taken = columns || fetchColumns();
  columns = undefined;
  return taken;
}
