// The documents that are about most of what was typed, where none has all of it: words and pairs of neighbouring
// characters, each weighed by how few documents have it (BM25), by what it is, and by where it stands.

import { relativeYear } from "./search-forms.js";
import { isMark, pairsOf } from "./search-typed.js";

const MOST_UNITS = 24; // words and pairs of a query that are asked for
const READ = 24; // texts that are read to tell more exactly,
const READ_BESIDE = 10; // and where the results are only an offer
const SHARE = 0.33; // of the weight of a query, what a document must have
const FILLED = 10; // of fewer documents more are shown,
const LITTLE = 0.1; // as long as they have that share
const ANSWERS = /问答|留言|咨询/u; // columns of questions and their answers
const K1 = 1.2;
const B = 0.75;
const WORD = 1.5; // a known word tells more than two characters that happen to stand together,
const ASIDE = 0.4; // and what no title has tells less: it is a way of speaking
const LOST = 0.5; // what stands nowhere counts as that much of what is in one of the titles
const GUESSED = 0.6; // what stands near each other, or one character, tells less than a word
const CHAR = 0.3; // one character of a title tells little,
const COMMON = 0.1; // and nothing where so many titles have it;
const ENTITLED = 1.5; // what stands in a title is worth about so much more than its weight
const AGAIN = 0.2; // what each further document of a series loses: of a report of every office the first are enough
// What tells the documents of a series apart: figures and marks, and before the rest of the title the office.
const APART = /[0-9一二三四五六七八九十]|\P{L}/gu;
const OFFICE = /^.{2,12}?(?:局|委员会|办公室|街道办事处|街道|[镇乡]人民政府|[镇乡]|政府)/u;
const GRAMMAR = new Set("第零一二三四五六七八九十百千万亿两几个只些那这哪都也就还又再才很太得着去来到在里头上下前后中外没不要会能说想看有是被把给对从往向跟同为以之其此每各本等及并或但则因所人家子儿大小多少好");
const PASSAGE = 60; // characters in which words belong together
const GUIDE = 1.3; // who asks how to do something is shown how first
const OLD = 0.2; // the most that a document loses by its age
const DOING = /怎么办|怎样办|如何办|办理|申请|申领|手续|材料|流程|报名|登记|领取|怎么领|要办|去办|办什么|什么证/u;
const YEARS = /(?:19|20)\d\d/gu;
const OTHER_YEAR = 0.7; // a title that is of another year than the one asked for
const LESS = { 解读: 0.8, 新闻: 0.75, 名录: 0.8 };
// What questions are asked with says nothing of what they are about.
const ASKING = new RegExp([
  "请问|想问|打听|听说|麻烦|谢谢|您好|你好", "怎么样|怎么办|怎样|怎么|如何|什么时候|什么时间|什么|哪些|哪里|哪儿|哪个|哪年|为什么|为何|是否|是不是",
  "多少钱|多少|多久|多长时间|好多|好久|几天|几岁|几点|几时|啥时候|啥子|啥|咋个|咋样|咋办|咋|谁|这个|那个|这种|那种|就是|到底|究竟|打算",
  "行不行|可否|能否|让不让|给不给|收不收|准不准|算不算|用不用|该不该",
  "可不可以|可以|能不能|会不会|要不要|有没有|需不需要|需要|应该|应当|想要|我想|我要|想|一下|一个|一家|一名|一次|一般",
  "我们|你们|他们|她们|咱们|咱|俺|我家|家里|自己|别人|如果|因为|所以|但是|还是|或者|以及|已经|没有|不能|不了|关于|对于|现在|目前|时候",
  "[吗呢啊吧呀嘛的了着过是和与及我你您他她它被把给让]",
].join("|"), "gu");

/**
 * Returns a text's words and runs without what questions are asked with: what is known as a word is not cut in two. What
 * stands between the characters of a word is looked over: 捐的款.
 */
function pieces(desk, text, segments) {
  const folded = desk.fold(text).map((token) => (isMark(token) ? " " : desk.letter(token))).join("");
  const within = (piece) => {
    const plain = piece.others.length ? piece.text : piece.text.replace(/[的了]/gu, "");
    const found = plain === piece.text ? [] : segments(plain);
    return found.some(({ others, guess }) => others.length && !guess) ? found : [piece];
  };
  return segments(folded).flatMap(within).flatMap((piece) => {
    if (piece.others.length) return [piece];
    return piece.text.replace(ASKING, " ").split(" ").filter(Boolean).map((run) => ({ text: run, others: [] }));
  });
}

