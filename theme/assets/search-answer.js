// The answer to a question as it is shown, or that there is none and where to ask.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

function linkTo(root, url, text, attributes = {}) {
  const [page, anchor] = url.split("#");
  const href = root + page.split("/").map(encodeURIComponent).join("/") + (anchor ? `#${anchor}` : "");
  return element("a", { ...attributes, href }, text);
}

// Which element of a guide answers what is asked: in the order of KINDS in search-questions.js.
const ELEMENTS = [["收费"], ["办理材料"], ["办理地点", "联系电话"], ["办理期限"], ["申请条件"], ["办理材料", "办理地点"]];

function drawElements(elements, kinds) {
  const wanted = ELEMENTS.filter((_, at) => kinds[at]).reduce((all, labels) => [...all, ...labels], []);
  const first = elements.filter(([label]) => wanted.includes(label));
  return element("dl", {}, ...(first.length ? first : elements.slice(0, 2)).map(([label, text]) => (
    element("div", {}, element("dt", {}, label), element("dd", {}, text))
  )));
}

/** Draws what an answer rests on. */
function drawBasis({ rank, basis = [], rests, clause, number }, root) {
  if (rank === 2) return number ? [element("p", {}, number)] : [];
  if (rank === 1) return rests ? [element("p", {}, `依据：${rests}`)] : [];
  return basis.map(({ title, url, validity }, at) => {
    const made = element("p", {}, "依据：", linkTo(root, url, title, { "data-basis": "" }));
    if (clause && !at) made.append(`（${clause}）`);
    if (validity) made.append(element("strong", {}, `这份文件已经${validity}，答复可能过时，请先打电话核实`));
    return made;
  });
}

function drawSource({ unit, phone, updated }) {
  const told = [unit && `${unit}答复`, phone && `电话${phone}`, updated && `${updated}核对`].filter(Boolean);
  return told.length ? [element("p", { class: "gk-answer__source" }, told.join("　"))] : [];
}

/** Draws a long text so that its beginning is seen and the rest is one press away. */
function drawText(text) {
  const made = element("p", { class: "gk-answer__text", id: "answer-text" }, text);
  const more = element("button", { type: "button", "aria-expanded": "false", "aria-controls": "answer-text", hidden: "" }, "看全部答复");
  more.addEventListener("click", () => {
    const open = made.classList.toggle("gk-answer__text--open");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = open ? "收起" : "看全部答复";
  });
  const isOpen = () => made.classList.contains("gk-answer__text--open");
  const look = () => { more.hidden = !isOpen() && made.scrollHeight <= made.clientHeight + 1; };
  // Only where it is drawn can it be told whether all of it is seen; letters may be made larger later.
  if (typeof ResizeObserver === "undefined") made.classList.add("gk-answer__text--open");
  else new ResizeObserver(look).observe(made);
  return [made, more];
}

/** Draws the best answer, and beside it the others that may have been meant. */
export function drawAnswer([best, ...others], { root, kinds }) {
  const parts = [
    element("p", { class: "gk-answer__kind" }, best.rank === 2 ? "没有现成的问答，这份文件最接近您问的" : best.kind),
    element("h2", {}, linkTo(root, best.url, best.title, { "data-answered": "" })),
  ];
  const [text, more] = best.text && !best.elements ? drawText(best.text) : [];
  if (best.elements) parts.push(drawElements(best.elements, kinds));
  else if (text) parts.push(text);
  parts.push(...drawBasis(best, root));
  if (more) parts.push(more);
  parts.push(...drawSource(best));
  if (others.length) {
    parts.push(element("p", { class: "gk-answer__others" }, "也可能要问："), element("ul", {}, ...others.map(({ url, title }) => (
      element("li", {}, linkTo(root, url, title, { "data-answered": "" }))
    ))));
  }
  return parts;
}

/** Says that there is no answer, and where to ask. */
export function drawNone(places, root) {
  const parts = [element("p", {}, places.length ? "没有找到现成的答复，可以问：" : "没有找到现成的答复。")];
  places.forEach(({ title, url, phone }, at) => {
    if (at) parts[0].append("、");
    parts[0].append(url ? linkTo(root, url, title) : `电话${phone}`);
  });
  if (places.length) parts[0].append("。");
  return parts;
}

/** Says that not all could be read. */
export function drawPartly(found) {
  return element("p", { class: "gk-answer__partly" }, found
    ? "问答有一部分没有读到，可能还有更合适的答复。"
    : "问答没有读到，现在还不能说有没有现成的答复。请过一会儿再问一次。");
}
