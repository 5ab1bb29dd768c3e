// Keyboard and selection of the inventory: j/k move, x selects, enter opens, / searches.
(() => {
  let cursor = -1;

  const rows = () => [...document.querySelectorAll("#results tr[data-row]")];
  const boxes = () => [...document.querySelectorAll("#results input[name=unit]")];

  function move(step) {
    const list = rows();
    if (!list.length) {
      return;
    }
    list[cursor]?.classList.remove("cursor");
    cursor = Math.min(Math.max(cursor + step, 0), list.length - 1);
    const row = list[cursor];
    row.classList.add("cursor");
    row.querySelector("a")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function select() {
    const box = rows()[cursor]?.querySelector("input[name=unit]");
    if (box) {
      box.checked = !box.checked;
      refresh();
    }
  }

  function refresh() {
    const chosen = boxes().filter((box) => box.checked);
    for (const box of boxes()) {
      box.closest("tr").setAttribute("aria-selected", String(box.checked));
    }
    const bar = document.getElementById("bulkbar");
    if (bar) {
      bar.hidden = chosen.length === 0;
    }
    const all = document.getElementById("select-all");
    if (all) {
      all.checked = chosen.length > 0 && chosen.length === boxes().length;
      all.indeterminate = chosen.length > 0 && chosen.length < boxes().length;
      offerEverything(all.checked);
    }
    const everything = document.querySelector("#everything input:checked");
    for (const count of document.querySelectorAll("[data-chosen]")) {
      count.textContent = everything ? everything.value : String(chosen.length);
    }
  }

  // Only a whole page leads on to the pages that are not shown.
  function offerEverything(isOffered) {
    const offer = document.getElementById("everything");
    if (offer) {
      offer.hidden = !isOffered;
      offer.querySelector("input").checked &&= isOffered;
    }
  }

  // A letter that acts is in the way of some speech and switch input, so it can be turned off.
  const OFF = "clearloop-no-shortcuts";
  const choice = document.getElementById("shortcuts");

  function offerChoice() {
    choice.checked = !localStorage.getItem(OFF);
    document.getElementById("shortcuts-choice").hidden = false;
    choice.addEventListener("change", () => {
      if (choice.checked) {
        localStorage.removeItem(OFF);
      } else {
        localStorage.setItem(OFF, "1");
      }
    });
  }

  function follow(row) {
    const list = rows();
    list[cursor]?.classList.remove("cursor");
    cursor = list.indexOf(row);
    row.classList.add("cursor");
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: select,
    Enter: () => rows()[cursor]?.querySelector("a")?.click(),
    "/": () => document.getElementById("q")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog, button, summary");
    if (typing || !choice.checked || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) {
      return;
    }
    if (event.key === "Enter" && event.target.closest("a")) {
      return;
    }
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "select-all") {
      boxes().forEach((box) => {
        box.checked = event.target.checked;
      });
    }
    if (event.target.matches("#select-all, #everything input, #results input[name=unit]")) {
      refresh();
    }
  });

  // Who comes by Tab goes on with j and k from there.
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("#results tr[data-row]");
    if (row) {
      follow(row);
    }
  });

  document.addEventListener("htmx:afterSwap", () => {
    cursor = -1;
    refresh();
  });

  offerChoice();
  refresh();
})();
