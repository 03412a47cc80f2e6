// `gap` between the items of a flex container: the oldest browsers take the declaration and leave no room, so that no
// later declaration can tell. The room comes from a rule under `@supports not (inset: 0)`, which is in force in just
// those: browsers learned both at about the same time.
import * as css from "css-tree";
import { data, lacking } from "./support.mjs";

const GAPS = ["gap", "row-gap", "column-gap"];
const { flex_context: FLEX } = data.css.properties.gap;

const declared = (rule) => rule.block.children.toArray().filter((each) => each.type === "Declaration");
const isZero = (value) => css.generate(value).split(" ").every((each) => /^0[a-z]*$/.test(each));

/** Returns a selector, and what is left of it without the ancestors before it, one less each time. */
function shorter(selector) {
  const words = selector.split(" ");
  return words.map((_, at) => words.slice(at).join(" "));
}

/** Collects, rule after rule, which containers leave room between their items, and which have it the other way. */
export function makeGaps() {
  const displays = new Map(); // selector: the displays it is given anywhere
  const asked = []; // { selector, browsers, place }
  const given = []; // { selector of the items, browsers }

  function see(rule, selectors, among, place) {
    const all = declared(rule);
    for (const { property, value } of all) {
      if (property !== "display") continue;
      for (const selector of selectors) displays.set(selector, [...(displays.get(selector) || []), css.generate(value)]);
    }
    const gap = all.find(({ property, value }) => GAPS.includes(property) && !isZero(value));
    const browsers = lacking(FLEX, among);
    if (gap && browsers.length) asked.push(...selectors.map((selector) => ({ selector, browsers, place: place(gap) })));
    if (all.some(({ property }) => property.startsWith("margin"))) given.push(...selectors.map((selector) => ({ selector, among })));
  }

  function faults() {
    return asked.flatMap(({ selector, browsers, place }) => {
      const ways = shorter(selector);
      const shown = ways.flatMap((each) => displays.get(each) || []).join(" ");
      if (/grid/.test(shown) && !/flex/.test(shown)) return [];
      if (!shown) return [{ ...place, what: `gap: say in a rule for ${selector} itself whether it is flex or grid`, browsers }];
      const items = given.filter((each) => ways.some((way) => each.selector.startsWith(`${way}>`)));
      const left = browsers.filter((browser) => !items.some(({ among }) => among.includes(browser)));
      return left.length ? [{ ...place, what: `gap of flex: no margin for ${selector} > * in @supports not (inset: 0)`, browsers: left }] : [];
    });
  }

  return { see, faults };
}
