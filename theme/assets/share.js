// The address of a page for others: copied, or read by a phone. The code for phones is drawn only where somebody
// wants it: when its fold is opened, when the page is about to be printed.
(function () {
  "use strict";
  const shown = document.querySelector("[data-address]");
  if (!shown) return;
  const address = shown.textContent;

  function copy() {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(address);
    // An intranet without HTTPS has no clipboard for scripts; the old way copies what is selected.
    const field = document.createElement("textarea");
    field.value = address;
    field.readOnly = true;
    field.className = "gk-hidden";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  const button = document.querySelector("[data-copy]");
  const told = document.querySelector("[data-copied]");
  button.addEventListener("click", () => {
    told.textContent = "";
    copy().then(
      () => { told.textContent = "已复制"; },
      () => { told.textContent = `没有复制成，请手工复制：${address}`; },
    ).finally(() => button.focus());
  });

  // The dark squares of a row that touch are one stroke, so that no line shows between them.
  function strokes(code) {
    let path = "";
    for (let y = 0; y < code.size; y += 1) {
      for (let x = 0; x < code.size; x += 1) {
        const start = x;
        while (x < code.size && code.get(x, y)) x += 1;
        if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
      }
    }
    return path;
  }

  function picture(code) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    // The standard (GB/T 18284) asks for four squares of quiet around it.
    svg.setAttribute("viewBox", `-4 -4 ${code.size + 8} ${code.size + 8}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", "本页地址的二维码");
    svg.setAttribute("shape-rendering", "crispEdges");
    path.setAttribute("d", strokes(code));
    svg.append(path);
    return svg;
  }

  const fold = document.querySelector("[data-qr]");
  const place = fold.querySelector("[data-qr-place]");
  let drawing = null;
  function draw() {
    drawing = drawing || import(new URL(fold.dataset.qr, document.baseURI).href).then(
      ({ generate, correction }) => place.append(picture(generate(address, { minCorrectionLevel: correction.M }))),
      () => { place.textContent = "二维码没有画出来，请复制链接。"; },
    );
    return drawing;
  }
  fold.hidden = false;
  fold.addEventListener("toggle", () => { if (fold.open) draw(); });
  // Printing waits for nothing: the code must be there before. A hand on Ctrl or ⌘ may be about to press P.
  document.addEventListener("keydown", (event) => { if (event.key === "Control" || event.key === "Meta") draw(); });
  document.querySelectorAll("[data-print]").forEach((each) => {
    each.addEventListener("click", (event) => {
      event.stopPropagation();
      draw().then(() => window.print());
    });
  });
})();
