// The search of titles, where the index cannot be searched: in browsers without modules, from a disk, and when the index
// is lost. The scripts of titles (generator/search/titles.py) call `open` and `add`. The rules of a query are those of the
// search page, with its ladder (search/ladder.js, written by generator/render/scripts/ladder.py), where the browser can run
// them, else those of titles-plain.js; both call `rules`. The syntax is that of the oldest browsers.
(function () {
  "use strict";
  var PAGE = 10;
  var TOGETHER = 6;
  var TRIES = 2;
  var PATIENCE = 8000;
  var LONGEST = 30000; // milliseconds for all scripts of titles
  var ONLY = "只查找了标题和发文字号，没有查找正文。";
  // portal.js says the same.
  var LOCAL = "网页是从U盘或者本机的文件夹直接打开的，浏览器不允许它读取搜索索引，所以不能搜索正文。下面按标题查找。";
  var me = document.currentScript || document.querySelector("script[data-titles]");
  var section = document.querySelector("[data-search]");
  if (!section || !me) return;
  var bundle = section.getAttribute("data-bundle");
  var root = section.getAttribute("data-root");
  var local = location.protocol === "file:";
  function get(selector) { return section.querySelector(selector); }
  var list = get("[data-search-results]");
  var more = get("[data-more]");
  var input = get("input[name=q]");
  var note = get("[data-search-note]");
  var help = get("[data-search-help]");
  var count = get("[data-result-count]");
  var tables = null;
  var rules = null;
  var columns = { columns: [], offices: [] }; // of search/columns.js
  var columnsLost = true;
  var shards = []; // of each script its rows, or nothing yet
  var current = 0; // the script that is being loaded, where a browser does not tell which one runs
  var found = [];
  var drawn = 0;
  var turn = 0;

  function linkTo(address) {
    var parts = address.split("#");
    var path = parts[0].split("/").map(encodeURIComponent).join("/");
    if (local && /(^|\/)$/.test(path)) path += "index.html";
    return root + path + (parts[1] ? "#" + parts[1] : "");
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function item(title, address, mark, facts) {
    var made = element("li");
    var head = element("h2");
    var link = element("a", title);
    var meta = element("p", "", "gk-search__meta");
    link.href = linkTo(address);
    link.setAttribute(mark, "");
    facts.forEach(function (fact) {
      if (fact) meta.appendChild(element("span", fact));
    });
    head.appendChild(link);
    made.appendChild(head);
    made.appendChild(meta);
    return made;
  }

  /** Returns the way to a title with the names of its columns, which the scripts of titles know by their addresses. */
  function named(way) {
    var address = "";
    return way.split(" › ").map(function (step) {
      address += (address && "/") + step;
      return tables.columns[address] || step;
    }).join(" › ");
  }

  /** Shows the columns and institutions that are called so, above the titles and counted by themselves. */
  function drawColumns(named) {
    var place = get("[data-search-columns]");
    var shown = element("ol", "", "gk-search__results");
    var kinds = ["栏目", "机构"].map(function (kind) {
      var number = named.filter(function (each) { return each.kind === kind; }).length;
      return number ? kind + number + "个" : "";
    }).filter(Boolean);
    if (!place) return;
    place.textContent = "";
    place.hidden = !named.length;
    place.appendChild(element("p", kinds.join("，"), "gk-search__counted"));
    named.slice(0, PAGE).forEach(function (each) {
      var made = item(each.name, each.url, "data-column", [each.kind, each.path.join(" › ")]);
      if (each.told) made.appendChild(element("p", each.told, "gk-search__excerpt"));
      shown.appendChild(made);
    });
    place.appendChild(shown);
    if (named.length > PAGE) place.appendChild(element("p", "另外" + (named.length - PAGE) + "个请从栏目结构查找。"));
  }

  function draw() {
    found.slice(drawn, drawn + PAGE).forEach(function (row) {
      list.appendChild(item(row[0], row[1], "data-result", [row[4], row[3], row[2], row[5] === "有效" ? "" : row[5]]));
    });
    drawn = Math.min(drawn + PAGE, found.length);
    more.hidden = drawn >= found.length;
  }

  function say(text, partly) {
    note.textContent = text;
    note.hidden = !text;
    note.className = "gk-search__note" + (partly ? " gk-search__note--partly" : "");
  }

  function setState(state, number) {
    count.textContent = number;
    count.setAttribute("data-state", state);
    get("[data-search-summary]").hidden = number === "";
    get("[data-search-summary]").firstElementChild.textContent = state === "error" ? "已查到" : "找到";
  }

  /** Loads a script; tries again when it fails or says nothing for long. Calls `then` with whether it came. */
  function load(name, then, turns, type) {
    var script = document.createElement("script");
    var over = false;
    function end(good) {
      if (over) return;
      over = true;
      clearTimeout(timer);
      if (good || turns >= TRIES) then(good);
      else load(name, then, turns + 1, type);
    }
    var timer = setTimeout(function () { end(false); }, PATIENCE);
    script.src = name + (turns > 1 ? "?again=" + turns : "");
    script.setAttribute("data-name", name.slice(bundle.length));
    if (type) script.type = type;
    script.onload = function () { end(true); };
    script.onerror = function () { end(false); };
    document.head.appendChild(script);
  }

  var waiting = [];
  var state = "new";
  function openTitles(then) {
    if (state === "done") { then(); return; }
    waiting.push(then);
    if (state === "loading") return;
    state = "loading";
    load(bundle + "titles.js", function () {
      var next = 0;
      var running = 0;
      var late = setTimeout(function () { finish(); }, LONGEST);
      var finish = function () {
        clearTimeout(late);
        state = tables && shards.every(Boolean) ? "done" : "new";
        waiting.splice(0).forEach(function (each) { each(); });
      };
      var go = function () {
        if (next >= shards.length && !running) { finish(); return; }
        // A browser that does not tell which script runs gets one at a time.
        while (next < shards.length && running < ("currentScript" in document ? TOGETHER : 1)) start(next++);
      };
      var start = function (number) {
        if (shards[number]) return;
        running += 1;
        current = number;
        load(bundle + tables.files[number], function () { running -= 1; go(); }, 1);
      };
      if (tables) go();
      else finish();
    }, 1);
  }

  /** Loads the columns and institutions; without them titles are found all the same. */
  function openColumns(then) {
    if (!columnsLost) { then(); return; }
    window.gongkaiColumns = function (told) {
      columns = told;
      columnsLost = false;
    };
    load(root + "search/columns.js", then, 1);
  }

  /** Loads the rules of the search page where the browser can run them, else the plain ones. */
  function openRules(then) {
    if (rules) { then(); return; }
    if (!("noModule" in document.createElement("script"))) {
      load(root + "assets/titles-plain.js", then, 1);
      return;
    }
    load(root + "search/ladder.js", function () {
      if (rules) then();
      else load(root + "assets/titles-plain.js", then, 1);
    }, 1);
  }

  function fail() {
    say("搜索没有成功，可能是网络中断，也可能是浏览器太旧。请刷新页面再试，或者从栏目结构逐级查找。");
    help.hidden = false;
    setState("error", "");
  }

  /** Looks for titles by the rules that there are; all of them where nothing is asked. */
  function find(query, then) {
    var rows = shards.reduce(function (all, some) { return some ? all.concat(some) : all; }, []);
    if (!query) then({ found: rows, columns: [], say: "" });
    else if (rules.findTitles) rules.findTitles(tables, rows, query, columns).then(then, fail);
    else then(rules.findPlain(tables, rows, query, columns));
  }

  function answer(query, why, told) {
    var lost = shards.some(function (rows) { return !rows; });
    found = told.found;
    list.textContent = "";
    drawn = 0;
    drawColumns(told.columns);
    draw();
    help.hidden = found.length > 0;
    say([
      why,
      lost ? "部分内容没有读到，标题也没有查全。" : "",
      columnsLost ? "栏目和机构的名称没有读到。" : "",
      found.length ? told.say : "",
      found.length || lost ? "" : "标题里没有“" + query + "”，正文里有没有还不知道。"
    ].join(""), !local || lost);
    setState(lost || !local ? "error" : "done", found.length || (local && !lost) ? String(found.length) : "");
  }

  function search(query, why) {
    var mine = turn += 1;
    list.textContent = "";
    more.hidden = true;
    help.hidden = true;
    drawColumns([]);
    document.querySelector("[data-search-filters]").hidden = true;
    if (!query && !local) {
      say("");
      setState("idle", "");
      return;
    }
    say(local ? why : "正在查找标题……");
    setState("loading", "");
    var ready = function () {
      if (mine !== turn) return;
      if (!tables || !rules) { fail(); return; }
      find(query, function (told) { if (mine === turn) answer(query, why, told); });
    };
    openTitles(function () { openRules(function () { openColumns(ready); }); });
  }

  window.gongkaiTitles = {
    open: function (told) {
      tables = told;
      shards = told.files.map(function (_, number) { return shards[number]; });
    },
    add: function (rows) {
      var script = document.currentScript;
      var number = script ? tables.files.indexOf(script.getAttribute("data-name")) : current;
      rows.forEach(function (row) { row[4] = named(row[4]); });
      shards[number] = rows;
    },
    rules: function (given) { rules = given; },
    search: function (query) { search(query, "搜索的索引没有读到，" + ONLY); }
  };

  function asked() {
    var match = /[?&]q=([^&]*)/.exec(location.search);
    try {
      return match ? decodeURIComponent(match[1].replace(/\+/g, " ")) : "";
    } catch (error) {
      return "";
    }
  }

  function takeOver() {
    if (window.gongkaiSearch) return;
    window.gongkaiSearch = true;
    var why = local ? LOCAL : "这个浏览器太旧，或者搜索的程序没有读到，" + ONLY;
    more.addEventListener("click", draw);
    section.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
      search(input.value.replace(/^\s+|\s+$/g, ""), why);
    });
    if (local) get("#search-hint").textContent = "可以输入标题里的字、发文字号或者标题的拼音，多个词用空格隔开。";
    // Whoever has begun to type meanwhile goes on.
    if (document.activeElement !== input) input.value = asked();
    search(asked(), why);
  }

  /** Asks again for what of the search page did not come: its first script, the one that shows, or both. */
  function askAgain() {
    var parts = window.gongkaiParts; // a list holds what waits for the first script
    var lost = Array.isArray(parts) ? ["first.js"] : parts ? ["shown.js"] : ["first.js", "shown.js"];
    var left = lost.length;
    if (window.gongkaiSearch) return;
    lost.forEach(function (name) {
      load(root + "search/" + name, function () {
        left -= 1;
        if (!left) takeOver();
      }, TRIES, "module");
    });
  }

  if (local || !("noModule" in document.createElement("script"))) takeOver();
  else {
    // Modules run before the page has loaded, unless one is lost or never comes.
    if (document.readyState === "complete") askAgain();
    else window.addEventListener("load", function () { setTimeout(askAgain, 0); });
    setTimeout(takeOver, PATIENCE);
  }
})();
