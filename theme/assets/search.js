// The search page: asks the index for what was typed, and shows what it found, and what it could not read.
//
// Every character of the index is a token of its own (generator/search/folding.py says which), so that a term is found
// wherever it stands. All tables come from shards.json, written together with the index.
//
// The program joins the modules into two files (generator/render/scripts/search_page.py): one by one they would be a dozen
// requests before the first result. The first asks the index, while the second, which shows what it says, is still on its
// way. Both are async: they find what they need before them in the page, and need not wait for style sheets and the rest.
//
// The syntax of all files is that of 2019. Where they cannot run, or the index cannot be opened, titles.js searches
// titles alone and says so.

import { openNewest } from "./search-ahead.js";
import { makeAnswers } from "./search-asking.js";
import { climbColumns, findColumns, openColumns, readColumns } from "./search-columns.js";
import { ANY, drawClasses, fillChoice, fits, readAddress, searchAddress, writeAddress } from "./search-filters.js";
import { fetchText, once, takeEarly } from "./search-fetch.js";
import { findAll, findFurther, LONGEST, readQuery } from "./search-query.js";
import { rank } from "./search-rank.js";
import { drawResult, provenHits, readHit } from "./search-results.js";
import { followMarked, makeView, showColumns } from "./search-view.js";

const PAGE = 10; // results loaded at first,
const MORE = 20; // and at a time after that
const FEW = 5; // of fewer results another step of the ladder is offered
const OFFERED = 5; // and so many of its results are shown,
const SMALL = 3000; // where the index is not larger than so many documents: to ask it once more costs little
const COUNTED = 300; // of more results the classes are counted only in the filters
const PATIENCE = 2000; // milliseconds that documents wait for the names of columns above them

/** Says that a part was not read: nobody may take what is missing for what is not there. */
function partly(lost, found) {
  const known = found ? "下面只是已经查到的" : "现在还不能说有没有";
  return `部分内容没有读到：有${lost}份没有查全，${known}。请过一会儿再搜一次，或者从栏目结构逐级查找。`;
}