/** Returns what a run is asked for by: its pairs, or itself where it is short or a number. */
function unitsOf(tokens) {
  if (tokens.length < 3 || tokens.every((token) => /^[a-z0-9]$/.test(token))) return [tokens];
  return pairsOf(tokens);
}

/** Returns the Han characters of the units that are no known words, each once, but those of grammar and numbers. */
function charsOf(desk, units) {
  const tokens = units.filter(({ word }) => !word).flatMap(({ phrases }) => phrases[0]);
  return [...new Set(tokens)].filter((token) => /^\p{Script=Han}$/u.test(desk.letter(token)) && !GRAMMAR.has(desk.letter(token)));
}

/**
 * Returns the units of what was typed, each once: words with all their forms, and of the rest its pairs; and the characters
 * of the rest.
 */
async function readUnits(desk, terms) {
  const loose = await desk.loose().catch(() => (text) => [{ text, others: [] }]);
  const dated = terms.flatMap(({ text }) => {
    const year = relativeYear(text, desk.today);
    return year ? [`${year.year}年`, ...year.rest] : [text];
  });
  const units = [];
  const named = new Set(); // what is written for one word is not asked for again for a likeness
  dated.flatMap((text) => pieces(desk, text, loose)).forEach((piece) => {
    const tokens = desk.fold(piece.text);
    const others = piece.guess ? piece.others.filter((other) => !named.has(other)) : piece.others;
    if (!piece.others.length) units.push(...unitsOf(tokens).map((phrase) => ({ phrases: [phrase], word: false })));
    else if (others.length) units.push({ phrases: [tokens, ...others.map(desk.fold)], word: true, guess: piece.guess });
    others.forEach((other) => named.add(other));
  });
  const once = [...new Map(units.map((unit) => [unit.phrases.map((each) => each.join(" ")).join("|"), unit])).values()];
  const long = once.filter(({ word, phrases }) => word || phrases[0].length > 1);
  const told = long.length ? long : once;
  const ordered = [...told.filter(({ word }) => word), ...told.filter(({ word }) => !word)].slice(0, MOST_UNITS);
  return { read: ordered, chars: charsOf(desk, once) };
}

/** Finds the documents that have each form of each unit. */
const askForms = (desk, units) => Promise.all(units.map(({ phrases }) => (
  Promise.all(phrases.map((phrase) => desk.findRoughly([{ phrases: [phrase] }])))
)));

/**
 * Finds the documents that have each unit. Of a word that stands nowhere in any form, the pairs of its other forms
 * take its place: 居民消费价格指数 is also meant by 居民消费价格分月指数.
 */
async function ask(desk, units) {
  const lists = await askForms(desk, units);
  const nowhere = units.filter(({ word }, at) => word && !lists[at].some((hits) => hits.length));
  const pairs = nowhere.flatMap(({ phrases }) => phrases.slice(1, 3).flatMap(unitsOf));
  const more = [...new Map(pairs.map((pair) => [pair.join(" "), { phrases: [pair], word: false }])).values()].slice(0, MOST_UNITS);
  return { units: [...units, ...more], lists: [...lists, ...await askForms(desk, more)] };
}

/** Returns what each form of each unit weighs: of several words for a thing one may be rare and another common. */
function weigh(desk, units, lists, titled) {
  const size = (desk.tables.shards || []).reduce((sum, { documents }) => sum + documents, 0) || desk.tables.documents || 1000;
  const rare = (number) => Math.log(1 + (size - Math.min(number, size) + 0.5) / (number + 0.5));
  const worth = ({ word, guess }) => (word ? WORD : 1) * (guess ? GUESSED : 1);
  return units.map((unit, at) => lists[at].map((hits, form) => (
    hits.length ? Math.max(0.1, rare(hits.length)) * worth(unit) * (titled[at][form].size ? 1 : ASIDE) : 0
  // What stands nowhere may be a way of speaking: it counts as much as what stands in a fifth of all.
  ))).map((forms) => (forms.some(Boolean) ? forms : forms.map(() => LOST * rare(size / 5))));
}

/** Returns the ids of the documents in whose titles a phrase stands; `ends` are where each line ends. */
function titledBy(phrase, { lines, ends, ids, letter }) {
  const found = new Set();
  const text = phrase.map(letter).join("");
  for (let at = text ? lines.indexOf(text) : -1; at >= 0; at = lines.indexOf(text, at + 1)) {
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (ends[middle] < at) low = middle + 1;
      else high = middle;
    }
    found.add(ids[low]);
  }
  return found;
}

