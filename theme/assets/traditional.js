// Shows a page in traditional characters, and back as it was. The longest phrases of the table (traditional-table.js, from
// OpenCC) come first, then characters. What is typed, codes and addresses stay as they are.
(function () {
  "use strict";
  const html = document.documentElement;
  const table = window.gongkaiTraditional;
  if (!table) return;
  const pairs = (text) => new Map(text.split(" ").map((pair) => pair.split("=")));
  const characters = pairs(table.characters);
  const forms = pairs(table.forms);
  const longestForm = lengths(forms);
  const phrases = readPhrases();
  const longestPhrase = lengths(phrases);

  // By first character, the longest entry that begins so.
  function lengths(entries) {
    const found = new Map();
    for (const key of entries.keys()) {
      const first = key.codePointAt(0);
      if (key.length > (found.get(first) || 0)) found.set(first, key.length);
    }
    return found;
  }

  // Each phrase with what differs from its reading by characters; most are there only to be longer than others.
  function readPhrases() {
    const made = new Map();
    let before = "";
    for (const [, shared, rest, differing] of table.phrases.matchAll(/([a-z])([^a-z=~]*)([=~][^a-z]*)?/g)) {
      before = before.slice(0, shared.charCodeAt(0) - 97) + rest;
      made.set(before, differing);
    }
    return made;
  }

  function valueOf(phrase) {
    const told = phrases.get(phrase);
    if (told && told[0] === "~") return told.slice(1);
    const differing = [...(told || "").slice(1)];
    const own = (at) => differing[at] && differing[at] !== "." && differing[at];
    return [...phrase].map((each, at) => own(at) || shape(characters.get(each) || each)).join("");
  }

  // The end of the longest entry that begins at a place of a text; the place itself where none does.
  function reach(text, at, entries, longest) {
    const most = longest.get(text.codePointAt(at)) || 0;
    for (let end = Math.min(text.length, at + most); end > at; end -= 1) {
      if (entries.has(text.slice(at, end))) return end;
    }
    return at;
  }

  function shape(text) {
    let made = "";
    for (let at = 0; at < text.length;) {
      const one = String.fromCodePoint(text.codePointAt(at));
      const end = reach(text, at, forms, longestForm);
      made += end > at ? forms.get(text.slice(at, end)) : one;
      at = end > at ? end : at + one.length;
    }
    return made;
  }

  function convert(given) {
    const text = given.replace(/[\uf900-\ufaff]|\ud87e[\udc00-\ude1f]/g, (one) => one.normalize("NFC"));
    let made = "";
    let run = "";
    for (let at = 0; at < text.length;) {
      const end = reach(text, at, phrases, longestPhrase);
      if (end > at) {
        made += shape(run) + valueOf(text.slice(at, end));
        run = "";
        at = end;
      } else {
        const one = String.fromCodePoint(text.codePointAt(at));
        run += characters.get(one) || one;
        at += one.length;
      }
    }
    return made + shape(run);
  }

  const KEPT = "script, style, textarea, select, input, code, pre, kbd, samp, noscript, [translate=no], [lang]:not([lang|=zh]):not(html), .gk-address, .gk-links__url, .gk-leave__address";
  const NAMED = ["aria-label", "alt", "title", "data-label", "placeholder"];
  const FIELDS = "input, select, textarea"; // what is typed or chosen stays, what a field says of itself does not
  const ADDRESS = /^\s*(?:https?:\/\/|www\.)\S+\s*$/;
  // What stood there before, and what was put there: what somebody else has changed since is left alone.
  const texts = new Map();
  const names = new Map();
  const isHan = (text) => /[\u3400-\u9fff\uf900-\ufaff]/.test(text);

  function changeText(node) {
    const parent = node.parentElement;
    if (!isHan(node.data) || !parent || parent.closest(KEPT) || ADDRESS.test(node.data)) return;
    const made = texts.get(node);
    if (made && made.now === node.data) return;
    const now = convert(node.data);
    if (now === node.data) return;
    texts.set(node, { was: node.data, now });
    node.data = now;
  }

  function changeName(element, name, was, shown) {
    if (!shown || !isHan(shown)) return;
    const now = convert(shown);
    if (now === shown) return;
    if (!names.has(element)) names.set(element, new Map());
    names.get(element).set(name, { was, now });
    element.setAttribute(name, now);
  }

  function changeNames(element) {
    const around = element.matches(FIELDS) ? element.parentElement : element;
    if (around && around.closest(KEPT)) return;
    NAMED.forEach((name) => changeName(element, name, element.getAttribute(name), element.getAttribute(name)));
  }

  // The text of a choice may be its value: the label stands in for what is read.
  function changeChoice(option) {
    if (!option.closest("[translate=no]") && !option.hasAttribute("label")) changeName(option, "label", null, option.textContent);
  }

  function change(root) {
    if (root.nodeType === Node.TEXT_NODE) { changeText(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    found.forEach(changeText);
    [root, ...root.querySelectorAll(NAMED.map((name) => `[${name}]`).join())].forEach(changeNames);
    [root, ...root.querySelectorAll("option")].filter((each) => each.matches("option")).forEach(changeChoice);
  }

  function restore() {
    texts.forEach(({ was, now }, node) => { if (node.data === now) node.data = was; });
    names.forEach((told, element) => told.forEach(({ was, now }, name) => {
      if (element.getAttribute(name) !== now) return;
      if (was === null) element.removeAttribute(name);
      else element.setAttribute(name, was);
    }));
    texts.clear();
    names.clear();
  }

  // What other scripts write later (results of a search, counts) follows. Our own changes are not looked at again.
  const watch = new MutationObserver((list) => {
    for (const { type, target, addedNodes } of list) {
      if (type === "characterData") changeText(target);
      else addedNodes.forEach((node) => { if (node.isConnected) change(node); });
    }
    watch.takeRecords();
  });

  function apply() {
    const on = "han" in html.dataset;
    watch.disconnect();
    restore();
    html.lang = on ? "zh-Hant" : "zh-CN";
    if (!on) return;
    // The search makes its title of the one it finds.
    if (!document.querySelector("[data-search]")) change(document.querySelector("title"));
    change(document.body);
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  }

  document.addEventListener("gk-han", apply);
  apply();
})();
