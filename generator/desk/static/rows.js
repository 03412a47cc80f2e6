// The grid of a register: cells are written where they stand, blocks are pasted, and what is typed outlives a lost connection.
(() => {
  "use strict";
  const grid = document.getElementById("grid");
  const say = document.getElementById("say"), state = document.getElementById("state"), sums = document.getElementById("sums");
  if (!grid) return;
  const key = `gongkai-desk-rows-${grid.dataset.id}`;
  const heads = [...grid.querySelectorAll("thead th[data-key]")];
  const rows = [...grid.tBodies[0].rows];
  const cellAt = (row, column) => (rows[row] ? rows[row].cells[column + 1] : null);
  const text = (cell) => cell.querySelector(".dk-cell").textContent;
  let at = [0, 0], editing = null, queue = [], busy = false, timer = 0, leaving = false;

  const tell = (words, bad) => {
    say.textContent = words;
    say.classList.toggle("dk-say--bad", Boolean(bad));
    say.hidden = !words;
  };
  const unfinished = () => queue.length > 0 || busy;

  // What was typed and is not on the server yet lies in this browser too.
  const store = () => {
    try {
      if (queue.length) localStorage.setItem(key, JSON.stringify(queue));
      else localStorage.removeItem(key);
    } catch (_) { /* full, or not allowed */ }
  };

  const show = (id, told) => {
    const row = document.getElementById(id);
    if (!row) return;
    for (const list of row.querySelectorAll(".dk-told")) list.remove();
    heads.forEach((_, n) => {
      const cell = row.cells[n + 1], waits = queue.some((one) => one.row === id && one.key === heads[n].dataset.key);
      cell.classList.toggle("dk-unsent", waits);
      if (!waits && (!editing || editing.cell !== cell)) cell.querySelector(".dk-cell").textContent = told.cells[n];
      cell.classList.toggle("dk-touched", told.changed.includes(n));
      cell.removeAttribute("aria-invalid");
    });
    for (const one of told.told) {
      const cell = one.position === null || !heads[one.position] ? row.cells[0] : row.cells[one.position + 1];
      let list = cell.querySelector(".dk-told");
      if (!list) { list = document.createElement("ul"); list.className = "dk-told"; cell.append(list); }
      const item = document.createElement("li");
      item.className = `dk-told__${one.level}`;
      item.textContent = (one.level === "error" ? "要改：" : "请看：") + one.words;
      list.append(item);
      if (one.level === "error") cell.setAttribute("aria-invalid", "true");
    }
    const [changed, added, removed] = told.sums;
    sums.textContent = changed || added || removed ? `改了${changed}行，新增${added}行，去掉${removed}行` : "还没有改动";
  };

  const post = async (where, values) => {
    const body = new URLSearchParams({ csrf: grid.dataset.csrf, ...values });
    const answer = await fetch(`${grid.dataset.base}/${where}`, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
    const told = await answer.json();
    if (!answer.ok) { const error = new Error(told.problem || "服务器没有存下。"); error.refused = answer.status === 409; throw error; }
    return told;
  };

  const send = async () => {
    if (busy || !queue.length) return;
    busy = true;
    clearTimeout(timer);
    // All that waits for the row that was changed first goes together.
    const id = queue[0].row, now = queue.filter((one) => one.row === id), values = { row: id };
    for (const one of now) values[`c.${one.key}`] = one.text;
    state.textContent = "正在保存……";
    let failed = false;
    try {
      const told = await post("cell", values);
      queue = queue.filter((one) => !now.includes(one));
      store();
      state.textContent = `${told.saved}已保存`;
      if (say.dataset.lost) { delete say.dataset.lost; tell("", false); }
      show(id, told);
    } catch (error) {
      failed = true;
      if (error.refused) {
        // The row is gone: another try would not bring it back.
        queue = queue.filter((one) => !now.includes(one));
        store();
        tell(`${error.message}刚才写的是：${now.map((one) => one.text).join("；")}`, true);
        failed = false;
      } else {
        const lost = error instanceof TypeError || error instanceof SyntaxError;
        say.dataset.lost = "1";
        tell(lost ? "现在连不上服务器。写的内容存在这个浏览器里，连上以后会自己存过去，不要关掉页面。" : error.message, true);
        state.textContent = "没有存到服务器";
      }
    } finally {
      busy = false;
      if (failed) timer = setTimeout(send, 8000);
      else if (queue.length) send();
    }
  };

  const write = (row, column, value) => {
    const id = rows[row].id, name = heads[column].dataset.key, cell = cellAt(row, column);
    queue = queue.filter((one) => one.row !== id || one.key !== name);
    queue.push({ row: id, key: name, text: value });
    store();
    cell.querySelector(".dk-cell").textContent = value;
    cell.classList.add("dk-unsent", "dk-touched");
    send();
  };

  const focus = (row, column) => {
    const cell = cellAt(Math.max(0, Math.min(row, rows.length - 1)), Math.max(0, Math.min(column, heads.length - 1)));
    if (!cell) return;
    cellAt(at[0], at[1]).tabIndex = -1;
    at = [rows.indexOf(cell.parentElement), cell.cellIndex - 1];
    cell.tabIndex = 0;
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const control = (head, value, first) => {
    const choices = head.dataset.choices ? head.dataset.choices.split("\n") : [];
    let made;
    if (head.dataset.entry === "choice") {
      made = document.createElement("select");
      for (const each of ["", ...(choices.includes(value) || !value ? [] : [value]), ...choices]) {
        const option = document.createElement("option");
        option.value = each;
        option.textContent = each || "（不填）";
        made.append(option);
      }
      made.value = value;
    } else {
      made = document.createElement(head.dataset.entry === "lines" || value.includes("\n") ? "textarea" : "input");
      if (made.tagName === "TEXTAREA") made.rows = 4;
      made.value = first === null ? value : first;
      made.maxLength = 20000;
    }
    made.setAttribute("aria-label", head.dataset.label);
    return made;
  };

  const begin = (first) => {
    const [row, column] = at, cell = cellAt(row, column);
    if (!cell || editing) return;
    const box = cell.querySelector(".dk-cell"), value = text(cell), field = control(heads[column], value, first);
    box.hidden = true;
    cell.insertBefore(field, box);
    editing = { cell, row, column, field, value, box };
    field.focus();
    if (field.setSelectionRange) field.setSelectionRange(field.value.length, field.value.length);
    field.addEventListener("blur", () => finish(true));
  };
  const finish = (keep) => {
    if (!editing) return;
    const { row, column, field, value, box } = editing;
    editing = null;
    const now = field.value.replace(/\r\n?/g, "\n");
    field.remove();
    box.hidden = false;
    if (keep && now !== value) write(row, column, now);
  };

  grid.setAttribute("role", "grid");
  const how = document.getElementById("how");
  how.hidden = false;
  grid.setAttribute("aria-describedby", "how");
  rows.forEach((row) => { for (const cell of [...row.cells].slice(1)) cell.tabIndex = -1; });
  if (cellAt(0, 0)) cellAt(0, 0).tabIndex = 0;

  grid.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td");
    if (cell && event.target === cell) {
      cellAt(at[0], at[1]).tabIndex = -1;
      at = [rows.indexOf(cell.parentElement), cell.cellIndex - 1];
      cell.tabIndex = 0;
    }
  });
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell && !event.target.closest("input, textarea, select")) focus(rows.indexOf(cell.parentElement), cell.cellIndex - 1);
  });
  grid.addEventListener("dblclick", (event) => { if (event.target.closest("td") && !editing) begin(null); });
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  grid.addEventListener("keydown", (event) => {
    if (editing) {
      const { row, column, field } = editing;
      if (event.key === "Escape") { event.preventDefault(); finish(false); focus(row, column); }
      else if (event.key === "Tab") { event.preventDefault(); finish(true); focus(row, column + (event.shiftKey ? -1 : 1)); }
      else if (event.key === "Enter" && !event.isComposing && (field.tagName !== "TEXTAREA" || event.ctrlKey)) { event.preventDefault(); finish(true); focus(row + 1, column); }
      return;
    }
    if (event.target.tagName !== "TD") return;
    const [row, column] = at;
    if (moves[event.key]) { event.preventDefault(); focus(row + moves[event.key][0], column + moves[event.key][1]); }
    else if (event.key === "Home") { event.preventDefault(); focus(row, 0); }
    else if (event.key === "End") { event.preventDefault(); focus(row, heads.length - 1); }
    else if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); begin(null); }
    else if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); if (text(cellAt(row, column))) write(row, column, ""); }
    else if ((event.key.length === 1 || event.key === "Process") && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // What an input method begins goes on in the field itself.
      const plain = event.key.length === 1;
      if (plain) event.preventDefault();
      begin(plain && heads[column].dataset.entry !== "choice" ? event.key : plain ? null : "");
    }
  });

  const paste = async (block) => {
    const [row, column] = at, values = { block };
    if (grid.dataset.plain === "1") { values.row = rows[row].id; values.column = String(column); }
    state.textContent = "正在贴入……";
    try {
      const told = await post("paste", values);
      leaving = true;
      if (told.go) location.assign(told.go);
      else { sessionStorage.setItem(`${key}-at`, `${row},${column}`); location.reload(); }
    } catch (error) {
      const lost = error instanceof TypeError || error instanceof SyntaxError;
      // It is not gone: it lies where it can be pasted by the form.
      document.getElementById("block").value = block;
      document.getElementById("paste-box").open = true;
      tell((lost ? "现在连不上服务器，没有贴进去。" : error.message) + "贴的内容放在下面“从Excel里贴进来”的框里。", true);
      state.textContent = "没有贴进去";
    }
  };
  grid.addEventListener("paste", (event) => {
    const data = (event.clipboardData || window.clipboardData).getData("text");
    if (editing) {
      if (!/\t/.test(data)) return;
      event.preventDefault();
      finish(false);
    } else event.preventDefault();
    if (!data) return;
    if (unfinished()) { tell("刚才写的还在保存，请稍等一下再贴。", true); return; }
    paste(data);
  });
  grid.addEventListener("copy", (event) => {
    if (editing || String(window.getSelection())) return;
    const value = text(cellAt(at[0], at[1]));
    event.clipboardData.setData("text/plain", /[\t\n"]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
    event.preventDefault();
  });

  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => { if (editing) finish(true); if (unfinished() && !leaving) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href], button");
    if (!link || grid.contains(link) || !unfinished()) return;
    event.preventDefault();
    const wait = setInterval(() => { if (!unfinished()) { clearInterval(wait); link.click(); } }, 100);
  });

  // What did not reach the server the last time.
  try { queue = JSON.parse(localStorage.getItem(key) || "[]").filter((one) => one && typeof one.text === "string"); } catch (_) { queue = []; }
  if (queue.length) { tell("上次有一些内容没有来得及存到服务器，现在存过去。", false); say.dataset.lost = "1"; send(); }
  try {
    const back = sessionStorage.getItem(`${key}-at`);
    sessionStorage.removeItem(`${key}-at`);
    if (back) { const [row, column] = back.split(",").map(Number); focus(row, column); }
  } catch (_) { /* not allowed */ }
})();
