// Audit pages: find tasks and columns by words or pinyin, choose by unit, column and state, open and close the tree.
// Without JavaScript every row is there, and the tree opens by itself.
(function () {
  "use strict";
  const form = document.querySelector("[data-sift]");
  if (!form) return;
  const rows = [...document.querySelectorAll("[data-row]")];
  const nodes = [...document.querySelectorAll("[data-node]")];
  const folds = [...document.querySelectorAll(".gk-audittree details")];
  const text = form.querySelector("[data-sift-text]");
  const unit = form.querySelector("[data-sift-unit]");
  const column = form.querySelector("[data-sift-column]");
  const state = form.querySelector("[data-sift-state]");
  const count = form.querySelector("[data-sift-count]");
  const none = document.querySelector("[data-sift-none]");
  const first = folds.map((fold) => fold.open);

  // A row is found by all that it shows: number, clause, words, units, columns, deadline, reason, evidence.
  const shown = new Map(rows.map((row) => [row, row.textContent.replace(/\s+/g, " ").toLowerCase()]));

  function holds(element, words) {
    const held = element.dataset.text.toLowerCase() + " " + (shown.get(element) || "");
    return words.every((word) => held.includes(word));
  }

  function fits(row, words) {
    if (unit && unit.value && !row.dataset.units.includes("|" + unit.value + "|")) return false;
    if (column && column.value && row.dataset.column !== column.value) return false;
    if (state && state.value && row.dataset.state !== state.value) return false;
    return holds(row, words);
  }

  function siftRows(words) {
    const left = rows.filter((row) => {
      row.hidden = !fits(row, words);
      return !row.hidden;
    });
    count.textContent = "显示" + left.length + "项，共" + rows.length + "项";
    return left.length;
  }

  function siftTree(words) {
    const found = words.length ? nodes.filter((node) => holds(node, words)) : nodes;
    const open = new Set();
    for (const node of found) {
      for (let each = node; each; each = each.parentElement.closest("[data-node]")) open.add(each);
    }
    nodes.forEach((node) => {
      node.hidden = !open.has(node);
      node.classList.toggle("gk-node--found", words.length > 0 && found.includes(node));
    });
    folds.forEach((fold, number) => {
      fold.open = words.length ? [...fold.querySelectorAll("[data-node]")].some((node) => !node.hidden) : first[number];
    });
    count.textContent = words.length ? "找到" + found.length + "个栏目" : "共" + nodes.length + "个栏目";
    return found.length;
  }

  function sift() {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const left = rows.length ? siftRows(words) : siftTree(words);
    if (none) none.hidden = left > 0;
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", sift);
  form.addEventListener("change", sift);
  form.addEventListener("reset", () => setTimeout(sift));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("unfold" in button.dataset) folds.forEach((fold) => { fold.open = true; });
    if ("fold" in button.dataset) folds.forEach((fold) => { fold.open = false; });
  });
  // What is folded would be missing on paper; of the evidence, which is long, the reader prints what is open.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".gk-fold, .gk-audittree details").forEach((fold) => { fold.open = true; });
  });
  sift();
})();
