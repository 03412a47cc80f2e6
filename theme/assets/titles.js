// The search of a site that is opened from a disk (gongkai build --portable): no index can be read there, so that the
// list of all titles, which titles.js beside the page holds, is looked through. The syntax is that of the oldest browsers.
(function () {
  "use strict";
  var PAGE = 50;
  var place = document.querySelector("[data-titles]");
  var titles = window.gongkaiTitles;
  if (!place || !titles) return;
  var list = document.querySelector("[data-search-results]");
  var more = document.querySelector("[data-more]");
  var input = document.querySelector("#search-q");
  var found = [];
  var drawn = 0;

  function fold(text) {
    var plain = text.normalize ? text.normalize("NFKC") : text;
    return plain.toLowerCase().replace(/[〔〕[\]［］()（）《》“”"]/g, "");
  }

  function terms(query) {
    return fold(query).split(/\s+/).filter(function (term) { return term; });
  }

  function draw() {
    found.slice(drawn, drawn + PAGE).forEach(function (each) {
      var item = document.createElement("li");
      var head = document.createElement("h2");
      var link = document.createElement("a");
      var facts = document.createElement("p");
      link.href = each[1];
      link.textContent = each[0];
      link.dataset.result = "";
      facts.textContent = [each[2], each[3], each[4]].filter(function (fact) { return fact; }).join("　");
      facts.className = "gk-search__meta";
      head.appendChild(link);
      item.appendChild(head);
      item.appendChild(facts);
      list.appendChild(item);
    });
    drawn = Math.min(drawn + PAGE, found.length);
    more.hidden = drawn >= found.length;
  }

  function search(query) {
    var wanted = terms(query);
    found = titles.filter(function (each) {
      var text = fold(each[0] + " " + each[3]);
      return wanted.every(function (term) { return text.indexOf(term) >= 0; });
    });
    drawn = 0;
    list.textContent = "";
    var count = document.querySelector("[data-result-count]");
    count.textContent = String(found.length);
    count.dataset.state = "done";
    document.querySelector("[data-search-summary]").hidden = false;
    draw();
  }

  function asked() {
    var match = /[?&]q=([^&]*)/.exec(location.search);
    try {
      return match ? decodeURIComponent(match[1].replace(/\+/g, " ")) : "";
    } catch (error) {
      return "";
    }
  }

  document.querySelector("#search-hint").textContent = "可以输入标题里的字或者发文字号，多个词用空格隔开。";
  more.addEventListener("click", draw);
  document.querySelector("[data-search] form").addEventListener("submit", function (event) {
    event.preventDefault();
    search(input.value);
  });
  input.value = asked();
  search(input.value);
})();
