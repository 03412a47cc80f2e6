// Suggestions while somebody types into a search field: columns, institutions, short names, titles. They come from one
// small file (search/words.json), fetched when a field is first entered; typing asks for nothing. portal.js loads this.
//
// The pattern is the combobox with a list of options: arrow keys choose, Enter takes, Escape closes; what is chosen is
// told to who listens by aria-activedescendant. Without a script the field is a field.

const MOST = 8;
const SHORTEST = 1;
const LONGEST = 60;
const KINDS = { columns: "栏目", units: "机构", words: "主题", titles: "标题" };
const site = new URL("../", import.meta.url).href;

/** Returns a text as it is compared: without marks and blanks, half width, small letters. */
export const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{S}]/gu, "");

/** Returns the words that may be proposed, with what they are compared by. */
export function entriesOf(told) {
  const entries = [];
  Object.keys(KINDS).forEach((kind) => told[kind].forEach((text) => entries.push({ text, told: KINDS[kind], by: [plain(text)] })));
  told.same.forEach((line) => {
    const [text, ...others] = line.split(" ");
    entries.push({ text, told: "", by: others.map(plain), names: others });
  });
  return entries;
}

/** Returns what to propose for what is typed: what begins so before what only contains it, each text once. */
export function propose(entries, typed) {
  const wanted = plain(typed);
  if (wanted.length < SHORTEST || wanted.length > LONGEST) return [];
  const found = [[], []];
  entries.forEach((entry) => {
    const at = entry.by.map((by) => by.indexOf(wanted));
    const number = at.includes(0) ? at.indexOf(0) : at.findIndex((each) => each >= 0);
    if (number < 0 || (entry.names && at[number] > 0)) return;
    const told = entry.names ? `也叫${entry.names[number]}` : entry.told;
    found[at[number] > 0 ? 1 : 0].push({ text: entry.text, told });
  });
  const known = new Set([typed.trim()]);
  return [...found[0], ...found[1]].filter(({ text }) => !known.has(text) && known.add(text)).slice(0, MOST);
}

let asked;
function entries() {
  if (!asked) {
    asked = fetch(new URL("search/words.json", site)).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(entriesOf);
    asked.catch(() => { asked = undefined; });
  }
  return asked;
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
  made.append(...children);
  return made;
}

/** Gives a field its suggestions. */
function attach(input, number) {
  const { form } = input;
  const id = `gk-suggest-${number}`;
  const list = element("ul", { class: "gk-suggest", id, role: "listbox", "aria-label": "搜索建议" });
  const said = element("span", { class: "gk-suggest__said", role: "status" });
  list.hidden = true;
  form.classList.add("gk-suggests");
  form.append(list, said);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })
    .forEach(([key, value]) => input.setAttribute(key, value));
  let typed = ""; // what was typed before an option was chosen by key
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    list.textContent = "";
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    said.textContent = "";
  };
  const choose = (at) => {
    const options = [...list.children];
    chosen = at < -1 ? options.length - 1 : at;
    if (chosen >= options.length) chosen = -1;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    if (chosen < 0) {
      input.removeAttribute("aria-activedescendant");
      input.value = typed;
      return;
    }
    input.setAttribute("aria-activedescendant", options[chosen].id);
    input.value = options[chosen].dataset.text;
    options[chosen].scrollIntoView({ block: "nearest" });
  };
  const submit = (text) => {
    input.value = text;
    close();
    form.querySelector("button[type=submit]").click();
  };
  const draw = (found) => {
    if (!found.length) {
      close();
      return;
    }
    list.textContent = "";
    list.append(...found.map(({ text, told }, place) => {
      const option = element("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false", "data-text": text }, element("span", {}, text));
      if (told) option.append(element("small", {}, told));
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.style.left = `${input.offsetLeft}px`;
    list.style.top = `${input.offsetTop + input.offsetHeight}px`;
    list.style.width = `${input.offsetWidth}px`;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    said.textContent = `有${found.length}条建议，用上下键选择。`;
  };
  const update = async () => {
    typed = input.value;
    const mine = typed;
    const all = await entries().catch(() => []);
    if (input.value === mine && document.activeElement === input) draw(propose(all, mine));
  };

  input.addEventListener("focus", () => entries().catch(() => undefined));
  input.addEventListener("input", (event) => { if (!event.isComposing) update(); });
  input.addEventListener("compositionend", update);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && list.hidden) update();
    else if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(chosen - 1);
    else if (event.key === "Escape" && !list.hidden) {
      input.value = typed;
      close();
    } else if (event.key === "Enter") {
      close();
      return;
    } else return;
    event.preventDefault();
  });
  // Before the field loses the focus, which closes the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[data-text]");
    if (option) submit(option.dataset.text);
  });
  form.addEventListener("submit", close);
  if (document.activeElement === input) {
    entries().catch(() => undefined);
    if (input.value) update();
  }
}

document.head.append(element("link", { rel: "stylesheet", href: new URL("suggest.css", import.meta.url).href }));
document.querySelectorAll("form[role=search] input[name=q]").forEach(attach);
