// The search of titles, where the index cannot be searched: in browsers without modules, from a disk, and when the index
// is lost. The scripts of titles (generator/search/titles.py) call `open` and `add`. The rules of a query are those of
// search-query.js and search-index.js; the syntax is that of the oldest browsers.
(function () {
  "use strict";
  var PAGE = 10;
  var TOGETHER = 6;
  var WAYS = 20;
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
  var shards = []; // of each script its rows, or nothing yet
  var current = 0; // the script that is being loaded, where a browser does not tell which one runs
  var found = [];
  var drawn = 0;
  var turn = 0;

  function nfkc(text) { return text.normalize ? text.normalize("NFKC") : text; }
  function nfc(text) { return text.normalize ? text.normalize("NFC") : text; }

  function within(code, ranges) {
    return ranges.some(function (range) { return range[0] <= code && code <= range[1]; });
  }

  function characters(text) { return text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]/g) || []; }

  function codeOf(character) {
    var high = character.charCodeAt(0);
    return character.length > 1 ? (high - 0xd800) * 0x400 + character.charCodeAt(1) - 0xdc00 + 0x10000 : high;
  }

  var known = {};
  function foldOne(character) {
    if (!Object.prototype.hasOwnProperty.call(known, character)) {
      known[character] = within(codeOf(character), tables.dropped) ? "" : characters(nfkc(character).toLowerCase())
        .map(function (each) { return tables.folds[each] || each; }).join("");
      known[character] = characters(known[character])
        .filter(function (each) { return !within(codeOf(each), tables.dropped); }).join("");
    }
    return known[character];
  }

  function fold(text) { return characters(nfc(text)).map(foldOne).join(""); }

  function isPlain(character) { return /^[a-z0-9]$/.test(character) || within(codeOf(character), tables.han); }

  /** Returns the ways to cut a word of pinyin into syllables, each with blanks around it all. */
  function cuts(word) {
    var ways = [];
    var names = {};
    tables.syllables.concat("0123456789".split("")).forEach(function (each) { names[each] = true; });
    Object.keys(tables.respelt).forEach(function (typed) { word = word.split(typed).join(tables.respelt[typed]); });
    (function cut(from, before) {
      var to;
      if (ways.length >= WAYS) return;
      if (from === word.length) ways.push(" " + before.join(" ") + " ");
      for (to = Math.min(from + 6, word.length); to > from; to -= 1) {
        if (names[word.slice(from, to)]) cut(to, before.concat(word.slice(from, to)));
      }
    })(0, []);
    return ways;
  }

  function linesOf(rows) {
    return rows.map(function (row) {
      var number = fold(row[3]);
      return { row: row, title: fold(row[0]), number: number, plain: characters(number).filter(isPlain).join("") };
    });
  }

  function byText(terms) {
    return function (line) {
      return terms.every(function (term) {
        return [line.title, line.number, line.plain].some(function (text) { return text.indexOf(term) >= 0; });
      });
    };
  }

  function byPinyin(words) {
    var phrases = words.map(function (word) { return { initials: " " + word.split("").join(" ") + " ", ways: cuts(word) }; });
    return function (line) {
      var initials = " " + line.row[6] + " ";
      var syllables = " " + line.row[7] + " ";
      return phrases.every(function (phrase) {
        return initials.indexOf(phrase.initials) >= 0
          || phrase.ways.some(function (way) { return syllables.indexOf(way) >= 0; });
      });
    };
  }

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

  function draw() {
    found.slice(drawn, drawn + PAGE).forEach(function (line) {
      var item = element("li");
      var head = element("h2");
      var link = element("a", line.row[0]);
      var facts = element("p", "", "gk-search__meta");
      link.href = linkTo(line.row[1]);
      link.setAttribute("data-result", "");
      [line.row[4], line.row[3], line.row[2], line.row[5] === "有效" ? "" : line.row[5]].forEach(function (fact) {
        if (fact) facts.appendChild(element("span", fact));
      });
      head.appendChild(link);
      item.appendChild(head);
      item.appendChild(facts);
      list.appendChild(item);
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
  function load(name, then, turns) {
    var script = document.createElement("script");
    var over = false;
    function end(good) {
      if (over) return;
      over = true;
      clearTimeout(timer);
      if (good || turns >= TRIES) then(good);
      else load(name, then, turns + 1);
    }
    var timer = setTimeout(function () { end(false); }, PATIENCE);
    script.src = bundle + name + (turns > 1 ? "?again=" + turns : "");
    script.setAttribute("data-name", name);
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
    load("titles.js", function () {
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
        load(tables.files[number], function () { running -= 1; go(); }, 1);
      };
      if (tables) go();
      else finish();
    }, 1);
  }

  function answer(query, why) {
    var terms;
    var words = query.toLowerCase().split(/\s+/).filter(Boolean);
    var lines;
    var lost;
    var spelt = false;
    if (!tables) {
      say("搜索没有成功，可能是网络中断，也可能是浏览器太旧。请刷新页面再试，或者从栏目结构逐级查找。");
      help.hidden = false;
      setState("error", "");
      return;
    }
    terms = characters(query).slice(0, 100).join("").split(/\s+/).map(fold).filter(Boolean);
    lines = shards.reduce(function (all, rows) { return rows ? all.concat(rows) : all; }, []);
    lost = shards.some(function (rows) { return !rows; });
    found = terms.length || !query ? lines.filter(byText(terms)) : [];
    if (!found.length && /^[a-z0-9]{2,}$/.test(words.join("")) && /[a-z]/.test(words.join(""))) {
      found = lines.filter(byPinyin(words));
      spelt = found.length > 0;
    }
    list.textContent = "";
    drawn = 0;
    draw();
    help.hidden = found.length > 0;
    say([
      why,
      lost ? "部分内容没有读到，标题也没有查全。" : "",
      spelt ? "没有标题含有“" + query + "”，以下是按拼音找到的。" : "",
      found.length || lost ? "" : "标题里没有“" + query + "”，正文里有没有还不知道。"
    ].join(""), !local || lost);
    setState(lost || !local ? "error" : "done", found.length || (local && !lost) ? String(found.length) : "");
  }

  function search(query, why) {
    var mine = turn += 1;
    list.textContent = "";
    more.hidden = true;
    help.hidden = true;
    document.querySelector("[data-search-filters]").hidden = true;
    if (!query && !local) {
      say("");
      setState("idle", "");
      return;
    }
    say(local ? why : "正在查找标题……");
    setState("loading", "");
    openTitles(function () { if (mine === turn) answer(query, why); });
  }

  window.gongkaiTitles = {
    open: function (told) {
      tables = told;
      shards = told.files.map(function (_, number) { return shards[number]; });
    },
    add: function (rows) {
      var script = document.currentScript;
      var number = script ? tables.files.indexOf(script.getAttribute("data-name")) : current;
      shards[number] = linesOf(rows);
    },
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
    input.value = asked();
    search(input.value, why);
  }

  if (local || !("noModule" in document.createElement("script"))) takeOver();
  else {
    // Modules run before the page has loaded, unless one is lost or never comes.
    if (document.readyState === "complete") takeOver();
    else window.addEventListener("load", function () { setTimeout(takeOver, 0); });
    setTimeout(takeOver, PATIENCE);
  }
})();
