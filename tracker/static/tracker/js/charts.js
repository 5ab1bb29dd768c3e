// Server-drawn charts: every mark carries its text in aria-label, which becomes a tooltip. A chart with a
// specification can also be zoomed; the renderer for that is fetched from this server when first wanted.
(() => {
  let tip = null;
  let renderer = null;

  function show(chart, text, at) {
    tip ??= Object.assign(document.createElement("div"), { className: "chart-tip" });
    chart.append(tip);
    tip.textContent = text;
    const box = chart.getBoundingClientRect();
    const left = Math.min(at.x - box.left + 14, box.width - tip.offsetWidth - 4);
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${at.y - box.top + 14}px`;
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

  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

  // The same for the keyboard: a mark that is a link tells about itself while it has the focus.
  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest?.(".chart svg a")?.querySelector("[role=graphics-symbol][aria-label]");
    if (mark) {
      show(mark.closest(".chart"), mark.getAttribute("aria-label"), mark.getBoundingClientRect());
    } else {
      hide();
    }
  });

  // Where a chart is wider than its place, its newest end is what people come for.
  function showNewest(within) {
    for (const place of within.querySelectorAll(".chart-scroll:not([data-from-start])")) {
      place.scrollLeft = place.scrollWidth;
    }
  }
  document.addEventListener("htmx:load", (event) => showNewest(event.target));
  document.addEventListener("DOMContentLoaded", () => showNewest(document));

  function load(address) {
    renderer ??= new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed });
      document.head.append(script);
    });
    return renderer;
  }

  // The interpreter (ast) is what lets Vega run under a policy without eval.
  const options = {
    actions: false,
    ast: true,
    defaultStyle: false,
    mode: "vega-lite",
    renderer: "svg",
    tooltip: () => {}, // the marks' own texts are shown, as in the drawing
  };

  // Small specifications lie in the page, large ones are fetched.
  async function specified(chart) {
    if (chart.dataset.inlineSpec) {
      return JSON.parse(document.getElementById(chart.dataset.inlineSpec).textContent);
    }
    const answer = await fetch(chart.dataset.spec);
    return answer.json();
  }

  async function zoom(button) {
    const chart = button.closest("[data-renderer]");
    const drawing = chart.querySelector(".chart-scroll");
    const live = chart.querySelector(".chart-live");
    if (live) {
      live.remove();
      drawing.classList.remove("chart-behind");
      button.textContent = "Zoom";
      return;
    }
    button.setAttribute("aria-busy", "true");
    try {
      const [specification] = await Promise.all([specified(chart), load(chart.dataset.renderer)]);
      const place = Object.assign(document.createElement("div"), { className: "chart-live" });
      drawing.before(place);
      drawing.classList.add("chart-behind");
      await window.vegaEmbed(place, specification, options);
      place.querySelector("svg")?.setAttribute("aria-label", drawing.querySelector("svg").getAttribute("aria-label"));
      button.textContent = button.dataset.back ?? "Whole history";
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  function offer() {
    document.querySelectorAll(".chart-zoom[hidden]").forEach((button) => {
      button.hidden = false;
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action=zoom-chart]");
    if (button) {
      zoom(button);
    }
  });
  document.addEventListener("htmx:afterSwap", offer);
  offer();

  // A treemap opens a tile in its place; the page's address follows, so that it can be shared and gone back from.
  async function zoomInto(place, address) {
    await window.htmx.ajax("GET", address, { target: place, swap: "innerHTML" });
    (place.querySelector("[data-zoom-out]") ?? place.querySelector(".chart-scroll"))?.focus();
  }

  function isZoom(link, event) {
    const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    return plain && new URL(link.getAttribute("href"), location.href).pathname.endsWith("/treemap/");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-zoomable] a[href]");
    if (link && isZoom(link, event)) {
      event.preventDefault();
      const address = link.getAttribute("href");
      history.pushState({ treemap: address }, "", new URL(address, location.href).search);
      zoomInto(link.closest("[data-zoomable]"), address);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.target.closest?.("[data-zoomable]")?.querySelector("[data-zoom-out]")?.click();
    }
  });
  window.addEventListener("popstate", () => {
    const place = document.querySelector("[data-zoomable]");
    if (place) {
      zoomInto(place, `${place.getAttribute("hx-get").split("?")[0]}${location.search}`);
    }
  });
})();