/**
 * Returns what single characters weigh in each title that has some of them. Titles are at hand: nothing is asked of the
 * index. 加部梯子 has two characters of 加装电梯, and no pair.
 */
function charsWithin(chars, all) {
  const known = new Map();
  const size = all.ids.length;
  chars.forEach((char) => {
    const titles = titledBy([char], all);
    if (titles.size > size * COMMON) return;
    const weight = CHAR * Math.log(1 + (size - titles.size + 0.5) / (titles.size + 0.5));
    titles.forEach((id) => known.set(id, (known.get(id) || 0) + weight));
  });
  return known;
}

/** Returns where each of some phrases begins in a list of tokens. */
function places(words, phrases) {
  return phrases.map((phrase) => words.flatMap((word, at) => (
    word === phrase[0] && phrase.every((token, offset) => words[at + offset] === token) ? [at] : []
  )));
}

/** Returns the weight of the heaviest of those forms of a unit that are there. */
const heaviest = (forms, isThere) => forms.reduce((most, weight, form) => (isThere(form) ? Math.max(most, weight) : most), 0);

/** Returns the most weight that stands together in a passage of a text. */
function together(found, weights) {
  const all = found.flatMap((at, unit) => at.map((place) => ({ place, unit }))).sort((a, b) => a.place - b.place);
  const held = weights.map(() => 0);
  let [most, sum, first] = [0, 0, 0];
  all.forEach(({ place, unit }) => {
    if (!held[unit]) sum += weights[unit];
    held[unit] += 1;
    while (all[first].place < place - PASSAGE) {
      const { unit: left } = all[first];
      held[left] -= 1;
      if (!held[left]) sum -= weights[left];
      first += 1;
    }
    most = Math.max(most, sum);
  });
  return most;
}

/** Returns what a document counts for by what it is: what explains or reports counts less than what it is about. */
function standing(facts, asked) {
  if (!facts) return 1;
  const age = Math.max(0, asked.year - Number((facts.day || "").slice(0, 4) || asked.year));
  return (ANSWERS.test(facts.column) ? 1 : LESS[facts.kind] || 1)
    * (facts.kind === "办事指南" && asked.doing ? GUIDE : 1)
    * (["失效", "废止"].includes(facts.validity) ? 0.7 : 1)
    * (1 - Math.min(OLD, 0.02 * age));
}

/** Returns the score of a document that was read, and the share of what was asked that is in its title. */
function scoreOf({ title, text, mean, chars }, facts, { units, weights, whole, asked, letter }) {
  const norm = K1 * (1 - B + (B * text.length) / mean);
  const about = facts ? `${facts.column}/${facts.issuer}` : "";
  const inText = units.map(({ phrases }) => places(text, phrases));
  const inTitle = units.map(({ phrases }) => places(title, phrases));
  const inPlace = units.map(({ phrases }) => phrases.map((phrase) => about.includes(phrase.map(letter).join(""))));
  let [score, covered] = [ENTITLED * chars, chars];
  weights.forEach((forms, at) => {
    const entitled = heaviest(forms, (form) => inTitle[at][form].length);
    const held = heaviest(forms, (form) => inText[at][form].length);
    const placed = heaviest(forms, (form) => inPlace[at][form]);
    const often = (entitled ? 4 : 0) + inText[at].flat().length + (placed ? 1 : 0);
    score += (Math.max(entitled, held, placed) * often * (K1 + 1)) / (often + norm);
    covered += entitled;
  });
  const told = title.join("").match(YEARS) || [];
  const other = asked.years.length && told.length && !told.some((year) => asked.years.includes(year));
  const near = together(inText.map((forms) => forms.flat()), weights.map((forms) => Math.max(...forms))) / whole;
  return {
    covered: covered / whole,
    score: (other ? OTHER_YEAR : 1) * score * (1 + covered / whole) * (1 + 0.5 * near) * standing(facts, asked),
  };
}

/**
 * Returns the documents that have some of the units, or characters of them in their titles, by what is known without
 * reading them. `hitOf` gives a document by its id, or nothing where it is not wanted.
 */
