// What style sheets ask of a browser that the oldest have not, unless something that they have comes first.
//
// A declaration that is not understood is dropped, and the one before it holds; one with var() is not dropped but unset,
// so that nothing before it helps. One selector that is not understood drops the whole rule.
import * as css from "css-tree";
import { ALL, data, lacking } from "./support.mjs";
import { AT_RULES, MEDIA, SELECTORS } from "./gains.mjs";
import { makeGaps } from "./gaps.mjs";
import { needs } from "./values.mjs";

const RULES = data.css["at-rules"];
// A shorthand, and what says the same at more length.
const LONGER = {
  inset: ["top", "right", "bottom", "left"],
  "inset-inline": ["left", "right"],
  "inset-block": ["top", "bottom"],
  "margin-inline": ["margin-left", "margin-right"],
  "margin-block": ["margin-top", "margin-bottom"],
  "padding-inline": ["padding-left", "padding-right"],
  "padding-block": ["padding-top", "padding-bottom"],
  "aspect-ratio": ["height"],
  "place-items": ["align-items", "justify-items"],
};

/** Returns the browsers, of some, in which a condition of @supports is true. */
function inForce(prelude, among) {
  const text = css.generate(prelude);
  const inner = /^not\s*\((.*)\)$/.exec(text);
  const plain = /^\(([\w-]+:[^()]*(?:\([^()]*\))*[^()]*)\)$/.exec(inner ? `(${inner[1]})` : text);
  if (plain) {
    const missing = new Set(needs(css.parse(plain[1], { context: "declaration" }), among).flatMap(([, browsers]) => browsers));
    return among.filter((browser) => missing.has(browser) === Boolean(inner));
  }
  const asked = /^selector\((.*)\)$/.exec(text);
  if (asked) {
    const missing = new Set([...lacking(RULES.supports.selector, among), ...ofSelector(css.parse(asked[1], { context: "selector" }), among).flatMap(({ browsers }) => browsers)]);
    return among.filter((browser) => !missing.has(browser));
  }
  throw new Error(`@supports ${text}: this checker reads one declaration, not of one, or selector()`);
}

/** Tells what of a selector some browsers lack. */
function ofSelector(selector, among) {
  const found = [];
  css.walk(selector, (node) => {
    if (!/^Pseudo(Class|Element)Selector$/.test(node.type) || node.name.startsWith("-")) return;
    const entry = data.css.selectors[node.name.toLowerCase()];
    const several = node.children && node.children.first && node.children.first.type === "SelectorList" && node.children.first.children.size > 1;
    const browsers = entry ? [...lacking(entry, among), ...(several ? lacking(entry.selector_list, among) : [])] : among;
    if (browsers.length) found.push({ name: node.name.toLowerCase(), browsers });
  });
  return found;
}

function ofMedia(prelude, among) {
  const found = [];
  css.walk(prelude, (node) => {
    if (node.type === "FeatureRange") found.push(["a range in @media", lacking(RULES.media.range_syntax, among)]);
    if (node.type !== "Feature") return;
    const name = node.name.replace(/^(min|max)-/, "");
    if (!MEDIA[name]) found.push([`@media (${name})`, RULES.media[name] ? lacking(RULES.media[name], among) : among]);
  });
  return found.filter(([, browsers]) => browsers.length);
}

// What an element has from the whole page where its own declaration is dropped.
const INHERITED = ["overflow-wrap"];

function readBody(sheets) {
  const found = new Map();
  for (const { text } of sheets) {
    css.parse(text).children.forEach((rule) => {
      if (rule.type !== "Rule" || css.generate(rule.prelude) !== "body") return;
      rule.block.children.forEach((each) => {
        const missing = needs(each, ALL).flatMap(([, browsers]) => browsers);
        if (INHERITED.includes(each.property)) found.set(each.property, [...(found.get(each.property) || []), missing]);
      });
    });
  }
  return found;
}

function checkSheet({ name, text }, gaps, body) {
  const faults = [];
  const place = (node) => ({ file: name, line: node.loc.start.line });
  const add = (node, what, browsers) => faults.push({ ...place(node), what, browsers });

  function checkRule(rule, among) {
    const selectors = rule.prelude.children.toArray();
    for (const selector of selectors) {
      for (const { name: pseudo, browsers } of ofSelector(selector, among)) {
        if (selectors.length > 1) add(rule, `:${pseudo} drops the other selectors of its rule`, browsers);
        else if (!SELECTORS[pseudo]) add(rule, `:${pseudo}`, browsers);
      }
    }
    gaps.see(rule, selectors.map((each) => css.generate(each)), among, place);
    const before = new Map(body); // property: what it lacked each time it was said
    for (const each of rule.block.children) {
      if (each.type !== "Declaration") {
        add(each, "a rule within a rule", among);
        continue;
      }
      const wants = needs(each, among);
      const missing = [...new Set(wants.flatMap(([, browsers]) => browsers))];
      const ways = [[each.property], LONGER[each.property] || []];
      const left = missing.filter((browser) => !ways.some((way) => way.length
        && way.every((property) => (before.get(property) || []).some((lacked) => !lacked.includes(browser)))));
      const unset = missing.length > 0 && css.generate(each.value).includes("var(");
      const bad = unset && wants.some(([words]) => words !== each.property) ? missing : left;
      if (bad.length) add(each, `${each.property}: ${wants.map(([words]) => words).join(", ")}`, bad);
      before.set(each.property, [...(before.get(each.property) || []), missing]);
    }
  }

  function checkAtrule(node, among) {
    const browsers = lacking(RULES[node.name], among);
    if (!AT_RULES[node.name] && (!RULES[node.name] || browsers.length)) add(node, `@${node.name}`, browsers.length ? browsers : among);
    if (node.name === "media" && node.prelude) ofMedia(node.prelude, among).forEach(([what, lack]) => add(node, what, lack));
    if (!node.block || ["font-face", "page"].includes(node.name)) return;
    const left = node.name === "supports" ? inForce(node.prelude, among) : among;
    if (left.length) node.block.children.forEach((each) => check(each, left));
  }

  function check(node, among) {
    if (node.type === "Atrule") checkAtrule(node, among);
    else if (node.type === "Rule") checkRule(node, among);
    else if (node.type === "Raw") add(node, "cannot be read", among);
  }

  const sheet = css.parse(text, { positions: true, onParseError: (error) => faults.push({ file: name, line: error.line, what: error.message, browsers: ALL }) });
  sheet.children.forEach((each) => check(each, ALL));
  return faults;
}

/** Returns the faults of sheets that a page may use together, each { file, line, what, browsers }. */
export function faultsOfStyles(sheets) {
  const gaps = makeGaps();
  const body = readBody(sheets);
  const faults = sheets.flatMap((sheet) => checkSheet(sheet, gaps, body));
  return [...faults, ...gaps.faults()];
}
