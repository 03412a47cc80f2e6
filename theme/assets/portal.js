// What a page gains with JavaScript: text size, dark scheme, printing, a drawer that keyboards can open.
// Everything works without it; nothing is loaded from elsewhere.
(function () {
  "use strict";
  const html = document.documentElement;
  html.classList.remove("no-js");

  function remember(key, value) {
    try { localStorage.setItem(key, value); } catch { /* storage may be switched off */ }
  }
  function recall(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  }

  function setFont(size) {
    html.dataset.font = size;
    document.querySelectorAll("[data-font]").forEach((button) => {
      if (button.tagName === "BUTTON") button.setAttribute("aria-pressed", String(button.dataset.font === size));
    });
  }

  function setScheme(dark) {
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    const button = document.querySelector("[data-scheme]");
    if (button) button.setAttribute("aria-pressed", String(dark));
  }

  function showTools() {
    document.querySelectorAll("[data-tools]").forEach((tools) => { tools.hidden = false; });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.font) { setFont(button.dataset.font); remember("gk-font", button.dataset.font); }
      if ("print" in button.dataset) window.print();
      if ("scheme" in button.dataset) {
        const dark = document.body.dataset.mdColorScheme !== "slate";
        setScheme(dark);
        remember("gk-scheme", dark ? "dark" : "light");
      }
    });
  }

  function openableDrawer() {
    const box = document.getElementById("__drawer");
    const label = document.querySelector("[data-menu]");
    const tree = document.getElementById("gk-tree");
    if (!box || !label || !tree) return;
    // A label opens the drawer without JavaScript; a button can also be reached by keyboard.
    const menu = document.createElement("button");
    menu.type = "button";
    menu.className = label.className;
    menu.dataset.menu = "";
    menu.setAttribute("aria-controls", "gk-tree");
    menu.append(...label.childNodes);
    label.replaceWith(menu);
    const state = () => menu.setAttribute("aria-expanded", String(box.checked));
    const toggle = (open) => {
      box.checked = open;
      state();
      const first = [...tree.querySelectorAll("a")].find((link) => link.getClientRects().length);
      if (!open) menu.focus();
      else if (first) first.focus();
    };
    state();
    box.addEventListener("change", state);
    menu.addEventListener("click", () => toggle(!box.checked));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.checked) toggle(false);
    });
  }

  function reportThisPage() {
    const link = document.querySelector("[data-error-report]");
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.set("url", location.href);
    link.href = address.href;
  }

  // A browser opens no folder of a disk by its page, and lets no page read the index of the search.
  function openWithoutServer() {
    const page = /(^|\/|^\.{1,2})(?=[?#]|$)/;
    const whole = (address) => address.replace(page, (end) => `${end}${end && !end.endsWith("/") ? "/" : ""}index.html`);
    document.querySelectorAll("a[href], form[action]").forEach((each) => {
      const name = each.tagName === "FORM" ? "action" : "href";
      const address = each.getAttribute(name);
      if (address && !/^([a-z][a-z\d+.-]*:|\/\/|[#?])/i.test(address)) each.setAttribute(name, whole(address));
    });
    const note = document.querySelector("[data-search-note]");
    if (!note) return;
    note.hidden = false;
    note.textContent = "网页是从U盘或者本机的文件夹直接打开的，浏览器不允许它读取搜索索引，所以不能搜索正文。"
      + "下面按标题查找。";
  }

  setFont(recall("gk-font") || "medium");
  const scheme = recall("gk-scheme");
  setScheme(scheme ? scheme === "dark" : false);
  showTools();
  openableDrawer();
  reportThisPage();
  if (location.protocol === "file:") openWithoutServer();
})();
