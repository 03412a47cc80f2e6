// What the index keeps of a document, read as words: what is shown, and what it is found by.

import { letter, makeFold } from "./search-query.js";

/** Returns the functions that make words of a text: what is shown, and the tokens that it is found by. */
export function makeReader({ folding, layout: { titleWidth } }, fold = makeFold(folding)) {
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
  // The same as a string, a character for each token: to tell whether a phrase is there takes a tenth of the time.
  const letters = new Map([["\n", "\n"]]);
  const lettersOf = (char) => {
    if (!letters.has(char)) letters.set(char, tokensOf(char).map(letter).join(""));
    return letters.get(char);
  };
  const line = (text) => Array.from(text, lettersOf).join("");
  return {
    line,
    lineOf: (phrase) => phrase.map(letter).join(""),
    /** A number without its marks, as it may be typed, likewise. */
    plainLine: (text) => Array.from(text).flatMap(tokensOf).filter((token) => Array.from(token).length === 1).join(""),
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
