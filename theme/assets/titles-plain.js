// The rules by which titles are found in browsers that cannot run the rules of the search page itself (search/ladder.js):
// what was typed as it is written, then as pinyin. The syntax is that of the oldest browsers; titles.js loads this.
(function () {
  "use strict";
  var WAYS = 20; // ways to cut a word of pinyin into syllables
  var LONGEST = 100; // characters of a query
  var tables;
  var known = {};

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

  /** Returns the columns and institutions whose names have all terms. */
  function named(table, terms) {
    var known = [];
    function entry(kind, row) {
      var above = known[row[2]];
      var url = row[1].charAt(0) === "/" ? row[1].slice(1) : above.url + row[1];
      return {
        kind: kind,
        name: row[0],
        url: url,
        path: above ? above.path.concat(above.name) : [],
        told: row[3] || (above ? above.told : ""),
        texts: [row[0]].concat(row.slice(4)).map(fold)
      };
    }
    table.columns.forEach(function (row) { known.push(entry("栏目", row)); });
    return known.concat(table.offices.map(function (row) { return entry("机构", row); })).filter(function (each) {
      return terms.length && terms.every(function (term) {
        return term.length > 1 && each.texts.some(function (text) { return text.indexOf(term) >= 0; });
      });
    });
  }

  /** Returns the rows found, and what is to be said of them. */
  function findPlain(told, rows, query, table) {
    var terms;
    var words = query.toLowerCase().split(/\s+/).filter(Boolean);
    var lines;
    var found;
    if (tables !== told) known = {};
    tables = told;
    terms = characters(query).slice(0, LONGEST).join("").split(/\s+/).map(fold).filter(Boolean);
    lines = linesOf(rows);
    found = terms.length ? lines.filter(byText(terms)) : [];
    var spelt = !found.length && /^[a-z0-9]{2,}$/.test(words.join("")) && /[a-z]/.test(words.join(""));
    if (spelt) found = lines.filter(byPinyin(words));
    return {
      found: found.map(function (line) { return line.row; }),
      columns: named(table, terms),
      say: spelt && found.length ? "没有标题含有“" + query + "”，以下是按拼音找到的。" : ""
    };
  }

  window.gongkaiTitles.rules({ findPlain: findPlain });
})();
