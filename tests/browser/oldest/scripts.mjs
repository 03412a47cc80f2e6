// What scripts ask of a browser that the oldest have not: syntax, and names that only newer browsers know.
//
// A name is looked up in all of the data: it passes when anything of that name is there in the oldest browsers, or when
// the script itself makes it, or asks whether the browser has it.
import { parse } from "acorn";
import { ancestor } from "acorn-walk";
import { ALL, data, lacking } from "./support.mjs";
import { ALONG, NAMES } from "./gains.mjs";

const { operators, classes, grammar, statements, regular_expressions: patterns } = data.javascript;
const OPERATORS = {
  "??": operators.nullish_coalescing, "??=": operators.nullish_coalescing_assignment,
  "&&=": operators.logical_and_assignment, "||=": operators.logical_or_assignment, "**": operators.exponentiation,
};

const NODES = {
  AssignmentExpression: ({ operator }) => OPERATORS[operator],
  AwaitExpression: (node, above) => (above.some((each) => /Function/.test(each.type)) ? undefined : operators.await.top_level),
  BinaryExpression: ({ operator, left }) => (left.type === "PrivateIdentifier" ? classes.private_class_fields_in : OPERATORS[operator]),
  ChainExpression: () => operators.optional_chaining,
  ForOfStatement: (node) => (node.await ? statements.for_await_of : undefined),
  ImportExpression: () => operators.import,
  LogicalExpression: ({ operator }) => OPERATORS[operator],
  MetaProperty: ({ meta }) => (meta.name === "import" ? operators.import_meta : undefined),
  MethodDefinition: ({ key }) => (key.type === "PrivateIdentifier" ? classes.private_class_methods : undefined),
  PropertyDefinition: ({ key }) => (key.type === "PrivateIdentifier" ? classes.private_class_fields : classes.public_class_fields),
  StaticBlock: () => classes.static.initialization_blocks || classes.static,
};
const PATTERNS = [
  [/\(\?<[=!]/, patterns.lookbehind_assertion], [/\(\?<\w/, patterns.named_capturing_group],
  [/\\[pP]\{/, patterns.unicode_character_class_escape], [/\(\?[ims-]+:/, patterns.modifier],
];
const FLAGS = { d: "hasIndices", s: "dotAll", v: "unicodeSets", y: "sticky", u: "unicode" };

// What a script of a page handles. Of rarer interfaces only the name of the interface is looked up: their members are
// called like the keys of our own data.
const HANDLED = /^(Window|Document|DocumentFragment|Element|(HTML|SVG)\w*Element|Node|NodeList|HTMLCollection|EventTarget|Navigator|Clipboard|Location|History|URL|URLSearchParams|Response|Request|Headers|FormData|DOMTokenList|Storage|Abort\w+|Readable\w+|Blob|File|Text\w+coder|(UI|Mouse|Pointer|Keyboard|Input|Submit|Toggle)?Event|MediaQueryList|Range|Selection|Intl|WebAssembly|ShadowRoot|CustomElementRegistry)$/;

function entriesByName() {
  const found = new Map();
  const put = (name, entry) => {
    const plain = name.replace(/_(static|event|permission)$/, "");
    if (entry.__compat) found.set(plain, [...(found.get(plain) || []), entry]);
  };
  const { builtins } = data.javascript;
  for (const [name, entry] of [...Object.entries(data.api), ...Object.entries(builtins), ...Object.entries(data.webassembly.api)]) {
    put(name, entry);
    const looked = name in builtins || HANDLED.test(name);
    for (const [inner, each] of Object.entries(entry)) if (looked && each.__compat) put(inner, each);
  }
  return found;
}

const KNOWN = entriesByName();

/** Returns the browsers that know nothing of a name that others know. */
function strangers(name) {
  const entries = KNOWN.get(name);
  return entries ? ALL.filter((browser) => entries.every((entry) => lacking(entry, [browser]).length)) : [];
}

function ofLiteral(node) {
  const found = [];
  if (node.regex) {
    for (const [sign, entry] of PATTERNS) if (sign.test(node.regex.pattern)) found.push([`${sign}`, lacking(entry)]);
    for (const flag of node.regex.flags) {
      const entry = data.javascript.builtins.RegExp[FLAGS[flag]];
      if (entry) found.push([`flag ${flag}`, lacking(entry)]);
    }
  }
  if (node.bigint) found.push(["a number with n", lacking(data.javascript.builtins.BigInt)]);
  if (typeof node.value === "number" && node.raw.includes("_")) found.push(["a number with _", lacking(grammar.numeric_separators)]);
  return found;
}

function made(tree) {
  const names = new Set();
  const take = (pattern) => { if (pattern && pattern.type === "Identifier") names.add(pattern.name); };
  const ways = (node) => node.params.forEach(take);
  ancestor(tree, {
    ArrowFunctionExpression: ways,
    Function: (node) => { take(node.id); ways(node); },
    ImportSpecifier: (node) => take(node.local),
    MethodDefinition: (node) => take(node.key),
    Property: (node) => { take(node.key); take(node.value); },
    VariableDeclarator: (node) => take(node.id),
  });
  return names;
}

/** Returns the names that a script asks a browser for before it uses them. */
function askedFor(tree) {
  const names = Object.keys(NAMES);
  ancestor(tree, {
    UnaryExpression: ({ operator, argument }) => { if (operator === "typeof" && argument.type === "Identifier") names.push(argument.name); },
    BinaryExpression: ({ operator, left }) => { if (operator === "in" && left.type === "Literal") names.push(left.value); },
  });
  return new Set([...names, ...names.flatMap((name) => ALONG[name] || [])]);
}

function parsed(text) {
  const options = { ecmaVersion: "latest", locations: true };
  try {
    return parse(text, { ...options, sourceType: "script" });
  } catch {
    return parse(text, { ...options, sourceType: "module" });
  }
}

/** Returns the faults of one script, each { file, line, what, browsers }. */
export function faultsOfScript({ name, text }) {
  const faults = [];
  const add = (node, what, browsers) => {
    if (browsers.length) faults.push({ file: name, line: node.loc.start.line, what, browsers });
  };
  const tree = parsed(text);
  const own = made(tree);
  const asked = askedFor(tree);
  const check = (node, word) => { if (!own.has(word) && !asked.has(word)) add(node, word, strangers(word)); };
  const visitors = Object.fromEntries(Object.entries(NODES).map(([type, entryOf]) => [type, (node, state, above) => {
    const entry = entryOf(node, above);
    if (entry) add(node, type + (node.operator ? ` ${node.operator}` : ""), lacking(entry));
  }]));
  ancestor(tree, {
    ...visitors,
    Identifier: (node) => check(node, node.name),
    Literal: (node) => ofLiteral(node).forEach(([what, browsers]) => add(node, what, browsers)),
    MemberExpression: (node) => { if (!node.computed) check(node, node.property.name); },
    ObjectPattern: (node) => node.properties.forEach((each) => { if (each.key && each.key.name) check(each, each.key.name); }),
  });
  return faults;
}
