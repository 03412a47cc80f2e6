// Which browser has what, by the browser compatibility data of MDN; and the oldest browsers that pages are made for.
import { createRequire } from "node:module";

export const data = createRequire(import.meta.url)("@mdn/browser-compat-data");

// Declared to site owners in docs/部署/浏览器.md. Shells with the core of Chrome (360, WeChat, UOS) go by that.
export const OLDEST = { chrome: "78", edge: "79", firefox: "78", safari: "13.1", safari_ios: "13.4" };
export const ALL = Object.keys(OLDEST);

const parts = (version) => version.replace("≤", "").split(".").map(Number);

function isAfter(one, other) {
  const [a, b] = [parts(one), parts(other)];
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    if ((a[at] || 0) !== (b[at] || 0)) return (a[at] || 0) > (b[at] || 0);
  }
  return false;
}

function isThere(said, browser) {
  return [said].flat().some((each) => {
    if (!each || typeof each.version_added !== "string" || each.version_added === "preview") return false;
    // What needs a switch, a prefix or another name is not there by the name that was written.
    if (each.flags || each.prefix || each.alternative_name) return false;
    const gone = typeof each.version_removed === "string" && !isAfter(each.version_removed, OLDEST[browser]);
    return !gone && !isAfter(each.version_added, OLDEST[browser]);
  });
}

/** Returns those of some browsers, at their oldest, that lack what an entry of the data tells of. */
export function lacking(entry, among = ALL) {
  const support = entry && entry.__compat && entry.__compat.support;
  return support ? among.filter((browser) => !isThere(support[browser], browser)) : [];
}

/** Names browsers with their versions, for people. */
export const named = (browsers) => browsers.map((each) => `${each} ${OLDEST[each]}`).join(", ");
