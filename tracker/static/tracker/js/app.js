// Behaviour shared by all pages: theme, menus, dialogs, toasts. Pages read fine without it.
(() => {
  const root = document.documentElement;

  function isDark() {
    return root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function toggleTheme() {
    const next = isDark() ? "light" : "dark";
    root.dataset.theme = next;
    localStorage.setItem("clearloop-theme", next);
  }

  function toast(text, level = "info") {
    const item = document.createElement("div");
    item.className = `toast ${level}`;
    item.setAttribute("role", level === "error" ? "alert" : "status");
    const message = document.createElement("span");
    message.textContent = text;
    item.append(message);
    document.getElementById("toasts").append(item);
    dismissLater(item);
  }

  function dismissLater(item) {
    // What offers to act waits for the reader.
    if (!item.classList.contains("error") && !item.querySelector("form")) {
      setTimeout(() => item.remove(), 7000);
    }
  }

  function openDialog(trigger) {
    const dialog = document.getElementById(trigger.dataset.dialog);
    dialog?.showModal();
    dialog?.dispatchEvent(new CustomEvent("dialog:open", { detail: trigger }));
  }

  const clicks = {
    theme: toggleTheme,
    nav: (button) => {
      const open = document.getElementById("sidebar").toggleAttribute("data-open");
      button.setAttribute("aria-expanded", String(open));
    },
    print: () => window.print(),
    "close-toast": (button) => button.closest(".toast").remove(),
    "close-dialog": (button) => button.closest("dialog").close(),
    copy: (button) => {
      const source = document.getElementById(button.dataset.copy);
      navigator.clipboard.writeText(source.matches("pre") ? source.textContent : source.textContent.trim());
      toast("Copied");
    },
  };

  function closeMenusAround(target) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(target)) {
        menu.open = false;
      }
    }
  }

  document.addEventListener("click", (event) => {
    const action = event.target.closest("[data-action]");
    if (action) {
      clicks[action.dataset.action]?.(action);
    }
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      event.preventDefault();
      openDialog(opener);
    }
    closeMenusAround(event.target);
  });

  // A menu that the focus left would cover what has it now.
  document.addEventListener("focusin", (event) => closeMenusAround(event.target));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      return;
    }
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    const opener = document.querySelector("[data-action=nav][aria-expanded=true]");
    if (opener) {
      clicks.nav(opener);
      opener.focus();
    }
  });

  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit-on-change]")) {
      event.target.form.requestSubmit();
    }
  });

  // An address names only what narrows the list.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb === "get") {
      const fields = event.detail.formData;
      for (const [name, value] of [...fields.entries()]) {
        if (value === "") {
          fields.delete(name);
        }
      }
    }
  });

  // What was typed is asked for while it is typed; leaving the field asks the same, and would be one more
  // step on the way back.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, pathInfo } = event.detail;
    if (elt.matches("form[hx-push-url]") && pathInfo.finalRequestPath === location.pathname + location.search) {
      event.preventDefault();
    }
  });

  document.addEventListener("toast", (event) => toast(event.detail.text, event.detail.level));
  document.addEventListener("htmx:responseError", () => toast("The server could not do that.", "error"));
  document.addEventListener("htmx:sendError", () => toast("The server cannot be reached.", "error"));
  document.querySelectorAll(".toast").forEach(dismissLater);
  // Where the tabs are wider than the window, the current one is what says where one is.
  const tab = document.querySelector(".tabs [aria-current]");
  if (tab) {
    const row = tab.parentElement;
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
  // A form that was refused comes back open: it takes the page over as it did before.
  for (const dialog of document.querySelectorAll("dialog[open]")) {
    dialog.close();
    dialog.showModal();
  }
})();
