// Asks the index for what the address says was searched, while the scripts that show it are still on their way. search.js
// takes over the index that is opened here; without it, it opens its own.

import { fetchJson, takeEarly } from "./search-fetch.js";
import { openIndex } from "./search-index.js";
import { readQuery } from "./search-query.js";

/** Opens the index that is on the server now, with what was asked for early. */
export function openNewest(bundle) {
  return takeEarly("index") || openIndex(bundle, fetchJson(new URL("shards.json", bundle), takeEarly("contents")));
}

async function askAhead(opening, query) {
  const index = await opening;
  const { terms } = readQuery(query, index.fold);
  if (terms.length) await index.askAhead(terms.map(({ phrases }) => phrases));
}

const page = document.querySelector("[data-search]");
const query = new URLSearchParams(window.location.search).get("q");
if (page && query && !window.gongkaiSearch) {
  const index = openNewest(new URL(page.dataset.bundle, document.baseURI));
  window.gongkaiEarly = { ...window.gongkaiEarly, index };
  askAhead(index, query).catch(() => {}); // whoever takes the index is told
}
