// Marks on a page what a search found there, and leads from one mark to the next. The search page puts the words into the
// address of a result when it is followed (?hl=); portal.js loads this where there are any.

const MOST_WORDS = 8;
const LONGEST = 60;
const MOST_MARKS = 500;
const BLOCKS = "p,li,td,th,dd,dt,h1,h2,h3,h4,h5,h6,figcaption,caption,summary,div,section,article";

/** Returns the words of an address. */
export function wordsOf(search) {
  const given = new URLSearchParams(search).getAll("hl").map((word) => word.replace(/\s/gu, "").slice(0, LONGEST));
  return [...new Set(given)].filter(Boolean).slice(0, MOST_WORDS).sort((a, b) => b.length - a.length);
}

/** Returns the text of some nodes without blanks, a line a block, with the node and the place in it of each character. */
function textOf(nodes) {
  let text = "";
  const places = [];
  let block;
  nodes.forEach((node) => {
    const around = node.parentElement.closest(BLOCKS);
    if (around !== block) {
      text += "\n";
      places.push(undefined);
      block = around;
    }
    Array.from(node.data).reduce((at, char) => {
      if (!/\s/u.test(char)) {
        text += char;
        for (let unit = 0; unit < char.length; unit += 1) places.push({ node, at: at + unit });
      }
      return at + char.length;
    }, 0);
  });
  return { text, places };
}

/** Returns where words stand in a text, from where to where, none within another. */
export function spots(text, words) {
  const found = [];
  const taken = new Set();
  words.forEach((word) => {
    for (let at = text.indexOf(word); at >= 0 && found.length < MOST_MARKS; at = text.indexOf(word, at + word.length)) {
      if (taken.has(at) || taken.has(at + word.length - 1)) continue;
      for (let each = at; each < at + word.length; each += 1) taken.add(each);
      found.push([at, at + word.length]);
    }
  });
  return found.sort((a, b) => a[0] - b[0]);
}

/** Wraps a part of a text in marks, one a node that it touches; returns them. */
function wrap(places) {
  const runs = [];
  places.forEach(({ node, at }) => {
    const last = runs[runs.length - 1];
    if (last && last.node === node) last.end = at + 1;
    else runs.push({ node, from: at, end: at + 1 });
  });
  return runs.map(({ node, from, end }) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, end);
    const mark = document.createElement("mark");
    mark.className = "gk-hit";
    range.surroundContents(mark);
    return mark;
  });
}

function mark(words) {
  const parts = [...document.querySelectorAll("[data-search-title], [data-search-body], [data-search-extra]")];
  const main = document.querySelector("main");
  const roots = parts.length ? parts : [main].filter(Boolean);
  const nodes = [];
  roots.forEach((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!nodes.includes(walker.currentNode) && !walker.currentNode.parentElement.closest("script,style,button")) nodes.push(walker.currentNode);
    }
  });
  const { text, places } = textOf(nodes);
  // From the end on, since what is wrapped splits the node before it.
  return spots(text, words).reverse().map(([from, end]) => wrap(places.slice(from, end).filter(Boolean))).reverse();
}

function drawBar(marks, words) {
  const bar = document.createElement("div");
  bar.className = "gk-hits";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "搜索到的词");
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  let at = 0;
  const show = (next) => {
    marks[at].forEach((each) => each.classList.remove("gk-hit--now"));
    at = (next + marks.length) % marks.length;
    const hidden = marks[at][0].closest("details:not([open])");
    if (hidden) hidden.open = true;
    marks[at].forEach((each) => each.classList.add("gk-hit--now"));
    marks[at][0].scrollIntoView({ block: "center" });
    told.textContent = `“${words.join("”“")}”　第${at + 1}处，共${marks.length}处`;
  };
  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };
  const clear = () => {
    document.querySelectorAll("mark.gk-hit").forEach((each) => each.replaceWith(...each.childNodes));
    bar.remove();
  };
  bar.append(told, button("上一处", () => show(at - 1)), button("下一处", () => show(at + 1)), button("不再标出", clear));
  document.body.append(bar);
  show(0);
}

const words = wordsOf(window.location.search);
if (words.length) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("marks.css", import.meta.url).href;
  const marks = mark(words);
  if (marks.length) {
    sheet.addEventListener("load", () => drawBar(marks, words));
    document.head.append(sheet);
  }
}
