// What the parts of a declaration need of a browser: property, words, functions, units.
import * as css from "css-tree";
import { data, lacking } from "./support.mjs";
import { PROPERTIES } from "./gains.mjs";

const { properties, types } = data.css;
const UNITS = {
  viewport_percentage_units_dynamic: ["dvh", "dvw", "dvi", "dvb", "dvmin", "dvmax"],
  viewport_percentage_units_large: ["lvh", "lvw", "lvi", "lvb", "lvmin", "lvmax"],
  viewport_percentage_units_small: ["svh", "svw", "svi", "svb", "svmin", "svmax"],
  container_query_length_units: ["cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"],
};
const PLAIN = ["px", "em", "rem", "pt", "pc", "in", "mm", "cm", "s", "ms", "deg", "turn", "rad", "grad", "fr", "dpi", "dppx"];

function unitEntry(unit) {
  const group = Object.keys(UNITS).find((each) => UNITS[each].includes(unit));
  return types.length[group || unit];
}

/** Finds a function among the types, however deep it lies. */
function functionEntry(name, property) {
  const own = property && (property[name] || property[`${name}_function`]);
  const places = [types, types.color, types["transform-function"], types["easing-function"], types["filter-function"],
    types["basic-shape"], types.gradient, types.image];
  const key = (place) => Object.keys(place || {}).find((each) => each.toLowerCase() === name);
  return own || places.map((place) => place && place[key(place)]).find(Boolean);
}

const isComma = (node) => node.type === "Operator" && node.value === ",";

function ofNode(node, property, among) {
  if (node.type === "Identifier") return lacking(property[node.name.toLowerCase()], among);
  if (node.type === "Dimension") {
    const unit = node.unit.toLowerCase();
    if (PLAIN.includes(unit)) return [];
    const entry = unitEntry(unit);
    return entry ? lacking(entry, among) : among;
  }
  if (node.type === "Function") {
    const name = node.name.toLowerCase();
    if (name === "var") return [];
    const entry = functionEntry(name, property);
    if (!entry) return among;
    const spaced = /^(rgb|hsl)a?$/.test(name) && !node.children.some(isComma);
    const written = spaced && data.css.types.color[name.replace(/a$/, "")].space_separated_parameters;
    return [...lacking(entry, among), ...lacking(written, among)];
  }
  return [];
}

/** Tells what of a declaration some browsers lack, as pairs of words and browsers; nothing for a prefixed or own property. */
export function needs(declaration, among) {
  const name = declaration.property.toLowerCase();
  if (name.startsWith("-")) return [];
  const property = properties[name];
  if (!property) return [[name, among]];
  const found = [];
  const add = (words, browsers) => { if (browsers.length) found.push([words, [...new Set(browsers)]]); };
  if (PROPERTIES[name]) return [];
  add(name, lacking(property, among));
  if (declaration.value.type !== "Value") return found;
  css.walk(declaration.value, (node) => add(css.generate(node), ofNode(node, property, among)));
  if (name === "content" && css.generate(declaration.value).includes("/")) {
    add("words for the ear (/)", lacking(property.alt_text, among));
  }
  return found;
}
