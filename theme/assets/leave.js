// Asks before a link leaves the site. Without it the words beside the link say so.
(function () {
  "use strict";
  let dialog;

  function make() {
    const made = document.createElement("dialog");
    made.className = "gk-leave";
    made.setAttribute("aria-labelledby", "gk-leave-title");
    const title = document.createElement("h2");
    title.id = "gk-leave-title";
    title.textContent = "您即将离开本网站";
    const words = document.createElement("p");
    words.textContent = "要打开的网站由其他单位或者个人开办，内容不由本网站负责：";
    const address = document.createElement("p");
    address.className = "gk-leave__address";
    const row = document.createElement("p");
    row.className = "gk-leave__ways";
    const go = document.createElement("a");
    go.textContent = "继续访问";
    go.rel = "noopener noreferrer";
    go.dataset.leaveGo = "";
    const stay = document.createElement("button");
    stay.type = "button";
    stay.textContent = "留在本网站";
    stay.addEventListener("click", () => made.close());
    row.append(go, stay);
    made.append(title, words, address, row);
    document.body.append(made);
    return made;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-leaves]");
    if (!link || event.defaultPrevented || typeof HTMLDialogElement !== "function") return;
    event.preventDefault();
    dialog = dialog || make();
    dialog.querySelector(".gk-leave__address").textContent = link.href;
    dialog.querySelector("[data-leave-go]").href = link.href;
    dialog.showModal();
    dialog.querySelector("button").focus();
  });
})();
