// The desk's own script: keeps what is typed, tells what is wrong beside each field. Every page works without it.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);

  // A list that is narrowed down while one types.
  const filter = document.querySelector("[data-filter]");
  if (filter) {
    const rows = [...$(filter.dataset.filter).children];
    const plain = (text) => text.toLowerCase().replace(/[^0-9a-z\u4e00-\u9fff]+/g, "");
    const narrow = () => {
      const wanted = plain(filter.value);
      let count = 0;
      for (const row of rows) {
        row.hidden = wanted !== "" && !row.dataset.words.includes(wanted);
        count += row.hidden ? 0 : 1;
      }
      $("columns-count").textContent = `${count}个栏目`;
    };
    filter.addEventListener("input", narrow);
    if (filter.value !== filter.defaultValue) narrow();
  }

  // What is sent once is not sent twice, and what cannot be undone is asked for.
  for (const form of document.querySelectorAll("form[data-once], form[data-sure]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sure && !window.confirm(form.dataset.sure)) { event.preventDefault(); return; }
      if (form.dataset.once) {
        const button = event.submitter || form.querySelector("button");
        button.textContent = form.dataset.once;
        setTimeout(() => { for (const each of form.querySelectorAll("button")) each.disabled = true; }, 0);
      }
    });
  }

  // What is typed into a form that is not saved as one types: kept in this browser until its answer has come.
  const kept = (name) => `gongkai-desk-kept-${name}`;
  for (const done of document.querySelectorAll("[data-forget]")) {
    try { for (const name of done.dataset.forget.split(" ")) localStorage.removeItem(kept(name)); } catch (_) { /* not allowed */ }
  }
  for (const form of document.querySelectorAll("form[data-kept]")) {
    const fields = [...form.elements].filter((field) => field.name && ["text", "textarea", "select-one"].includes(field.type));
    const name = kept(form.dataset.kept);
    try {
      const told = JSON.parse(localStorage.getItem(name) || "{}");
      for (const field of fields) if (typeof told[field.name] === "string" && (!field.value || field.tagName === "SELECT")) field.value = told[field.name];
    } catch (_) { /* damaged, or not allowed */ }
    form.addEventListener("input", () => {
      try { localStorage.setItem(name, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value])))); } catch (_) { /* full, or not allowed */ }
    });
  }

  // Who leaves leaves nothing behind in this browser.
  const leavingForm = document.querySelector("form[data-leaving]");
  if (leavingForm) {
    leavingForm.addEventListener("submit", () => {
      try { for (const name of Object.keys(localStorage)) if (name.startsWith("gongkai-desk-")) localStorage.removeItem(name); } catch (_) { /* not allowed */ }
    });
  }

  const form = $("draft");
  if (!form) return;
  const PAUSE = 1200, key = `gongkai-desk-${form.dataset.id}`;
  const state = $("state"), say = $("say"), revision = $("revision");
  let timer = 0, busy = false, again = false, changed = false, leaving = false, latest = "";

  const values = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && name !== "do") data.append(name, value);
    return data;
  };
  const tell = (words, bad) => {
    say.textContent = words;
    say.classList.toggle("dk-say--bad", Boolean(bad));
    say.hidden = !words;
  };

  // In this browser too: what is typed outlives a lost connection and an expired login.
  const store = (text, sent) => { try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), revision: revision.value, text, sent: Boolean(sent) })); } catch (_) { /* full, or not allowed */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch (_) { /* not allowed */ } };
  const restore = () => {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch (_) { return; }
    if (!kept || typeof kept.text !== "string") return;
    const told = new URLSearchParams(kept.text), now = values();
    told.delete("csrf"); told.delete("revision"); now.delete("csrf"); now.delete("revision");
    // The same as here is kept for as long as it is not saved; what a button sent is there once a save has followed.
    if (told.toString() === now.toString()) { if (!changed) forget(); return; }
    if (kept.sent && Number(revision.value) > Number(kept.revision)) { forget(); return; }
    const box = document.createElement("p");
    box.className = "dk-say";
    box.append("上次有一些内容没有来得及存到服务器，还在这个浏览器里。");
    const take = document.createElement("button"), leave = document.createElement("button");
    take.type = leave.type = "button";
    take.className = "dk-button dk-button--main"; leave.className = "dk-button";
    take.textContent = "找回来"; leave.textContent = "不要了";
    take.addEventListener("click", () => { fill(told); box.remove(); touched(); });
    leave.addEventListener("click", () => { forget(); box.remove(); });
    box.append(take, " ", leave);
    form.before(box);
  };
  const fill = (told) => {
    for (const field of form.elements) {
      if (!field.name || ["csrf", "revision", "do", "mode", "body"].includes(field.name) || field.type === "file" || field.type === "submit") continue;
      if (field.type === "checkbox") field.checked = told.has(field.name);
      else if (told.has(field.name)) field.value = told.get(field.name);
    }
    if (told.has("body")) {
      $("mode").value = told.get("mode") || $("mode").value;
      $("body").value = told.get("body");
      form.dispatchEvent(new CustomEvent("desk:body"));
    }
  };

  const show = (told) => {
    const names = {};
    for (const label of form.querySelectorAll("label[for^='f-']")) names[label.htmlFor.slice(2)] = label.firstChild.textContent;
    const list = $("problems-list");
    list.replaceChildren();
    const boxes = new Map([...document.querySelectorAll("[data-told]")].map((box) => [box.dataset.told, box]));
    for (const box of boxes.values()) box.replaceChildren();
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const field of form.querySelectorAll(".dk-field--bad")) field.classList.remove("dk-field--bad");
    for (const one of told) {
      const words = one.message + one.hint;
      const item = document.createElement("li");
      item.className = `dk-told__${one.level}`;
      item.textContent = ({ error: "要改：", warning: "请看：", info: "提示：" })[one.level] + words;
      const box = boxes.get(one.field) || boxes.get("");
      box.append(item);
      const field = $(`f-${one.field}`) || (one.field === "body" ? $("body") : null);
      if (one.level === "error") {
        if (field) field.setAttribute("aria-invalid", "true");
        const around = field && field.closest(".dk-field");
        if (around) around.classList.add("dk-field--bad");
      }
      const entry = document.createElement("li"), link = document.createElement("a");
      entry.className = `dk-told__${one.level}`;
      link.href = `#${field ? field.id : one.field === "attachments" ? "attachments" : "main"}`;
      link.textContent = names[one.field] || ({ body: "正文", attachments: "附件" })[one.field] || "整份";
      entry.append(link, `：${words}`);
      list.append(entry);
    }
    for (const box of boxes.values()) box.hidden = !box.children.length;
    $("problems").hidden = !told.length;
  };

  // One at a time: a picture that is sent while a save is under way would make the one of them look like another window's.
  let line = Promise.resolve();
  const alone = (work) => { line = line.then(work, work); };
  form.addEventListener("desk:alone", (event) => alone(event.detail));
  const save = () => {
    if (busy) { again = true; return; }
    busy = true;
    alone(send);
  };
  const send = async () => {
    state.textContent = "正在保存……";
    const sent = values(), text = sent.toString();
    try {
      const answer = await fetch(`/drafts/${form.dataset.id}/autosave`, { method: "POST", body: sent, headers: { Accept: "application/json" }, credentials: "same-origin" });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.problem || "服务器没有存下。");
      revision.value = told.revision;
      latest = told.saved;
      state.textContent = `${told.saved}已保存`;
      if (told.moved) {
        form.dataset.id = told.id;
        form.action = `/drafts/${told.id}`;
        history.replaceState(null, "", `/drafts/${told.id}`);
        tell(told.problem, true);
      } else if (say.dataset.lost) { delete say.dataset.lost; tell("", false); }
      show(told.told);
      if (text === values().toString().replace(/revision=\d+/, sent.toString().match(/revision=\d+/)[0])) { changed = false; forget(); }
    } catch (error) {
      const words = error instanceof TypeError || error instanceof SyntaxError ? "现在连不上服务器。写的内容存在这个浏览器里，连上以后会自己存过去，不要关掉页面。" : error.message;
      say.dataset.lost = "1";
      tell(words, true);
      state.textContent = "没有存到服务器，页面最上面写着怎么办";
      timer = setTimeout(save, 8000);
    } finally {
      busy = false;
      if (again) { again = false; touched(); }
    }
  };
  const keep = (sent) => {
    const kept = values();
    kept.delete("csrf");
    store(kept.toString(), sent);
  };
  const touched = () => {
    changed = true;
    keep(false);
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  form.addEventListener("input", (event) => { if (event.target.type !== "file" && event.target.id !== "label" && event.target.id !== "place") touched(); });
  form.addEventListener("desk:changed", touched);
  form.addEventListener("desk:saved", (event) => { revision.value = event.detail; });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); if (changed) keep(true); });
  window.addEventListener("beforeunload", (event) => { if (changed && !leaving) event.preventDefault(); });
  window.addEventListener("online", () => { if (changed) save(); });
  // What was typed before this script was there.
  const typed = (field) => (field.type === "checkbox" ? field.checked !== field.defaultChecked : "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue);
  if ([...form.elements].some((field) => field.name && field.type !== "file" && field.id !== "label" && field.id !== "place" && typed(field))) touched();
  // Once the editor, if there is one, has taken the text over.
  window.addEventListener("load", restore);
})();
