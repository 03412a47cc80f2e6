// What the reader chose, set before the first paint. The page waits for this file: below 1 KB.
(function () {
  var html = document.documentElement, set = html.dataset, store, elder = /[?&]elder=([01])/.exec(location.search);
  function get(key) { return store && store.getItem("gk-" + key); }
  try { store = localStorage; if (elder) store.setItem("gk-elder", elder[1]); } catch (e) { store = 0; }
  html.className = "";
  set.font = get("font") || "medium";
  if (get("han")) set.han = "t";
  if ((elder ? elder[1] : get("elder")) > 0) {
    set.elder = "";
    document.write('<link rel="stylesheet" href="' + document.currentScript.src.replace("prefs.js", "elder.css") + '">');
  }
  if ((get("scheme") || matchMedia("(prefers-color-scheme:dark)").matches && "dark") === "dark")
    new MutationObserver(function (list, watch) {
      if (document.body) { document.body.dataset.mdColorScheme = "slate"; watch.disconnect(); }
    }).observe(html, { childList: true });
})();
