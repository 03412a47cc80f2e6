// Writes ../static/editor.js: the editor with its libraries, and their licences at its top.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { build } from "esbuild";

const home = "node_modules";
const kept = readdirSync(home).filter((name) => /^(prosemirror-|orderedmap|rope-sequence|w3c-keyname)/.test(name)).sort();
const told = kept.map((name) => {
  const { version, license } = JSON.parse(readFileSync(`${home}/${name}/package.json`, "utf8"));
  if (license !== "MIT") throw new Error(`${name}: ${license}`);
  const file = ["LICENSE", "LICENSE.md"].map((each) => `${home}/${name}/${each}`).find(existsSync);
  return { title: `${name} ${version}`, text: file ? readFileSync(file, "utf8").trim() : "MIT" };
});
const groups = new Map();
for (const { title, text } of told) groups.set(text, [...(groups.get(text) || []), title]);
const banner = ["/*!", "Contains the following libraries.", ""];
for (const [text, titles] of groups) banner.push(titles.join(", "), text, "");
banner.push("*/");
await build({
  entryPoints: ["editor.mjs"], outfile: "../static/editor.js", bundle: true, minify: true, format: "iife", target: "es2020",
  charset: "utf8", legalComments: "none", banner: { js: banner.join("\n") },
});
