// Tooltips for server-drawn charts: every mark carries its text in aria-label.
(() => {
  let tip = null;

  function show(chart, text, event) {
    tip ??= Object.assign(document.createElement("div"), { className: "chart-tip" });
    chart.append(tip);
    tip.textContent = text;
    const box = chart.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left + 14, box.width - tip.offsetWidth - 4);
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${event.clientY - box.top + 14}px`;
  }

  function hide() {
    tip?.remove();
  }

  document.addEventListener("pointermove", (event) => {
    const mark = event.target.closest?.(".chart [role=graphics-symbol][aria-label]");
    if (mark) {
      show(mark.closest(".chart"), mark.getAttribute("aria-label"), event);
    } else {
      hide();
    }
  });
  document.addEventListener("pointerleave", hide);
})();
