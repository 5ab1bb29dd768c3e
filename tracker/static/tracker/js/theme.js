// Runs before the first paint so that a chosen theme never flashes.
(() => {
  const stored = localStorage.getItem("clearloop-theme");
  if (stored === "light" || stored === "dark") {
    document.documentElement.dataset.theme = stored;
  }
})();
