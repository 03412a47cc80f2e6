// What a register gains with JavaScript: a filter, sorting by any column, a count. Without it, it is a table.
// Of one that takes several pages all rows are sorted and filtered (register-all.js).
(function () {
  "use strict";
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const script = document.currentScript.src;
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  const anchors = /^(r-([0-9a-f]{12}))(-[0-9a-f]{8}(-\d+)?)?$/;
  const wordsOf = (text) => text.split(/\s+/).map(plain).filter(Boolean);

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
    const all = section.dataset.all ? allRows(section, { groups, count, none }) : null;
    let sorted = "";

    function sort(value) {
      sorted = value;
      order.value = value;
      if (all) change();
      else sortHere();
    }

    const here = () => {
      sortHere();
      showHere();
    };
    const change = () => all.change(sorted, wordsOf(filter.value), here);

    function sortHere() {
      const [column, direction] = sorted ? sorted.split(" ").map(Number) : [-1, 1];
      markHeads(section, column, direction);
      groups.forEach(({ table, records: own, heads }) => {
        const sorting = heads.find((head) => Number(head.dataset.column) === column);
        const kind = sorting && sorting.dataset.kind;
        table.append(...(sorted ? sortRecords(own, column, kind, direction) : own));
      });
    }

    function showHere() {
      const wanted = wordsOf(filter.value);
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
    }));
    // The heads of the list over all pages are copies.
    section.addEventListener("click", (event) => {
      const head = event.target.closest(".gk-sort") && event.target.closest("[data-column]");
      if (!head) return;
      const steps = [`${head.dataset.column} 1`, `${head.dataset.column} -1`, ""];
      sort(steps[(steps.indexOf(sorted) + 1) % steps.length]);
    });
    groups[0].heads
      .sort((a, b) => a.dataset.column - b.dataset.column)
      .forEach((head) => {
        const label = head.textContent;
        order.append(new Option(`${label}，从小到大`, `${head.dataset.column} 1`));
        order.append(new Option(`${label}，从大到小`, `${head.dataset.column} -1`));
      });
    order.addEventListener("change", () => sort(order.value));
    let waiting = 0;
    filter.addEventListener("input", () => {
      if (!all) {
        showHere();
        return;
      }
      clearTimeout(waiting);
      waiting = setTimeout(change, 250);
    });
    // Whoever goes to a row leaves the list over all pages.
    section.addEventListener("gk-arrive", () => {
      if (!all || !(sorted || filter.value) || !anchors.test(location.hash.slice(1))) return;
      clearTimeout(waiting);
      filter.value = order.value = sorted = "";
      all.leave();
      here();
    });
    tools.hidden = false;
    if (filter.value) (all ? change : showHere)();
  }

  /** What shows a list over all pages of a register in place of its page; read when it is first asked for. */
  function allRows(section, page) {
    let list = null;
    let opening = null;
    let asked = 0;
    const leave = () => {
      asked += 1;
      if (list) list.leave();
    };
    async function open() {
      const { openList } = await import(new URL("register-all.js", script).href);
      list = await openList(section, page, { plain, sortRecords, markHeads });
    }
    return {
      leave,
      async change(sorted, words, here) {
        if (!sorted && !words.length) {
          leave();
          here();
          return;
        }
        asked += 1;
        const mine = asked;
        page.count.textContent = "正在读取各页……";
        try {
          opening = opening || open();
          await opening;
          if (asked === mine) await list.show(sorted, words, () => asked === mine);
        } catch (error) {
          console.error(error);
          if (!list) opening = null;
          if (asked !== mine) return;
          if (list) list.leave();
          here();
          page.count.textContent = "其他各页没有读到，下面只是本页的。请刷新再试，或者下载表格。";
        }
      },
    };
  }

  function markHeads(section, column, direction) {
    section.querySelectorAll("[data-column]").forEach((head) => {
      if (Number(head.dataset.column) === column) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
  }

  // A row has an address of its own: the column's, and an anchor that stays when others come and go (identity.py).
  // The row may stand on another page by now, have two successors or none; never is another row shown for it.
  const sought = document.querySelector("[data-register-sought]");
  const gone = "这一条已不在名录中，可能已经撤下，也可能改过名称或者编号。可以在下面查找。";

  function show(rows) {
    rows.forEach((row) => {
      row.hidden = false;
      row.closest("[data-register-group]").hidden = false;
      row.querySelectorAll("details").forEach((each) => { each.open = true; });
    });
    // Only now the page is laid out as it stays.
    if (rows.length) rows[0].scrollIntoView({ block: rows.length > 1 ? "center" : "start" });
  }

  function say(text, rows = []) {
    sought.textContent = text;
    sought.hidden = !text;
    rows.forEach((row) => row.classList.add("gk-sought"));
    if (text && !rows.length) sought.scrollIntoView({ block: "center" });
  }

  const pageOf = (number) => (number > 1 ? `_${number}.html` : "./");
  const ownPage = () => Number((/\/_(\d+)\.html$/.exec(location.pathname) || [0, 1])[1]);

  /** Returns the page after this one where a row may stand, or the first if it cannot be this one; nothing if none. */
  async function nextPage(digits) {
    const answer = await fetch(sought.dataset.pages);
    if (!answer.ok) throw new Error(String(answer.status));
    const { size, pages } = await answer.json();
    const wanted = digits.slice(0, size);
    const has = (page) => {
      for (let at = page.indexOf(wanted); at >= 0; at = page.indexOf(wanted, at + 1)) if (at % size === 0) return true;
      return false;
    };
    const found = pages.map((page, index) => (has(page) ? index + 1 : 0)).filter(Boolean);
    const own = ownPage();
    return found.includes(own) ? found.find((page) => page > own) : found[0];
  }

  async function arrive() {
    document.querySelectorAll("[data-register]").forEach((section) => section.dispatchEvent(new Event("gk-arrive")));
    document.querySelectorAll(".gk-sought").forEach((each) => each.classList.remove("gk-sought"));
    say("");
    const match = anchors.exec(location.hash.slice(1));
    if (!match) return;
    const [anchor, first, digits] = match;
    const target = document.getElementById(anchor);
    if (target) {
      show([target]);
      return;
    }
    const alike = [...document.querySelectorAll(`tbody[id^="${first}"]`)];
    // A row that had this number or name alone has it no longer alone, or what was one of several is gone.
    const several = anchor === first && alike.length > 0;
    if (several) {
      say(`这个网址现在对应${alike.length}条，都标出来了，请看哪一条是要找的。`, alike);
      show(alike);
      return;
    }
    if (sought.dataset.pages) {
      say("正在名录的其他页查找这一条……");
      try {
        const page = await nextPage(digits);
        if (location.hash.slice(1) !== anchor) return;
        if (page) {
          location.replace(pageOf(page) + location.hash);
          return;
        }
      } catch (error) {
        console.error(error);
        say("这一条不在本页，没能查到它在哪一页。请刷新页面再试，或者逐页查找。");
        return;
      }
    }
    say(alike.length ? `这一条已不在名录中。编号或者名称相同的还有${alike.length}条，标出来了。` : gone, alike);
    show(alike);
  }

  document.querySelectorAll("[data-register]").forEach(setUp);
  if (sought) {
    window.addEventListener("hashchange", arrive);
    arrive();
  }
})();
