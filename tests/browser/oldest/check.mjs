// usage: node check.mjs [--apart] FILE…: prints as JSON what style sheets and scripts ask that the oldest browsers have
// not. The sheets are those of one site; with --apart each is a site's only one.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { named } from "./support.mjs";
import { faultsOfScript } from "./scripts.mjs";
import { faultsOfStyles } from "./styles.mjs";

const apart = process.argv.includes("--apart");
const files = process.argv.slice(2).filter((word) => word !== "--apart").map((path) => ({ name: basename(path), text: readFileSync(path, "utf-8") }));
const sheets = files.filter(({ name }) => name.endsWith(".css"));
const faults = [
  ...(apart ? sheets.map((sheet) => [sheet]) : [sheets]).flatMap(faultsOfStyles),
  ...files.filter(({ name }) => name.endsWith(".js")).flatMap(faultsOfScript),
];
console.log(JSON.stringify(faults.map(({ file, line, what, browsers }) => `${file}:${line} ${what} [${named([...new Set(browsers)])}]`), null, 1));