function start(page) {
  const view = makeView(page);
  const answer = makeAnswers(page);
  const { root } = page.dataset;
  const siteTitle = document.title;
  const bundle = new URL(page.dataset.bundle, document.baseURI);
  const fetchScript = (name, asked) => fetchText(new URL(`${root}search/${name}`, document.baseURI), asked);
  const readNames = async () => readColumns(await fetchScript("columns.js", takeEarly("columns")));
  let open = once(() => openNewest(bundle));
  let names = once(readNames);
  let turn = 0; // counts searches: one that is overtaken must not draw any more
  let shown = { hits: [], phrases: [], drawn: [] }; // drawn: the first of the hits
  let wanted = { query: "", chosen: {}, step: "", sort: "" };
  let found = []; // before filters
  let drawing = Promise.resolve(); // the results being loaded on demand

  /** Draws the results up to a number, in order. */
  const drawTo = async (index, mine, end) => {
    const { hits, phrases, drawn } = shown;
    const coming = hits.slice(drawn.length, end).map((hit) => readHit(hit, phrases, index.reader));
    coming.forEach((each) => each.catch(() => {})); // the first that fails ends the loop
    const draw = (results, number) => {
      if (mine !== turn) return;
      view.list.append(...results.map((result) => drawResult(result, phrases, index.reader, root)));
      shown.drawn = hits.slice(0, drawn.length + number);
    };
    if (!coming.length) return;
    draw([await coming[0]], 1); // on a slow line the first need not wait for the last
    draw(await Promise.all(coming.slice(1)), coming.length);
  };

  /**
   * Draws the first results while the search goes on: titles, then texts, each as far as they are known. Returns what is
   * to be called with all that was found so far; it tells whether to go on. `above` ends when what stands above is drawn.
   */
  const drawEarly = (index, mine, asked, keep, above) => {
    const plain = !asked.without.length && !wanted.step && !wanted.sort && asked.terms.every(({ phrases }) => phrases.length === 1);
    const phrases = asked.terms.map(({ tokens }) => tokens);
    const drawHits = async (hits) => {
      await above;
      if (mine !== turn) return;
      shown = { ...shown, hits, phrases };
      view.foundSome(wanted.sort);
      await drawTo(index, mine, PAGE);
    };
    const drawFirst = async (hit) => {
      if (mine === turn && !shown.drawn.length) await drawHits([hit]);
    };
    return async (met, { likely = false } = {}) => {
      if (mine !== turn || !plain || shown.drawn.length >= PAGE) return mine === turn;
      // What stands in attached files alone comes after what is not known yet.
      const ranked = await rank(index, await keep(met.filter(({ below }) => !below)), asked);
      const hits = likely ? await provenHits(ranked, phrases, index.reader, PAGE, drawFirst) : ranked;
      const goesOn = shown.drawn.every(({ id }, number) => hits[number] && hits[number].id === id);
      if (mine === turn && goesOn && hits.length > shown.drawn.length) await drawHits(hits);
      return mine === turn;
    };
  };

  /** Shows the columns and institutions that are called as was typed; by the ladder where texts were found by it. */
  const drawColumns = async (index, mine, step = "written") => {
    const { query, chosen } = wanted;
    let found = [];
    try {
      const told = openColumns(await names(), index.fold);
      found = findColumns(told, query);
      if (!found.length && step !== "written") found = await climbColumns(told, { ...index.tables.folding, ...index.tables.pinyin }, query);
    } catch (error) {
      console.error(error);
      return { found: 0, say: "栏目和机构的名称没有读到。" };
    }
    if (mine === turn) showColumns(view.columns, Object.keys(chosen).length ? [] : found, root);
    return { found: found.length, say: "" };
  };

  const offerFilters = async (index, mine) => {
    const facts = await index.facts(found);
    const told = found.filter(({ id }) => facts.has(id));
    if (mine === turn) view.choices.forEach((select) => fillChoice(select, told, facts, wanted.chosen));
  };

  const countClasses = async (index, mine, hits) => {
    if (!hits.length || hits.length > COUNTED) return;
    const facts = await index.facts(hits);
    if (mine === turn) drawClasses(view.classes, hits.filter(({ id }) => facts.has(id)), facts, wanted.chosen);
  };

  /** Offers another step of the ladder where few were found as they are written. */
  const offerFurther = async (index, mine, asked, hits, after) => {
    if (!hits.length || hits.length >= FEW || ["near", "best"].includes(after)) return;
    const link = view.offer.querySelector("a");
    const told = view.offer.querySelector("h2");
    view.offerList.textContent = "";
    if (index.tables.shards.reduce((sum, { documents }) => sum + documents, 0) > SMALL) {
      link.href = searchAddress({ ...wanted, step: "plain" });
      [told.hidden, link.hidden, view.offer.hidden] = [true, false, false];
      return; // what costs much waits until it is asked for
    }
    const other = await findFurther(index, asked, hits, after);
    if (mine !== turn || !other) return;
    const found = await rank(index, other.hits, other);
    const results = await Promise.all(found.slice(0, OFFERED).map((hit) => readHit(hit, other.phrases, index.reader)));
    if (mine !== turn) return;
    link.href = searchAddress({ ...wanted, step: other.step });
    link.hidden = found.length <= OFFERED;
    told.hidden = false;
    told.textContent = `另外，${other.say.replace(/。$/, "")}`;
    view.offerList.append(...results.map((result) => drawResult(result, other.phrases, index.reader, root, "data-further")));
    view.offer.hidden = false;
  };

  const search = async (mine) => {
    const { query, chosen, step, sort } = wanted;
    let index = await open();
    if (mine > 1 && !await index.isCurrent()) {
      // A release has come since: its index takes the place of the old one, and the page stays as it is. Only the
      // index of another program than made this page is left to that program's page.
      const { program } = index.tables;
      const newest = once(() => openNewest(bundle));
      index = await newest();
      if (index.tables.program !== program) {
        window.location.reload();
        return;
      }
      open = newest;
      names = once(readNames);
    }
    index.askAgain();
    const named = drawColumns(index, mine);
    // Names are drawn above documents, which would move. Those that do not come are not waited for: nothing is said of them.
    const late = new Promise((done) => { setTimeout(() => done({ say: "" }), PATIENCE); });
    const asked = readQuery(query, index.fold);
    if (mine !== turn) return;
    const filtered = Object.keys(chosen).length > 0;
    let unsorted = 0; // hits of which it could not be read whether they fit what is chosen
    const keep = async (hits) => {
      const facts = filtered && await index.facts(hits);
      if (!facts) return hits;
      const told = hits.filter(({ id }) => facts.has(id));
      unsorted = hits.length - told.length;
      return told.filter(({ id }) => fits(facts.get(id), chosen));
    };
    const answer = asked.terms.length
      ? await findAll(index, asked, step, drawEarly(index, mine, asked, keep, Promise.race([named, late]))) : { hits: [], phrases: [], step: "", say: "", lost: 0 };
    const { phrases } = answer;
    const columns = answer.step === "written" ? named : drawColumns(index, mine, answer.step);
    // What its own text proves is found, though the places that tell it again could not be read.
    const told = new Set(answer.hits.map(({ id }) => id));
    const hits = answer.lost ? [...answer.hits, ...shown.drawn.filter(({ id }) => !told.has(id))] : answer.hits;
    const kept = await rank(index, await keep(hits), { terms: answer.terms || asked.terms, step: answer.step, sort });
    const lost = answer.lost + unsorted;
    if (mine !== turn) return;
    found = hits;
    const goesOn = shown.drawn.every(({ id }, number) => kept[number] && kept[number].id === id);
    if (!goesOn) view.list.textContent = "";
    shown = { hits: kept, phrases, drawn: goesOn ? shown.drawn : [] };
    if (kept.length) view.foundSome(sort);
    view.filters.hidden = !hits.length;
    if (filtered) view.filters.open = true;
    const say = (met) => view.say([
      Array.from(query).length > LONGEST ? `搜索词太长，只查找了前${LONGEST}个字。` : "",
      hits.length ? answer.say : "",
      hits.length && !shown.hits.length && !lost ? "没有符合筛选条件的内容，请放宽或者清除筛选。" : "",
      hits.length || lost ? "" : `没有找到含有“${query}”的${met.found ? "文档" : "内容"}。`,
      met.say,
      lost ? partly(lost, kept.length) : "",
    ].join(""), lost > 0);
    const before = await (hits.length ? Promise.race([columns, late]) : columns);
    if (mine !== turn) return;
    say(before);
    await drawTo(index, mine, Math.max(PAGE, shown.drawn.length));
    const whole = await columns;
    if (mine !== turn) return;
    if (whole.say) say(whole);
    view.more.hidden = shown.drawn.length >= shown.hits.length;
    view.help.hidden = hits.length > 0;
    await countClasses(index, mine, hits);
    if (mine !== turn) return;
    view.showSort(hits.length > 1, sort);
    view.setState(lost ? "error" : "done", lost && !kept.length ? "" : String(kept.length), answer.step);
    if (view.filters.open && hits.length) await offerFilters(index, mine);
    if (!lost) await offerFurther(index, mine, asked, hits, answer.step).catch(console.error);
  };

  /** Hands the search to the list of titles; returns whether there is one. */
  const askTitles = () => {
    if (!window.gongkaiTitles) return false;
    view.more.hidden = true;
    window.gongkaiTitles.search(wanted.query);
    return true;
  };

  const fail = (error) => {
    console.error(error);
    view.say("搜索没有成功，可能是网络中断，也可能是浏览器太旧。请刷新页面再试，或者从栏目结构逐级查找。");
    view.help.hidden = false;
    view.more.hidden = true;
    view.setState("error");
  };

  const run = async () => {
    turn += 1;
    const mine = turn;
    shown = { hits: [], phrases: [], drawn: [] };
    found = [];
    view.list.textContent = "";
    [view.more, view.help, view.filters, view.offer, view.classes].forEach((part) => { part.hidden = true; });
    showColumns(view.columns, [], root);
    answer(wanted.query);
    document.title = wanted.query ? `${wanted.query} - ${siteTitle}` : siteTitle;
    page.toggleAttribute("data-asked", Boolean(wanted.query));
    if (!wanted.query) {
      view.say("");
      view.setState("idle");
      return;
    }
    view.say("正在查找……");
    view.setState("loading");
    try {
      await search(mine);
    } catch (error) {
      if (mine !== turn) return;
      console.error(error);
      if (!askTitles()) fail(error);
    }
  };

  const go = (query, chosen, { step, sort } = { step: "", sort: "" }) => {
    wanted = { query, chosen, step, sort };
    writeAddress(wanted);
    return run();
  };
  const followAddress = () => {
    wanted = readAddress();
    // Whoever has begun to type before all of this came goes on.
    if (turn || document.activeElement !== view.input) view.input.value = wanted.query;
    return run();
  };

  view.form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(view.input.value.trim(), {});
  });
  view.choices.forEach((select) => select.addEventListener("change", () => {
    const { [select.dataset.filter]: _, ...chosen } = wanted.chosen;
    go(wanted.query, select.value === ANY ? chosen : { ...chosen, [select.dataset.filter]: select.value }, wanted);
  }));
  view.clearFilters.addEventListener("click", () => go(wanted.query, {}, wanted));
  view.classes.addEventListener("click", ({ target }) => {
    if (target.dataset.class === undefined) return;
    const { kind: _, ...chosen } = wanted.chosen;
    go(wanted.query, target.dataset.class === ANY ? chosen : { ...chosen, kind: target.dataset.class }, wanted);
  });
  view.sort.addEventListener("click", ({ target }) => {
    if (target.dataset.sort !== undefined) go(wanted.query, wanted.chosen, { ...wanted, sort: target.dataset.sort });
  });
  view.filters.addEventListener("toggle", async () => {
    if (view.filters.open && found.length) await offerFilters(await open(), turn);
  });
  ["click", "auxclick"].forEach((kind) => page.addEventListener(kind, followMarked));
  view.more.addEventListener("click", () => {
    const mine = turn;
    // Clicks that come faster than results wait for their turn.
    drawing = drawing.then(async () => {
      if (mine !== turn) return;
      const next = shown.drawn.length;
      view.more.hidden = next + MORE >= shown.hits.length;
      await drawTo(await open(), mine, next + MORE);
      // Who reads by keyboard or ear goes on where the new results begin.
      if (view.list.children[next]) view.list.children[next].querySelector("a").focus();
    }).catch(async (error) => {
      if (mine !== turn) return;
      // What was searched may be a release that was taken back: its results have gone, and what is there is searched.
      if (await (await open()).isCurrent()) fail(error);
      else await run();
    }).catch(fail);
  });
  view.input.addEventListener("focus", () => open().catch(console.error), { once: true });
  window.addEventListener("popstate", followAddress);
  return followAddress();
}

// titles.js need not take over, unless these files came too late.
if (!window.gongkaiSearch) {
  window.gongkaiSearch = true;
  document.querySelectorAll("[data-search]").forEach(start);
}
