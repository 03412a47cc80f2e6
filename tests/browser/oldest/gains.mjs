// What newer browsers gain and the oldest can miss without loss, each with what is seen or done where it is missing.

export const PROPERTIES = {
  "break-after": "paper breaks where it does",
  "break-before": "paper breaks where it does",
  "color-scheme": "bars and fields of forms stay light",
  "cursor": "the pointer has its usual shape; a finger has none",
  "forced-color-adjust": "these browsers have no forced colours",
  "orphans": "one line may stand alone on paper",
  "overscroll-behavior": "the page behind an open drawer may scroll",
  "page": "a wide table is printed on upright paper, smaller",
  "print-color-adjust": "paper has less colour; words say the same",
  "scroll-initial-target": "a list that scrolls begins at its beginning",
  "scroll-margin-top": "what a link leads to stands at the very edge",
  "scrollbar-color": "the bar has the system's colours",
  "scrollbar-width": "a bar is seen",
  "text-autospace": "no space between Han and Latin letters",
  "text-decoration-thickness": "the line has its usual width",
  "text-spacing-trim": "punctuation keeps its width",
  "text-underline-offset": "the line stands closer",
  "text-wrap": "lines break as they come",
  "widows": "one line may stand alone on paper",
};

export const AT_RULES = {
  page: "paper has the margins of the printer",
};

// Each in a rule of its own: a list with one unknown selector is dropped as a whole.
export const SELECTORS = {
  "focus-visible": "the rule for :focus holds, for the mouse too",
  "backdrop": "these browsers open no dialog",
  "details-content": "the script of the page opens what is folded before it is printed",
};

export const MEDIA = {
  "forced-colors": "these browsers have none",
  "prefers-contrast": "these browsers do not tell",
};

// What comes with another name: a script that asks whether the browser has the one (typeof, in) may use the others.
export const ALONG = {
  DecompressionStream: ["pipeThrough"],
  HTMLDialogElement: ["showModal"],
};

// What a script may say to any browser: those that do not know it do nothing.
export const NAMES = {
  inert: "the page behind an open drawer is still reached by Tab",
  touches: "on a desktop nobody touches",
};
