// Loaded by preview pages only: shows what is wrong, or reloads when this page has changed.
(function () {
  "use strict";
  const here = "/_gongkai/digest?page=" + encodeURIComponent(location.pathname);
  const shown = document.currentScript.dataset.digest;
  const source = new EventSource("/_gongkai/events");
  function show(problems) {
    const old = document.getElementById("gongkai-problems");
    if (old) old.remove();
    if (!problems.length) return;
    const box = document.createElement("dialog");
    box.id = "gongkai-problems";
    const title = document.createElement("h2");
    title.textContent = "内容有错误，改正后会自动更新";
    box.append(title);
    const list = document.createElement("ul");
    problems.forEach((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      list.append(item);
    });
    box.append(list);
    document.body.append(box);
    box.showModal();
  }
  async function reloadIfChanged() {
    const answer = await fetch(here, { cache: "no-store" });
    // A page that cannot be drawn now is not asked for again until something changes.
    if (answer.ok && (await answer.text()) !== shown) location.reload();
  }
  source.onmessage = (message) => {
    const state = JSON.parse(message.data);
    show(state.problems);
    // A state may have passed between the page's coming and this script's: the first message asks too.
    if (!state.problems.length) reloadIfChanged();
  };
})();