function candidates(units, lists, weights, titled, chars, hitOf) {
  const known = new Map();
  lists.forEach((forms, at) => {
    const best = new Map(); // of each document the heaviest form
    forms.forEach((hits, form) => hits.forEach((hit) => {
      const inTitle = titled[at][form].has(hit.id);
      const score = weights[at][form] * (inTitle ? 2 : 1);
      if (!best.has(hit.id) || best.get(hit.id).score < score) best.set(hit.id, { hit, score, has: weights[at][form], named: inTitle && units[at].word });
    }));
    best.forEach(({ hit, score, has, named }, id) => {
      const sum = known.get(id) || { hit, score: 0, has: 0, named: false };
      known.set(id, { hit, score: sum.score + score, has: sum.has + has, named: sum.named || named });
    });
  });
  chars.forEach((weight, id) => {
    const sum = known.get(id) || { hit: hitOf(id), score: 0, has: 0, named: false };
    if (sum.hit) known.set(id, { ...sum, score: sum.score + 2 * weight, has: sum.has + weight, chars: weight });
  });
  return known;
}

/**
 * Returns the documents that have enough of what was typed, the best first: a title that has a word that is known is enough,
 * however many others were typed with it. Where these are fewer than `filled`, those follow that have a little of it.
 */
function enough(known, whole, filled) {
  const ranked = known.filter(({ has, named }) => named || has >= whole * SHARE).sort((a, b) => b.score - a.score);
  const ids = new Set(ranked.map(({ hit }) => hit.id));
  const others = known.filter(({ hit, has }) => !ids.has(hit.id) && has >= whole * LITTLE).sort((a, b) => b.score - a.score);
  return [...ranked, ...others.slice(0, Math.max(0, filled - ranked.length))];
}

/** Returns the function that tells by the title of a document which series it is of: the reports of all offices and years. */
export function seriesOf(lines, ids) {
  const titles = lines.split("\n");
  const places = new Map(ids.map((id, at) => [id, at]));
  return ({ hit: { id } }) => (titles[places.get(id)] || "").split("\t")[0].replace(APART, "").replace(OFFICE, "") || id;
}

/** Puts in order by score, where each further document of a series counts less than the one before it. */
export function inTurn(found, series) {
  const met = new Map();
  return found.sort((a, b) => b.score - a.score).map((each) => {
    const name = series(each);
    const number = met.get(name) || 0;
    met.set(name, number + 1);
    return { each, score: each.score / (1 + AGAIN * number) };
  }).sort((a, b) => b.score - a.score).map(({ each }) => each);
}

/** Finds the documents that are about most of what was typed, the best first. */
export async function bestMatches(desk, terms) {
  const { read, chars } = await readUnits(desk, terms);
  if (!read.length) return { hits: [], covered: 0, phrases: [] };
  const [{ lines }, { units, lists }] = await Promise.all([desk.titles(), ask(desk, read)]);
  let end = -1;
  const ends = lines.split("\n").map((line) => { end += line.length + 1; return end; });
  const all = { lines, ends, ids: desk.titleIds(), letter: desk.letter };
  const titled = units.map(({ phrases }) => phrases.map((phrase) => titledBy(phrase, all)));
  const weights = weigh(desk, units, lists, titled);
  const whole = weights.reduce((sum, forms) => sum + Math.max(...forms), 0);
  const inTitles = charsWithin(chars, all);
  const series = seriesOf(lines, all.ids);
  const ranked = inTurn(enough([...candidates(units, lists, weights, titled, inTitles, desk.hitOf).values()], whole, desk.offering ? 0 : FILLED), series);
  const first = ranked.slice(0, desk.offering ? READ_BESIDE : READ);
  const top = await Promise.all(first.map(async (each) => {
    const sections = desk.reader.sections(await each.hit.data());
    const tokens = (name) => (sections[name] || []).map(({ token }) => token);
    return { chars: 0, ...each, title: tokens("title"), text: [...tokens("body"), ...tokens("extra")] };
  }));
  const facts = await desk.facts(top.map(({ hit }) => hit));
  const mean = top.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, top.length) || 1;
  const asked = {
    year: desk.today.getFullYear(),
    years: read.flatMap(({ phrases }) => phrases[0].join("").match(YEARS) || []),
    doing: DOING.test(desk.query),
  };
  const given = { units, weights, whole, asked, letter: desk.letter };
  const told = top.map((each) => ({ ...each, ...scoreOf({ ...each, mean }, facts.get(each.hit.id), given) }));
  const ordered = inTurn(told, series);
  return {
    hits: [...ordered, ...ranked.slice(first.length)].map(({ hit, score }) => ({ ...hit, score })),
    covered: ordered.length ? ordered[0].covered : 0,
    phrases: units.flatMap(({ phrases }) => phrases),
  };
}
