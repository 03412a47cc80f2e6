// The parts of the search page that others write into, and what happens when a result is followed.

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
    setState(state, number = "", step = "") {
      count.textContent = number;
      count.dataset.step = step;
      count.dataset.state = state;
      summary.hidden = !number;
      summary.firstElementChild.textContent = state === "error" ? "已查到" : "找到";
    },
  };
}

/** Whoever follows a result takes the marked words along (marks.js); who copies its address does not. */
export function followMarked({ target }) {
  const link = target.closest("a[data-result], a[data-further]");
  if (!link) return;
  const { href } = link;
  const address = new URL(href);
  const words = [...link.closest("li").querySelectorAll("mark")].map(({ textContent }) => textContent.trim());
  [...new Set(words)].filter(Boolean).slice(0, 8).forEach((word) => address.searchParams.append("hl", word.slice(0, 60)));
  link.href = address.href;
  setTimeout(() => { link.href = href; });
}
