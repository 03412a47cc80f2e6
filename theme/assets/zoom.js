// A picture that can be made larger where it stands: buttons, keys (+ - 0), two fingers. Without it, a link opens the file.
(function () {
  "use strict";
  const STEP = 1.25;
  const LARGEST = 6;

  document.querySelectorAll("[data-zoom]").forEach((figure) => {
    const view = figure.querySelector("[data-zoom-view]");
    const image = figure.querySelector("img");
    const tools = figure.querySelector("[data-zoom-tools]");
    const level = figure.querySelector("[data-zoom-level]");
    if (!view || !image || !tools) return;
    let scale = 1;

    function zoom(wanted, x, y) {
      const next = Math.min(LARGEST, Math.max(1, wanted));
      const box = view.getBoundingClientRect();
      const atX = x === undefined ? box.width / 2 : x - box.left;
      const atY = y === undefined ? box.height / 2 : y - box.top;
      const fromLeft = (view.scrollLeft + atX) / scale;
      const fromTop = (view.scrollTop + atY) / scale;
      scale = next;
      // What is looked at closely is shown as it was handed in.
      if (scale > 1) image.removeAttribute("srcset");
      image.style.width = `${scale * 100}%`;
      image.style.maxWidth = "none";
      view.classList.toggle("gk-zoom__view--large", scale > 1);
      view.scrollLeft = fromLeft * scale - atX;
      view.scrollTop = fromTop * scale - atY;
      level.textContent = `${Math.round(scale * 100)}%`;
      figure.dataset.scale = scale.toFixed(2);
    }

    tools.hidden = false;
    view.tabIndex = 0;
    view.setAttribute("role", "group");
    view.setAttribute("aria-label", "图片，按加号放大，按减号缩小，按0还原，放大后用方向键移动");
    tools.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      zoom({ in: scale * STEP, out: scale / STEP, fit: 1 }[button.dataset.zoomTo]);
    });
    view.addEventListener("keydown", (event) => {
      const wanted = { "+": scale * STEP, "=": scale * STEP, "-": scale / STEP, 0: 1 }[event.key];
      if (wanted === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      zoom(wanted);
    });
    // The link to the whole file stays for those who want it; a click on the picture itself enlarges it.
    view.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      zoom(scale > 1 ? 1 : 2, event.clientX || undefined, event.clientY || undefined);
    });

    // Two fingers: the picture grows about the point between them. One finger scrolls, as everywhere.
    let apart = 0;
    const distance = ([one, two]) => Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
    view.addEventListener("touchstart", (event) => { apart = event.touches.length === 2 ? distance(event.touches) : 0; }, { passive: true });
    view.addEventListener("touchmove", (event) => {
      if (event.touches.length !== 2 || !apart) return;
      event.preventDefault();
      const [one, two] = event.touches;
      const now = distance(event.touches);
      zoom(scale * (now / apart), (one.clientX + two.clientX) / 2, (one.clientY + two.clientY) / 2);
      apart = now;
    }, { passive: false });
  });
})();
