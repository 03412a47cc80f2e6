// What a page gains with JavaScript: text size, dark scheme, large and traditional type, printing, a drawer for keyboards.
// Everything works without it; nothing is loaded from elsewhere. What is to stand at the first paint is in prefs.js.
(function () {
  "use strict";
  const html = document.documentElement;
  const here = document.currentScript.src;
  const wide = matchMedia("(min-width: 60em)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function remember(key, value) {
    try { localStorage.setItem(key, value); } catch { /* storage may be switched off */ }
  }
  function recall(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  }
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  const tell = (name) => document.dispatchEvent(new Event(name));
  const fetched = new Map();

  // What only some readers choose is loaded when they do.
  function load(name) {
    if (!fetched.has(name)) {
      fetched.set(name, new Promise((done) => {
        const sheet = name.endsWith(".css");
        const made = document.createElement(sheet ? "link" : "script");
        if (sheet) made.rel = "stylesheet";
        made[sheet ? "href" : "src"] = here.replace("portal.js", name);
        made.addEventListener("load", done);
        document.head.append(made);
      }));
    }
    return fetched.get(name);
  }

  function setFont(size) {
    html.dataset.font = size;
    document.querySelectorAll("button[data-font]").forEach((button) => press(button, button.dataset.font === size));
  }

  function setScheme(slate) {
    document.body.dataset.mdColorScheme = slate ? "slate" : "default";
    document.querySelectorAll("[data-scheme]").forEach((button) => press(button, slate));
  }

  // Large type, high contrast, fewer things; read aloud where the browser can.
  function setElder(on) {
    if (on) html.dataset.elder = "";
    else delete html.dataset.elder;
    if (on && "speechSynthesis" in window) load("aloud.js");
    tell("gk-elder");
  }

  // Traditional characters, from a table of a few hundred kilobytes.
  function setHan(on) {
    if (on) html.dataset.han = "t";
    else delete html.dataset.han;
    if (on) load("traditional-table.js").then(() => load("traditional.js"));
    tell("gk-han");
  }

  function applyChoices() {
    setFont(recall("gk-font") || html.dataset.font || "medium");
    const scheme = recall("gk-scheme");
    setScheme(scheme ? scheme === "dark" : dark.matches);
    const elder = recall("gk-elder");
    setElder(elder ? elder === "1" : "elder" in html.dataset);
    const han = recall("gk-han");
    setHan(han === null ? "han" in html.dataset : han === "t");
  }

  function choose(button) {
    const given = button.dataset;
    if (given.font) { setFont(given.font); remember("gk-font", given.font); }
    if ("print" in given) window.print();
    if ("scheme" in given) {
      const slate = document.body.dataset.mdColorScheme !== "slate";
      setScheme(slate);
      remember("gk-scheme", slate ? "dark" : "light");
    }
    if ("elder" in given) {
      const on = !("elder" in html.dataset);
      remember("gk-elder", on ? "1" : "0");
      if (on) load("elder.css").then(() => setElder(true));
      else setElder(false);
    }
    if ("han" in given) {
      const on = !("han" in html.dataset);
      remember("gk-han", on ? "t" : "");
      setHan(on);
    }
  }

  function openableDrawer() {
    const box = document.getElementById("__drawer");
    const tree = document.getElementById("gk-tree");
    if (!box || !tree) return;
    // A label opens and closes the drawer without JavaScript; a button can also be reached by keyboard.
    const [menu, close] = ["menu", "close"].map((name) => {
      const label = document.querySelector(`[data-${name}]`);
      if (!label) return null;
      const button = document.createElement("button");
      button.type = "button";
      button.className = label.className;
      button.dataset[name] = "";
      button.setAttribute("aria-controls", tree.id);
      button.append(...label.childNodes);
      label.replaceWith(button);
      return button;
    });
    if (!menu) return;
    const outside = document.querySelectorAll("body > :not(.gk-body):not(.md-overlay):not(.md-toggle), .gk-column");
    const toggle = (open, back = true) => {
      box.checked = open;
      menu.setAttribute("aria-expanded", String(open));
      outside.forEach((part) => { part.inert = open; });
      const first = close || [...tree.querySelectorAll("a")].find((link) => link.getClientRects().length);
      if (!open && back) menu.focus();
      if (open && first) first.focus();
    };
    menu.setAttribute("aria-expanded", "false");
    menu.addEventListener("click", () => toggle(!box.checked));
    if (close) close.addEventListener("click", () => toggle(false));
    box.addEventListener("change", () => toggle(box.checked));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.checked) toggle(false);
    });
    // A browser that does not know inert lets the focus out: the drawer closes behind it.
    document.addEventListener("focusin", (event) => {
      if (box.checked && !tree.contains(event.target)) toggle(false, false);
    });
    // On a wide window the drawer is no drawer; a page that is come back to, or loaded again, starts with it closed.
    const shut = () => { if (box.checked) toggle(false, false); };
    wide.addEventListener("change", shut);
    document.addEventListener("gk-elder", shut);
    window.addEventListener("pageshow", shut);
    shut();
  }

  // On a phone the tabs and the way here are one line each: of the one the current is seen, of the other the end.
  function showHere() {
    const tab = document.querySelector(".gk-tabs [aria-current]");
    const list = tab && tab.closest("ul");
    if (list) list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
    const way = document.querySelector(".gk-crumbs ol");
    if (way) way.scrollLeft = way.scrollWidth;
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

  // Paper: folds are open, in browsers too whose style sheets cannot open them, and it says from where and when it is.
  function readyForPaper() {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open])")].filter((each) => !("qr" in each.dataset) || each.querySelector("svg"));
      opened.forEach((each) => { each.open = true; });
      const main = document.getElementById("gk-main");
      if (main && !main.querySelector(".gk-address")) {
        const own = document.querySelector("link[rel=canonical]");
        const line = document.createElement("p");
        line.className = "gk-address";
        line.append(`本页地址：${own ? own.href : location.href.split("#")[0]}`, document.createElement("span"));
        line.lastChild.dataset.printed = "";
        main.append(line);
      }
      const today = new Date();
      document.querySelectorAll("[data-printed]").forEach((each) => {
        each.textContent = `　打印日期：${today.getFullYear()}年${today.getMonth() + 1}月${today.getDate()}日`;
      });
    });
    window.addEventListener("afterprint", () => { opened.forEach((each) => { each.open = false; }); });
  }

  // What few visits need comes when it is needed: suggestions for who types, marks for who comes from a search.
  const own = document.currentScript.src;
  function loadModule(name) {
    const script = document.createElement("script");
    script.type = "module";
    script.src = new URL(name, own).href;
    document.head.append(script);
  }
  function serveSearchers() {
    const asks = ({ target }) => target.matches && target.matches("form[role=search] input[name=q]");
    const suggest = (event) => {
      if (!asks(event)) return;
      document.removeEventListener("focusin", suggest);
      loadModule("suggest.js");
    };
    document.addEventListener("focusin", suggest);
    if (document.activeElement && asks({ target: document.activeElement })) suggest({ target: document.activeElement });
    if (/[?&]hl=/.test(location.search)) loadModule("marks.js");
  }

  // A portal's own templates may be older than prefs.js.
  html.classList.remove("no-js");
  document.querySelectorAll("[data-tools][hidden]").forEach((tools) => { tools.hidden = false; });
  applyChoices();
  window.addEventListener("pageshow", (event) => { if (event.persisted) applyChoices(); });
  dark.addEventListener("change", applyChoices);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button);
  });
  openableDrawer();
  showHere();
  reportThisPage();
  readyForPaper();
  if (location.protocol === "file:") openWithoutServer();
  else serveSearchers();
})();
