// What the index keeps of a document, read as words: what is shown, and what it is found by.

import { makeFold } from "./search-query.js";

/** Returns the functions that make words of a text: what is shown, and the tokens that it is found by. */
export function makeReader({ folding, layout: { titleWidth } }) {
  const fold = makeFold(folding);
  const known = new Map();
  const tokensOf = (char) => {
    if (!known.has(char)) known.set(char, fold(char));
    return known.get(char);
  };
  const gap = { token: folding.break, shown: "", blank: false };
  const isBreak = ({ token }) => token === folding.break;
  const words = (text) => {
    const made = [];
    let blank = false;
    Array.from(text).forEach((char) => {
      if (char === " ") blank = true;
      else if (char === "\n") {
        made.push({ ...gap, blank });
        blank = false;
      } else {
        tokensOf(char).forEach((token, number) => {
          made.push({ token, shown: number ? "" : char, blank });
          blank = false;
        });
      }
    });
    return made;
  };
  const ready = (text) => (text ? text.split(" ").map((token) => ({ token, shown: "", blank: false })) : []);
  return {
    sections: (text) => ({
      title: words(text.title),
      number: words(text.number),
      body: words(text.body),
      extra: words(text.extra),
      initials: ready(text.initials),
      syllables: ready(text.syllables),
    }),
    words,
    isBreak,
    gap,
    titleWidth,
  };
}
