// What a register gains with JavaScript: a filter, sorting by any column, a count. Without it, it is a table.
(function () {
  "use strict";
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  function cellText(record, column) {
    const cell = record.rows[0].classList.contains("gk-withdrawn") ? null : record.rows[0].cells[column];
    return cell ? cell.textContent.trim() : "";
  }

  const shownNumber = /^[-+−]?[¥￥$]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?\s*[%％元]?$/;
  const value = (text) => Number(text.replace(/[¥￥$,\s%％元]/g, "").replace("−", "-"));

  // A column of nothing but numbers is one of numbers, whatever its format says: 1,200.25 comes before 1,200.5.
  function compare(kind, texts) {
    if (kind === "number" || texts.every((text) => !text || shownNumber.test(text))) return (a, b) => value(a) - value(b);
    return (a, b) => collator.compare(a, b);
  }

  // Empty cells stand last in either direction.
  function sortRecords(records, column, kind, direction) {
    const keyed = records.map((record) => [cellText(record, column), record]);
    const by = compare(kind, keyed.map(([text]) => text));
    keyed.sort(([a], [b]) => {
      if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
      return direction * by(a, b);
    });
    return keyed.map(([, record]) => record);
  }

  function setUp(section) {
    const find = (name) => section.querySelector(`[data-register-${name}]`);
    const [tools, filter, order, count, none] = ["tools", "filter", "order", "count", "none"].map(find);
    if (!tools) return;
    const groups = [...section.querySelectorAll("[data-register-group]")].map((box) => {
      const table = box.querySelector("table");
      return { box, table, records: [...table.tBodies], heads: [...table.tHead.querySelectorAll("[data-column]")] };
    });
    const records = groups.flatMap((group) => group.records);
    const words = new Map(records.map((record) => [record, plain(record.textContent)]));
    let sorted = "";

    function sort(value) {
      sorted = value;
      order.value = value;
      const [column, direction] = value ? value.split(" ").map(Number) : [-1, 1];
      groups.forEach(({ table, records: own, heads }) => {
        heads.forEach((head) => {
          const chosen = Number(head.dataset.column) === column;
          if (chosen) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
          else head.removeAttribute("aria-sort");
        });
        const kind = heads.find((head) => Number(head.dataset.column) === column)?.dataset.kind;
        table.append(...(value ? sortRecords(own, column, kind, direction) : own));
      });
    }

    function show() {
      const wanted = filter.value.split(/\s+/).map(plain).filter(Boolean);
      let shown = 0;
      groups.forEach(({ box, records: own }) => {
        let here = 0;
        own.forEach((record) => {
          record.hidden = !wanted.every((word) => words.get(record).includes(word));
          if (!record.hidden) here += 1;
        });
        box.hidden = here === 0;
        shown += here;
      });
      count.textContent = wanted.length ? `符合的有${shown}条，共${records.length}条` : "";
      none.hidden = shown > 0;
    }

    groups.forEach(({ heads }) => heads.forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "gk-sort";
      button.append(...head.childNodes);
      head.append(button);
      const column = head.dataset.column;
      button.addEventListener("click", () => {
        const steps = [`${column} 1`, `${column} -1`, ""];
        sort(steps[(steps.indexOf(sorted) + 1) % steps.length]);
      });
    }));
    groups[0].heads
      .sort((a, b) => a.dataset.column - b.dataset.column)
      .forEach((head) => {
        const label = head.textContent;
        order.append(new Option(`${label}，从小到大`, `${head.dataset.column} 1`));
        order.append(new Option(`${label}，从大到小`, `${head.dataset.column} -1`));
      });
    order.addEventListener("change", () => sort(order.value));
    filter.addEventListener("input", show);
    tools.hidden = false;
    if (filter.value) show();
    // A row that an address leads to is seen whole.
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "TBODY") target.querySelectorAll("details").forEach((each) => { each.open = true; });
  }

  document.querySelectorAll("[data-register]").forEach(setUp);
})();
