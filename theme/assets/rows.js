// Filters the rows of a table by what is typed. Without it the whole table stands, and the site search works.
(function () {
  "use strict";
  document.querySelectorAll("[data-row-filter]").forEach((part) => {
    const input = part.querySelector("input");
    const count = part.querySelector("[data-row-count]");
    const body = document.getElementById(input.getAttribute("aria-controls"));
    if (!body) return;
    const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\[\]()〔〕（）《》“”]/g, "");
    const rows = [...body.rows].map((row) => ({ row, text: fold(row.textContent) }));
    const filter = () => {
      const words = input.value.split(/\s+/).map(fold).filter(Boolean);
      let shown = 0;
      rows.forEach(({ row, text }) => {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      });
      count.textContent = words.length ? `符合的有${shown}件` : "";
    };
    part.hidden = false;
    input.addEventListener("input", filter);
    if (input.value) filter();
  });
})();
