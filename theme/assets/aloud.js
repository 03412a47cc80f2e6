// Reads a page aloud, paragraph by paragraph, and marks the one that is read. For the version for the elderly, and only
// with a Chinese voice of this machine itself: others would send the text to somebody else's server.
(function () {
  "use strict";
  const html = document.documentElement;
  const main = document.querySelector("main");
  const speech = window.speechSynthesis;
  if (!main || !speech) return;
  const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr, caption, figcaption, blockquote, pre, summary";
  const LEFT_OUT = ".gk-aloud, .gk-hidden, .gk-tools, form, nav, [hidden], script, noscript, svg";
  // A voice loses its thread in long sentences, and some browsers fall silent after a quarter of a minute.
  const LONGEST = 120;
  let bar, voice, queue = [], at = 0, state = "still", turn = 0;

  function pick() {
    const rank = (each) => [/^(zh|cmn)[-_](hans[-_])?cn/i, /^(zh|cmn)$/i, /^(zh|cmn)[-_](hant[-_])?(tw|sg)/i, /^zh/i].findIndex((one) => one.test(each.lang));
    return speech.getVoices().filter((each) => each.localService && rank(each) >= 0).sort((a, b) => rank(a) - rank(b))[0];
  }

  function textOf(block) {
    const cells = block.tagName === "TR" ? [...block.cells] : [block];
    return cells.map((each) => each.innerText.replace(/\s+/g, " ").trim()).filter(Boolean).join("，");
  }

  function sentences(text) {
    const parts = text.match(/[^。！？；!?;]+[。！？；!?;”’」』）]*|[。！？；!?;]+/g) || [];
    return parts.flatMap((part) => part.match(new RegExp(`.{1,${LONGEST}}(?=[，、：,\\s]|$)[，、：,]?|.{1,${LONGEST}}`, "gsu")) || []);
  }

  // The innermost blocks: a list within an item is read item by item.
  function lines() {
    return [...main.querySelectorAll(BLOCKS)]
      .filter((block) => !block.closest(LEFT_OUT) && block.getClientRects().length && !block.querySelector(BLOCKS))
      .flatMap((block) => sentences(textOf(block)).map((text) => ({ block, text })));
  }

  function mark(block) {
    document.querySelectorAll(".gk-read").forEach((each) => { if (each !== block) each.classList.remove("gk-read"); });
    if (!block || block.classList.contains("gk-read")) return;
    block.classList.add("gk-read");
    const box = block.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight - bar.offsetHeight) block.scrollIntoView({ block: "center" });
  }

  function show() {
    const [read, hold, stop] = bar.querySelectorAll("button");
    read.disabled = state === "reading";
    read.textContent = state === "held" ? "继续" : "朗读";
    hold.disabled = state !== "reading";
    stop.disabled = state === "still";
  }

  function set(next) {
    state = next;
    turn += 1;
    speech.cancel();
    if (state === "still") { at = 0; queue = []; mark(null); }
    if (state === "reading") say();
    show();
  }

  function say() {
    const mine = turn;
    if (at >= queue.length) { set("still"); return; }
    const words = new SpeechSynthesisUtterance(queue[at].text);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    const next = () => { if (mine === turn) { at += 1; say(); } };
    words.addEventListener("end", next);
    words.addEventListener("error", () => { if (mine === turn) set("still"); });
    mark(queue[at].block);
    speech.speak(words);
  }

  function make() {
    bar = document.createElement("div");
    bar.className = "gk-aloud";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "朗读本页");
    // Not the browser's own pause: phones do not come back from it. The sentence that was cut off is read again.
    const acts = { 朗读: () => { if (state === "still") queue = lines(); set("reading"); }, 暂停: () => set("held"), 停止: () => set("still") };
    for (const [name, act] of Object.entries(acts)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", act);
      bar.append(button);
    }
    document.body.append(bar);
    show();
  }

  function setUp() {
    voice = pick();
    if (voice && !bar) make();
    if (!voice && bar) {
      set("still");
      bar.remove();
      bar = null;
    }
    html.toggleAttribute("data-aloud", Boolean(bar));
  }

  document.addEventListener("gk-elder", () => { if (bar && !("elder" in html.dataset)) set("still"); });
  window.addEventListener("pagehide", () => { if (bar) set("still"); });
  // Voices come late in some browsers, and the event not at all in others.
  if (speech.addEventListener) speech.addEventListener("voiceschanged", setUp);
  setUp();
})();
