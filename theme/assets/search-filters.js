// The filters of a search: which documents fit, what there is to choose, and the address that keeps what was chosen.

const FILTERS = ["column", "year", "issuer", "kind", "validity"];
const ALL = { column: "全部栏目", year: "全部年份", issuer: "全部机构", kind: "全部类型", validity: "全部" };
const NONE = { column: "没有栏目", year: "没有日期", issuer: "没有机构", kind: "其他", validity: "不涉及" };
export const ANY = "*"; // the value of "all"; a value of a document may be empty

/** Returns what a document counts for: of its column the first two levels, the one that was asked for, and itself. */
function filterValues(name, value, asked) {
  if (name !== "column") return [value];
  const path = value.split("/");
  const between = asked && value.startsWith(`${asked}/`) ? [asked] : [];
  return [...new Set([path[0], path.slice(0, 2).join("/"), ...between, value])];
}

/** Whether a document fits all that is chosen, except for one filter. */
export function fits(facts, chosen, except) {
  return FILTERS.every((name) => name === except || !(name in chosen) || filterValues(name, facts[name], chosen[name]).includes(chosen[name]));
}

/** Fills a choice with the values that results have, and how many each has under the other choices. */
export function fillChoice(select, hits, facts, chosen) {
  const name = select.dataset.filter;
  const counts = new Map(name in chosen ? [[chosen[name], 0]] : []);
  hits.map(({ id }) => facts.get(id)).filter((each) => fits(each, chosen, name))
    .flatMap((each) => filterValues(name, each[name], chosen[name]))
    .forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
  const values = [...counts.keys()].sort((a, b) => a.localeCompare(b, "zh-CN"));
  if (name === "year") values.reverse();
  const label = (value) => {
    if (name !== "column") return value;
    const path = value.split("/");
    return "\u3000".repeat(Math.min(path.length, 3) - 1) + path[path.length - 1];
  };
  select.textContent = "";
  select.append(new Option(ALL[name], ANY), ...values.map((value) => (
    new Option(`${label(value) || NONE[name]}（${counts.get(value)}）`, value)
  )));
  select.value = name in chosen ? chosen[name] : ANY;
}

/** Draws the classes that results have as buttons that choose one, the most frequent first; one class needs none. */
export function drawClasses(place, hits, facts, chosen) {
  const counts = new Map();
  hits.map(({ id }) => facts.get(id)).filter((each) => each && fits(each, chosen, "kind"))
    .forEach(({ kind }) => counts.set(kind, (counts.get(kind) || 0) + 1));
  const button = (label, value, number) => {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.class = value;
    made.setAttribute("aria-pressed", String(value === ("kind" in chosen ? chosen.kind : ANY)));
    made.textContent = `${label} ${number}`;
    return made;
  };
  const named = [...counts.entries()].sort((a, b) => b[1] - a[1]);
  const whole = named.reduce((sum, [, number]) => sum + number, 0);
  place.textContent = "";
  place.append(button("全部", ANY, whole), ...named.map(([kind, number]) => button(kind || NONE.kind, kind, number)));
  place.hidden = named.length < 2;
}

export function readAddress() {
  const given = new URLSearchParams(window.location.search);
  const chosen = Object.fromEntries(FILTERS.filter((name) => given.has(name)).map((name) => [name, given.get(name)]));
  return { query: (given.get("q") || "").trim(), chosen, step: given.get("as") || "", sort: given.get("sort") || "" };
}

/** Returns the address of a search, from its question mark on. */
export function searchAddress({ query, chosen, step, sort }) {
  return `?${new URLSearchParams({ q: query, ...chosen, ...(step && { as: step }), ...(sort && { sort }) }).toString()}`;
}

export function writeAddress(wanted) {
  const address = new URL(window.location.href);
  address.search = searchAddress(wanted);
  window.history.pushState(null, "", address);
}
