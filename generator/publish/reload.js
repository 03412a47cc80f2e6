// Loaded by preview pages only: shows what is wrong, or reloads when a build has finished.
(function () {
  "use strict";
  let number = null;
  const source = new EventSource("/_gongkai/events");
  function show(problems) {
    const old = document.getElementById("gongkai-problems");
    if (old) old.remove();
    if (!problems.length) return;
    const box = document.createElement("dialog");
    box.id = "gongkai-problems";
    const title = document.createElement("h2");
    title.textContent = "内容有错误，页面停留在上一次的样子";
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
  source.onmessage = (message) => {
    const state = JSON.parse(message.data);
    const changed = number !== null && state.number !== number;
    number = state.number;
    if (state.problems.length || !changed) show(state.problems);
    else location.reload();
  };
})();
