// The parts of the search page that others write into, and what happens when a result is followed.

const SHOWN = 2; // columns and institutions that are not folded up, on a phone
const SHOWN_NARROW = 1;

/** Returns the parts of the page, with ways to say where the search stands. */
export function makeView(page) {
  const get = (selector) => page.querySelector(selector);
  const [count, summary, note] = ["[data-result-count]", "[data-search-summary]", "[data-search-note]"].map(get);
  return {
    form: get("form"),
    input: get("input[name=q]"),
    list: get("[data-search-results]"),
    more: get("[data-more]"),
    help: get("[data-search-help]"),
    filters: get("[data-search-filters]"),
    clearFilters: get("[data-search-clear]"),
    columns: get("[data-search-columns]"),
    offer: get("[data-search-offer]"),
    offerList: get("[data-search-offer] ol"),
    sort: get("[data-search-sort]"),
    classes: get("[data-search-classes]"),
    choices: [...page.querySelectorAll("[data-filter]")],
    say(text, partly = false) {
      if (note.textContent !== text) note.textContent = text;
      note.hidden = !text;
      note.classList.toggle("gk-search__note--partly", partly);
    },
    showSort(shown, sort) {
      const buttons = get("[data-search-sort]");
      buttons.hidden = !shown;
      [...buttons.children].forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.sort === sort)));
    },
    /** Shows what stands above results, as high as it will be: what is drawn below does not move when the search ends. */
    foundSome(sort) {
      this.say("");
      this.showSort(true, sort);
      this.filters.hidden = false;
      count.textContent = "";
      summary.firstElementChild.textContent = "还在查找……";
      summary.children[2].hidden = true;
      summary.hidden = false;
    },
    setState(state, number = "", step = "") {
      count.textContent = number;
      count.dataset.step = step;
      count.dataset.state = state;
      summary.hidden = !number;
      summary.children[2].hidden = false;
      summary.firstElementChild.textContent = state === "error" ? "已查到" : "找到";
    },
  };
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
  made.append(...children);
  return made;
}

/** Draws a column or an institution as an item of a list. */
function drawColumn({ kind, name, url, path, told }, root) {
  const [page, anchor] = url.split("#");
  const href = root + page.split("/").map(encodeURIComponent).join("/") + (anchor ? `#${anchor}` : "");
  const meta = element("p", { class: "gk-search__meta" }, element("strong", {}, kind));
  if (path.length) meta.append(element("span", {}, path.join(" › ")));
  const item = element("li", {}, element("h2", {}, element("a", { href, "data-column": "" }, name)), meta);
  if (told) item.append(element("p", { class: "gk-search__excerpt" }, told));
  return item;
}

/** Shows columns and institutions above the documents, each kind counted by itself; of many the first, the rest folded up. */
export function showColumns(place, found, root) {
  const draw = (entries) => element("ol", { class: "gk-search__results" }, ...entries.map((each) => drawColumn(each, root)));
  const counts = ["栏目", "机构"].map((kind) => [kind, found.filter((each) => each.kind === kind).length]).filter(([, number]) => number);
  if (!place) return; // a portal's own page may be without
  place.textContent = "";
  place.hidden = !found.length;
  if (!found.length) return;
  const shown = window.matchMedia("(max-width: 44.9em)").matches ? SHOWN_NARROW : SHOWN;
  place.append(element("p", { class: "gk-search__counted" }, counts.map(([kind, number]) => `${kind}${number}个`).join("，")), draw(found.slice(0, shown)));
  const rest = found.slice(shown);
  if (rest.length) place.append(element("details", {}, element("summary", {}, `另外${rest.length}个`), draw(rest)));
}

/** Whoever follows a result takes the marked words along (marks.js); who copies its address does not. */
export function followMarked({ target }) {
  const link = target.closest("a[data-result], a[data-further]");
  if (!link) return;
  const { href } = link;
  const address = new URL(href);
  // What is marked of an attached file does not stand on the page.
  const words = [...link.closest("li").querySelectorAll("mark")].filter((mark) => !mark.closest(".gk-search__attached"))
    .map(({ textContent }) => textContent.trim());
  [...new Set(words)].filter(Boolean).slice(0, 8).forEach((word) => address.searchParams.append("hl", word.slice(0, 60)));
  link.href = address.href;
  setTimeout(() => { link.href = href; });
}
