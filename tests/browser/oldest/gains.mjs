// What newer browsers gain and the oldest can miss without loss, each with what is seen or done where it is missing.

export const PROPERTIES = {
  "break-after": "paper breaks where it does",
  "cursor": "the pointer has its usual shape; a finger has none",
  "forced-color-adjust": "these browsers have no forced colours",
  "overscroll-behavior": "the page behind an open drawer may scroll",
  "print-color-adjust": "paper has less colour; words say the same",
  "scroll-margin-top": "what a link leads to stands at the very edge",
  "scrollbar-color": "the bar has the system's colours",
  "scrollbar-width": "a bar is seen",
  "text-autospace": "no space between Han and Latin letters",
  "text-decoration-thickness": "the line has its usual width",
  "text-spacing-trim": "punctuation keeps its width",
  "text-underline-offset": "the line stands closer",
  "text-wrap": "lines break as they come",
};

export const AT_RULES = {
  page: "paper has the margins of the printer",
};

// Each in a rule of its own: a list with one unknown selector is dropped as a whole.
export const SELECTORS = {
  "focus-visible": "the rule for :focus holds, for the mouse too",
  "backdrop": "these browsers open no dialog",
};

export const MEDIA = {
  "forced-colors": "these browsers have none",
  "prefers-contrast": "these browsers do not tell",
};

// By file: it asks whether the browser has them, and does without.
export const NAMES = {
  "leave.js": ["HTMLDialogElement", "showModal"],
  "search-index.js": ["DecompressionStream", "pipeThrough"],
  "zoom.js": ["touches"],
};
