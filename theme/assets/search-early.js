// What the search page needs first is asked for as soon as this small file is there, while the rest of the scripts is still on
// its way: on a slow line that saves a turn of waiting. search-fetch.js takes over what is on its way, and asks anew for what
// does not come; without this file it asks itself.

const site = new URL("../", import.meta.url);

function ask(path, options) {
  const control = new AbortController();
  const answer = fetch(new URL(path, site).href, { ...options, signal: control.signal });
  answer.catch(() => {}); // whoever takes it is told
  return { answer, control };
}

if (new URLSearchParams(window.location.search).get("q") && !window.gongkaiEarly) {
  window.gongkaiEarly = { contents: ask("pagefind/shards.json", { cache: "no-cache" }), columns: ask("search/columns.js", {}) };
}
