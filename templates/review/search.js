// Finds as one types: the answer to the last thing typed is shown, others are dropped.
"use strict";
(() => {
  for (const form of document.querySelectorAll(".finder")) {
    let timer = 0, asked = 0, composing = false;
    const find = async () => {
      const own = ++asked, query = new URLSearchParams(new FormData(form));
      const place = form.parentElement.querySelector(".found");
      try {
        const answer = await fetch("/search?piece=1&" + query);
        if (!answer.ok || answer.redirected || own !== asked) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".found");
        if (fresh && own === asked) { place.replaceWith(fresh); again(); }
        if ("address" in form.dataset) history.replaceState(null, "", "/search?" + query);
      } catch { /* without a connection what was found stays */ }
    };
    // The memory's words are being gathered: asked again until they are.
    const again = () => {
      if (form.parentElement.querySelector(".found [data-soon]")) { clearTimeout(timer); timer = setTimeout(find, 1500); }
    };
    const soon = () => { clearTimeout(timer); timer = setTimeout(find, 120); };
    form.addEventListener("compositionstart", () => { composing = true; });
    form.addEventListener("compositionend", () => { composing = false; soon(); });
    form.addEventListener("input", () => { if (!composing) soon(); });
    form.addEventListener("submit", event => { event.preventDefault(); find(); });
    form.addEventListener("find", find);
    again();
  }
})();
