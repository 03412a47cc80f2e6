// The list over all pages of a register, in place of the page that is open: sorted by a column, or those with the words.
import { openRows } from "./register-read.js";

const STEP = 25; // rows that the list shows at once

/** Returns what shows the list of a register's section. `page` is what stands there; `tools` are those of register.js. */
export async function openList(section, page, tools) {
  const { groups, count, none } = page;
  const { plain, sortRecords, markHeads } = tools;
  const opened = await openRows(section.dataset.all, plain);
  const first = groups[0].table;
  const heads = [...first.tHead.querySelectorAll("[data-column]")];
  const box = document.createElement("div");
  const scroll = groups[0].box.querySelector(".gk-scroll").cloneNode(false);
  const more = document.createElement("button");
  const part = section.querySelector("[data-register-part]"); // which rows the page has: the list has all
  box.hidden = true;
  more.type = "button";
  more.className = "gk-register__next";
  scroll.setAttribute("aria-label", "各页的条目");
  box.append(scroll, more);
  groups[0].box.before(box);

  /** Shows the page again. */
  function leave() {
    const column = focusedColumn();
    box.hidden = true;
    if (part) part.hidden = false;
    groups.forEach((group) => { group.box.hidden = false; });
    focusOn(column, groups[0].box);
  }

  // The head with the button that has the focus goes away with its table: the same button has it in the next.
  function focusedColumn() {
    const head = document.activeElement.closest("[data-column]");
    return head && section.contains(head) ? head.dataset.column : null;
  }

  function focusOn(column, place) {
    if (column !== null) place.querySelector(`[data-column="${column}"] .gk-sort`).focus();
  }

  function emptyTable() {
    const table = first.cloneNode(false);
    table.append(first.caption.cloneNode(true), first.tHead.cloneNode(true));
    scroll.textContent = "";
    scroll.append(table);
    return table;
  }

  /** Adds rows, each group below its name; returns the group of the last row. */
  function add(table, rows, last) {
    let group = last;
    rows.forEach((row) => {
      if (row.grouped && row.group !== group) {
        const head = table.createTBody();
        const cell = document.createElement("th");
        cell.colSpan = heads.length;
        cell.scope = "rowgroup";
        cell.textContent = row.group || "其他";
        head.className = "gk-records__group";
        head.insertRow().append(cell);
      }
      group = row.group;
      table.append(row.body);
    });
    return group;
  }

  function say(source, words, shown, done) {
    const total = done && source.total === null ? shown : source.total;
    const rest = shown < total ? `，已显示${shown}条` : "";
    const known = `全部${opened.rows}条中，符合的有${total}条${rest}`;
    const unknown = `已找到${shown}条，后面可能还有`;
    if (words.length) count.textContent = total === null ? unknown : known;
    else count.textContent = `全部${total}条按选的列排列${rest}`;
    if (source.unsorted) count.textContent += "。符合的太多，按原来的顺序列出；词写得更具体，就能排序";
    none.hidden = shown > 0 || !done;
    more.hidden = done;
    more.textContent = total === null ? "继续查找" : `再显示${Math.min(STEP, total - shown)}条`;
  }

  /** Sorts rows of all pages; those of a group stay together, in the order of the groups. */
  function sortInGroups(rows, column, kind, direction) {
    const byGroup = new Map();
    rows.forEach((row) => {
      if (!byGroup.has(row.group)) byGroup.set(row.group, []);
      byGroup.get(row.group).push(row);
    });
    const byBody = new Map(rows.map((row) => [row.body, row]));
    const sorted = [...byGroup.values()].map((own) => sortRecords(own.map((row) => row.body), column, kind, direction));
    return sorted.flat().map((body) => byBody.get(body));
  }

  /** Shows the list; `stands` tells whether it is still what the reader asked for. */
  async function show(sorted, words, stands) {
    const [column, direction] = sorted ? sorted.split(" ").map(Number) : [-1, 1];
    const head = heads.find((each) => Number(each.dataset.column) === column);
    const sortRows = head ? (rows) => sortInGroups(rows, column, head.dataset.kind, direction) : null;
    const source = words.length ? await opened.found(words, sortRows) : opened.sorted(column, direction);
    let shown = 0;
    let group = null;
    let table = null;

    async function next() {
      const { rows, done } = await source.readNext(STEP);
      if (!stands()) return;
      const focused = table ? null : focusedColumn();
      if (!table) {
        table = emptyTable();
        markHeads(section, source.unsorted ? -1 : column, direction);
      }
      group = add(table, rows, group);
      shown += rows.length;
      groups.forEach((each) => { each.box.hidden = true; });
      if (part) part.hidden = true;
      box.hidden = false;
      focusOn(focused, scroll);
      say(source, words, shown, done);
    }

    more.onclick = async () => {
      more.disabled = true;
      try {
        await next();
      } catch (error) {
        console.error(error);
        count.textContent = "后面的没有读到，请再试一次。";
      }
      more.disabled = false;
    };
    await next();
  }

  return { leave, show };
}
