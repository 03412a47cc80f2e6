// Returns what stands side by side in a flex container that is to have room between its items, and has not half of it.
(() => {
  const boxOf = (node) => {
    if (node.nodeType === 1) {
      const style = getComputedStyle(node);
      if (style.position === "absolute" || style.position === "fixed" || style.visibility === "hidden") return null;
      const box = node.getBoundingClientRect();
      return box.width && box.height ? box : null;
    }
    if (node.nodeType !== 3 || !node.data.trim()) return null;
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const found = [];
  document.querySelectorAll("body *").forEach((each) => {
    const style = getComputedStyle(each);
    if (!/flex$/.test(style.display) || style.visibility === "hidden") return;
    const upright = style.flexDirection.startsWith("column");
    const gap = parseFloat(upright ? style.rowGap : style.columnGap);
    if (!(gap > 0)) return;
    const boxes = [...each.childNodes].map(boxOf).filter(Boolean);
    boxes.sort((a, b) => (upright ? a.top - b.top : a.left - b.left));
    boxes.forEach((box, at) => boxes.slice(at + 1).forEach((other) => {
      const sameLine = upright || (box.top < other.bottom - 1 && other.top < box.bottom - 1);
      const room = upright ? other.top - box.bottom : other.left - box.right;
      if (sameLine && room < gap / 2) found.push(`${each.className || each.parentElement.className} ${room} of ${gap}: ${each.textContent.trim().slice(0, 40)}`);
    }));
  });
  return [...new Set(found)].slice(0, 10);
})();
