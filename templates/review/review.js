// The article page: the segment in hand, its editor, and what is kept when the network or the browser goes away.
"use strict";
(() => {
  const page = document.body.dataset;
  const say = id => page["say" + id.split("-").map(part => part[0].toUpperCase() + part.slice(1)).join("")] || id;
  const sheet = document.getElementById("sheet");
  const segments = () => [...sheet.querySelectorAll(":scope > .segment")];
  const overrule = page.overrule === "true";
  const store = "anban " + location.pathname + " ";
  let current = null, editor = null, base = "", baseVersion = 0, dirty = false, timer = 0, composing = false;

  const status = document.getElementById("status");
  const toast = document.getElementById("toast");
  let fading = 0;
  // A notice stays while somebody may still want to do something about it.
  const tell = (text, acts = []) => {
    status.textContent = text;
    toast.hidden = false;
    toast.querySelector(".acts").replaceChildren(...acts.map(([label, act]) => {
      const button = document.createElement("button");
      button.type = "button"; button.textContent = label;
      button.addEventListener("click", () => { toast.hidden = true; act(); });
      return button;
    }));
    clearTimeout(fading);
    fading = setTimeout(() => { toast.hidden = true; status.textContent = ""; }, acts.length ? 20000 : 6000);
  };

  // ---- kept twice: the browser's own store is read at once, but what is in it reaches the disk seconds later; the
  // database's writes outlive a browser that is killed.
  const database = new Promise(done => {
    try {
      const asked = indexedDB.open("anban", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
      asked.onsuccess = () => done(asked.result);
      asked.onerror = asked.onblocked = () => done(null);
    } catch { done(null); }
  });
  function keep(key, value) {
    const at = Date.now();
    if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, value);
    localStorage.setItem("anban at " + key, at);
    database.then(db => { try { db?.transaction("kept", "readwrite").objectStore("kept").put({ value, at }, key); } catch { /* the first copy stays */ } });
  }
  async function recover() {
    const db = await database;
    if (!db) return;
    await new Promise(done => {
      const work = db.transaction("kept", "readwrite"), cursor = work.objectStore("kept").openCursor(IDBKeyRange.bound(store, store + "\uffff"));
      work.oncomplete = work.onerror = work.onabort = done;
      cursor.onsuccess = () => {
        const one = cursor.result;
        if (!one) return;
        const { value, at } = one.value, stamp = "anban at " + one.key;
        if (at > Number(localStorage.getItem(stamp) ?? 0)) {
          if (value === null) localStorage.removeItem(one.key); else localStorage.setItem(one.key, value);
          localStorage.setItem(stamp, at);
        }
        if (localStorage.getItem(one.key) === null) { localStorage.removeItem(stamp); one.delete(); }
        one.continue();
      };
    });
  }

  // ---- talking to the server; what cannot be sent now stands in the outbox and is sent later, in order.
  const outbox = () => JSON.parse(localStorage.getItem(store + "outbox") || "[]");
  const keepOutbox = list => keep(store + "outbox", JSON.stringify(list));
  const online = is => document.getElementById("offline").hidden = is;
  const name = one => one.dataset.key + one.dataset.context;
  const find = id => segments().find(one => one.dataset.key === id.key && one.dataset.context === id.context);

  async function post(verb, body) {
    const answer = await fetch(page.api + verb, { method: "POST", body: JSON.stringify(body),
      headers: { "content-type": "application/json", "x-anban-token": page.token } });
    if (answer.status === 401) { tell(say("signed-out")); throw new TypeError("signed out"); }
    if (answer.status >= 500) { tell(say("failed")); throw new TypeError("the server failed"); }
    online(true);
    return { ok: answer.ok, status: answer.status, body: answer.headers.get("content-type")?.includes("json") ? await answer.json() : {} };
  }
  const order = one => ({ key: one.dataset.key, context: one.dataset.context, version: Number(one.dataset.version) });

  // An amendment is written down before it is sent, so that it outlives this tab.
  async function send(verb, body, then) {
    const list = outbox().filter(one => !(one.body.key === body.key && one.body.context === body.context));
    keepOutbox([...list, { verb, body }]);
    return flush(then);
  }
  let flushing = false;
  async function flush(then) {
    if (flushing) return;
    flushing = true;
    try {
      for (let list = outbox(); list.length; list = outbox()) {
        const { verb, body } = list[0];
        const answer = await post(verb, body);
        keepOutbox(outbox().filter(one => JSON.stringify(one) !== JSON.stringify(list[0])));
        await settled(verb, body, answer, then);
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      online(false);
    } finally { flushing = false; }
  }

  async function settled(verb, body, answer, then) {
    const one = find(body);
    if (answer.ok) {
      keep(store + body.key + body.context, null);
      const id = { key: body.key, context: body.context };
      if (answer.body.propagated && verb !== "undo") tell(say("propagated").replace("#", answer.body.propagated),
        [[say("where"), () => same(id)], [say("undo"), () => send("undo", { ...id, version: answer.body.version })]]);
      else tell(say(verb === "undo" ? "undone" : verb === "reject" ? "saved" : "accepted"));
      if (verb === "undo" && answer.body.propagated) location.reload();
      if (one) { if (one === current && editor) close(false); await refresh(one); }
      if (then) then();
    } else if (answer.body.fault === "conflict") { conflict(body, answer.body);
    } else if (answer.body.fault === "blocked") { blocked(verb, body, answer.body);
    } else if (answer.body.fault === "right") { tell(say("not-allowed"));
    } else if (verb === "undo") { tell(say("nothing-to-undo"));
    } else { tell(say("failed")); }
  }

  const which = one => "?key=" + one.dataset.key + "&context=" + one.dataset.context;
  async function piece(path, one) {
    const answer = await fetch(page.address + path + which(one));
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").body;
  }
  async function refresh(one) {
    const fresh = (await piece("/segment", one))?.querySelector(".segment");
    if (!fresh) return;
    const was = one === current, focused = one.contains(document.activeElement);
    one.replaceWith(fresh);
    count();
    if (was) { current = null; take(fresh, focused); }
    else beside();
  }
  function count() {
    const all = segments(), done = all.filter(isDone).length;
    const place = document.getElementById("count");
    place.textContent = place.dataset.form.replace("{done}", done).replace("{all}", all.length);
  }
  const isDone = one => one.dataset.state === "reviewed" || one.dataset.state === "final";

  // ---- the segment in hand
  function take(one, focus = true) {
    if (!one || one === current) return;
    if (editor) close(true);
    if (current) { current.classList.remove("current"); current.removeAttribute("aria-current"); current.querySelector(".bench")?.remove(); current.querySelector(".aid")?.remove(); }
    current = one;
    one.classList.add("current");
    one.setAttribute("aria-current", "true");
    const bench = document.getElementById("bench").content.cloneNode(true);
    one.querySelector(".side").append(bench);
    if (focus) { one.focus({ preventScroll: true }); one.scrollIntoView({ block: "nearest" }); }
    post("here", order(one)).catch(() => online(false));
    clearTimeout(helping);
    helping = setTimeout(() => { help(one); beside(); }, 120);
  }
  // ---- near matches and other languages of the segment in hand; fetched once it stays in hand for a moment.
  let helping = 0, taken = -1, othersShown = false;
  async function help(one) {
    taken = -1;
    let found = null;
    try { found = (await piece("/aid", one))?.querySelector(".aid"); } catch { return; }
    if (!found || one !== current) return;
    one.querySelector(".aid")?.remove();
    found.querySelector(".others").hidden = !othersShown;
    one.append(found);
  }
  function takeNear(button) {
    const all = [...current.querySelectorAll(".aid [data-take]")];
    if (!all.length) return;
    // The same key again takes the next one.
    const at = button ? all.indexOf(button) : (taken + 1) % all.length;
    open();
    fill(editor, all[at].dataset.take, current);
    taken = at;
    all.forEach((one, place) => one.closest("li").classList.toggle("taken", place === at));
    getSelection().selectAllChildren(editor); getSelection().collapseToEnd();
    changed();
  }
  function others() {
    othersShown = !othersShown;
    const place = current?.querySelector(".aid .others");
    if (place) place.hidden = !othersShown;
  }
  async function same(id) {
    const answer = await fetch(page.address + "/same?key=" + id.key + "&context=" + id.context).catch(() => null);
    if (!answer?.ok) return tell(say("failed"));
    show(say("same"), [document.importNode(new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild, true)], [[say("close"), null]]);
  }
  const signed = (path, body) => fetch(path, { method: "POST", body: JSON.stringify(body),
    headers: { "content-type": "application/json", "x-anban-token": page.token } });
  function askAgain() {
    if (page.ask !== "true") return;
    const one = current, was = editor ? read(editor) : read(one.querySelector("div.target"));
    ask(say("hint"), async hint => {
      tell(say("asking"));
      const answer = await signed(page.address + "/ask", { ...order(one), hint }).catch(() => null);
      if (!answer?.ok) return tell(say("no-answer"));
      const said = await answer.json();
      toast.hidden = true;
      const plain = text => [...text].filter(c => !isCode(c)).join("");
      const compared = await signed("/compare", { old: plain(was), new: plain(said.text) }).catch(() => null);
      const body = document.createElement("p");
      body.className = "text"; body.lang = page.locale;
      for (const [kind, words] of compared?.ok ? await compared.json() : [["same", plain(said.text)]]) {
        const part = document.createElement(kind === "gone" ? "del" : kind === "new" ? "ins" : "span");
        part.textContent = words; body.append(part);
      }
      const list = document.createElement("ul");
      list.className = "findings";
      list.append(...said.findings.map(found => { const item = document.createElement("li"); item.className = found.severity; item.textContent = found.text; return item; }));
      show(say("answer").replace("#", said.by), [body, list], [[say("take"), () => { if (one !== current) take(one); open(); fill(editor, said.text, current); changed(); }], [say("cancel"), null]]);
    });
  }
  async function clean() {
    const answer = await fetch(page.address + "/clean").catch(() => null);
    if (!answer?.ok) return tell(say("failed"));
    const list = document.importNode(new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild, true);
    const go = async () => {
      const wanted = [...list.querySelectorAll("input:checked")].map(box => ({ key: box.dataset.key, context: box.dataset.context, version: Number(box.dataset.version) }));
      if (!wanted.length) return;
      const done = await signed(page.address + "/clean", wanted).catch(() => null);
      if (!done?.ok) return tell(say(done?.status === 409 ? "bulk-gone" : "failed"));
      const { accepted } = await done.json();
      await Promise.all(wanted.map(id => find(id)).filter(Boolean).map(refresh));
      const button = document.getElementById("clean");
      button.hidden = accepted >= Number(button.querySelector("b").textContent);
      button.querySelector("b").textContent = Number(button.querySelector("b").textContent) - accepted;
      tell(say("bulk-done").replace("#", accepted), [[say("undo"), () => send("undo", { key: wanted[0].key, context: wanted[0].context, version: 0 })]]);
    };
    show(say("clean"), [list], list.querySelector("input") ? [[say("accept-ticked"), go], [say("cancel"), null]] : [[say("close"), null]]);
  }
  // ---- the edition's page beside the sheet, at the segment in hand
  const side = document.getElementById("beside");
  let drawing = 0;
  function beside() {
    if (side.hidden || !current) return;
    clearTimeout(drawing);
    drawing = setTimeout(() => {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", ""); frame.title = side.getAttribute("aria-label");
      frame.src = page.address + "/page" + which(current) + "#here";
      side.replaceChildren(frame);
    }, 200);
  }
  function split() {
    side.hidden = !side.hidden;
    document.body.classList.toggle("split", !side.hidden);
    document.getElementById("split").setAttribute("aria-pressed", String(!side.hidden));
    localStorage.setItem("anban split", side.hidden ? "" : "yes");
    if (side.hidden) side.replaceChildren(); else beside();
  }
  function seek() {
    const words = getSelection().toString().trim(), box = document.getElementById("seeker"), field = box.querySelector("[name=q]");
    box.showModal();
    if (words) { field.value = words; box.querySelector(".finder").dispatchEvent(new Event("find")); }
    field.focus(); field.select();
  }
  const step = by => { const all = segments(); take(all[Math.min(all.length - 1, Math.max(0, all.indexOf(current) + by))]); };
  function nextOf(test) {
    const all = segments(), at = all.indexOf(current);
    return [...all.slice(at + 1), ...all.slice(0, at + 1)].find(test);
  }
  function nextOpen(edit) {
    const next = nextOf(one => !isDone(one) && one !== current) || (current && !isDone(current) ? current : null);
    if (!next) { tell(say("all-done")); current?.focus(); return; }
    take(next);
    if (edit) open();
  }

  // ---- the editor
  const read = place => [...place.childNodes].map(node => node.nodeType === 3 ? node.data.replaceAll("\u00a0", " ")
    : node.dataset?.code ?? (node.tagName === "BR" ? "\n" : read(node))).join("").replace(/\n$/, "");
  const isCode = c => c >= "\u{F0000}" && c <= "\u{FFFFD}";
  function chipsOf(one) { return [...one.querySelector("template.chips").content.querySelectorAll(".chip")]; }
  function fill(place, text, one) {
    const chips = new Map(chipsOf(one).map(chip => [chip.dataset.code, chip]));
    place.replaceChildren();
    let run = "";
    const end = () => { if (run) place.append(run); run = ""; };
    for (const c of text) {
      if (!isCode(c) && !chips.has(c)) { run += c; continue; }
      end();
      if (chips.has(c)) place.append(chips.get(c).cloneNode(true));
    }
    end();
  }
  function open() {
    if (editor || !current) return editor?.focus();
    const target = current.querySelector(".target");
    base = read(target); baseVersion = Number(current.dataset.version); dirty = false;
    const kept = JSON.parse(localStorage.getItem(store + name(current)) || "null")
      ?? (current.dataset.draft !== undefined ? { text: current.dataset.draft, base: current.dataset.base, version: Number(current.dataset.draftVersion) } : null);
    const text = kept ? kept.text : base;
    editor = document.createElement("div");
    editor.className = "editor target"; editor.contentEditable = "true"; editor.spellcheck = true;
    editor.lang = page.locale; editor.setAttribute("role", "textbox"); editor.setAttribute("aria-multiline", "true");
    editor.setAttribute("aria-label", say("editor"));
    fill(editor, text, current);
    if (kept) { base = kept.base; baseVersion = kept.version; dirty = kept.text !== read(target); }
    target.hidden = true;
    target.after(editor);
    editor.focus();
    getSelection().selectAllChildren(editor); getSelection().collapseToEnd();
    tray();
  }
  function close(keeping) {
    if (!editor) return;
    const one = current;
    if (keeping) saveDraft(true);
    clearTimeout(timer); timer = 0;
    editor.remove(); editor = null;
    one.querySelector(".tray")?.remove();
    one.querySelector("div.target").hidden = false;
    one.focus({ preventScroll: true });
  }
  // Chips the text lacks stand in a tray, from which they are put back.
  function tray() {
    current.querySelector(".tray")?.remove();
    const text = read(editor), missing = chipsOf(current).filter(chip => !text.includes(chip.dataset.code));
    if (!missing.length) return;
    const box = document.createElement("div");
    box.className = "tray";
    for (const chip of missing) {
      const button = document.createElement("button");
      button.type = "button"; button.append(say("insert") + " ", chip.cloneNode(true));
      button.addEventListener("click", () => { insert(chip.cloneNode(true)); });
      box.append(button);
    }
    editor.after(box);
  }
  function insert(what) {
    if (!editor) open();
    editor.focus();
    const selection = getSelection();
    let range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || !editor.contains(range.commonAncestorContainer)) { range = document.createRange(); range.selectNodeContents(editor); range.collapse(false); }
    if (hasChip(range)) range.collapse(false);
    range.deleteContents();
    const node = typeof what === "string" ? document.createTextNode(what) : what;
    range.insertNode(node);
    range.setStartAfter(node); range.collapse(true);
    selection.removeAllRanges(); selection.addRange(range);
    changed();
  }
  const hasChip = range => editor && [...editor.querySelectorAll(".chip")].some(chip => range.intersectsNode(chip)
    && !(range.collapsed));
  function changed() {
    dirty = true;
    const draft = { text: read(editor), base, version: baseVersion };
    // At once in this browser, within a second on the server, however long somebody types without a pause.
    keep(store + name(current), JSON.stringify(draft));
    current.querySelector(".draft").hidden = false;
    if (!composing) tray();
    later();
  }
  const later = () => { timer ||= setTimeout(() => saveDraft(), 700); };
  let saving = false;
  // One at a time, so that none overtakes another; the last of an editor that closes does not wait.
  async function saveDraft(last = false) {
    clearTimeout(timer); timer = 0;
    if (!editor || !dirty) return;
    if (saving && !last) { later(); return; }
    const one = current, text = read(editor);
    saving = true;
    try {
      const answer = await post("draft", { ...order(one), version: baseVersion, base, text });
      if (answer.ok && one === current && editor && read(editor) === text) findings(one, answer.body.findings);
    } catch (error) { online(false); }
    finally { saving = false; }
  }
  function findings(one, list) {
    one.querySelector(".findings").replaceChildren(...list.map(found => {
      const item = document.createElement("li"), badge = document.createElement("span");
      item.className = found.severity; badge.className = "badge"; badge.textContent = say(found.severity) === found.severity ? "" : say(found.severity);
      item.append(badge, " ", found.text);
      if (found.fix) Object.assign(item.dataset, { start: found.fix.start, end: found.fix.end, replacement: found.fix.replacement });
      return item;
    }));
    fixes(one);
  }
  function fixes(one) {
    for (const item of one.querySelectorAll(".findings [data-replacement]")) {
      if (item.querySelector("button")) continue;
      const button = document.createElement("button");
      button.type = "button"; button.dataset.do = "fix"; button.textContent = say("fix") + (item.dataset.replacement ? ": " + item.dataset.replacement : "");
      item.append(" ", button);
    }
  }
  function fix(item) {
    item ??= current?.querySelector(".findings [data-replacement]");
    if (!item) return;
    open();
    const text = read(editor);
    fill(editor, text.slice(0, item.dataset.start) + item.dataset.replacement + text.slice(item.dataset.end), current);
    item.remove();
    changed();
  }

  // ---- verbs
  const unchanged = () => !editor || read(editor) === read(current.querySelector("div.target:not(.editor)"));
  function accept(next) {
    if (!current) return;
    const one = current;
    const then = () => { if (next && current && find(one.dataset) === current) nextOpen(true); };
    if (unchanged()) return send("accept", order(one), then);
    clearTimeout(timer);
    return send("amend", { ...order(one), version: baseVersion, base, text: read(editor) }, then);
  }
  const verbs = {
    next: () => accept(true), accept: () => accept(false), fix: item => fix(item),
    undo: () => send("undo", order(current)),
    ask: askAgain, others,
    edit: open, history, preview: () => location.assign(page.address + "/preview"),
    reject: () => overrule && ask(say("reason"), text => send("reject", { ...order(current), text })),
    comment: () => ask(say("comment"), async text => {
      const one = current;
      try { if ((await post("comment", { ...order(one), text })).ok && !editor) await refresh(one); } catch (error) { online(false); tell(say("failed")); }
    }),
  };

  // ---- dialogs
  const dialog = document.getElementById("ask");
  function show(title, content, actions) {
    dialog.querySelector("h2").textContent = title;
    dialog.querySelector(".content").replaceChildren(...content);
    dialog.querySelector(".actions").replaceChildren(...actions.map(([label, act], at) => {
      const button = document.createElement("button");
      button.type = act ? "button" : "submit"; button.textContent = label; if (at === 0) button.className = "primary";
      if (act) button.addEventListener("click", () => { dialog.close(); act(); });
      return button;
    }));
    dialog.showModal();
  }
  function text(label, words) {
    const head = document.createElement("h3"), body = document.createElement("p");
    head.textContent = label; body.className = "text"; body.lang = page.locale;
    body.textContent = [...words].filter(c => !isCode(c)).join("");
    return [head, body];
  }
  function ask(title, act) {
    const area = document.createElement("textarea");
    area.setAttribute("aria-label", title); area.maxLength = 1000;
    show(title, [area], [[say("send"), () => area.value.trim() && act(area.value)], [say("cancel"), null]]);
    area.focus();
  }
  function conflict(body, theirs) {
    const one = find(body), mine = body.text ?? theirs.merged;
    const go = words => { keep(store + body.key + body.context, JSON.stringify({ text: words, base: theirs.theirs, version: theirs.version }));
      if (one) { if (editor) { clearTimeout(timer); editor.remove(); editor = null; one.querySelector(".tray")?.remove(); one.querySelector("div.target").hidden = false; }
        refresh(one).then(() => { const fresh = find(body); take(fresh); open(); changed(); }); } };
    show(say("conflict").replace("#", theirs.by), [...text(say("theirs"), theirs.theirs), ...text(say("mine"), mine), ...text(say("merged"), theirs.merged)],
      [[say("take") + ": " + say("merged"), () => go(theirs.merged)], [say("take") + ": " + say("mine"), () => go(mine)],
       [say("take") + ": " + say("theirs"), () => { keep(store + body.key + body.context, null); post("forget", body).catch(() => {}); if (editor && one === current) close(false); if (one) refresh(one); }],
       [say("cancel"), null]]);
  }
  function blocked(verb, body, answer) {
    const list = document.createElement("ul");
    list.append(...answer.findings.map(words => { const item = document.createElement("li"); item.textContent = words; return item; }));
    const actions = [[say("cancel"), null]];
    if (overrule) actions.push([say("despite"), () => send(verb, { ...body, despite: true })]);
    show(say("blocked"), [list], actions);
  }
  async function history() {
    const one = current, found = await piece("/history", one);
    if (!found) return tell(say("failed"));
    const list = document.importNode(found.querySelector(".versions"), true);
    list.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (button) { event.preventDefault(); dialog.close(); send("restore", { ...order(one), version: Number(button.value) }); }
    });
    show(document.querySelector("#bench").content.querySelector("[data-do=history]").firstChild.data.trim(), [list], [[say("cancel"), null]]);
  }

  // ---- keys; none of them while an input method composes.
  const letters = { j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: () => nextOpen(false), a: () => accept(false),
    Enter: open, u: verbs.undo, r: verbs.reject, c: verbs.comment, h: history, p: verbs.preview, m: () => takeNear(), l: others, b: askAgain, s: split, x: clean, "/": seek, "?": () => document.getElementById("sheet-of-keys").showModal(),
    f: () => { const one = nextOf(one => one.querySelector(".findings li")); if (one) take(one); } };
  const alts = { KeyF: () => fix(), KeyM: () => takeNear(), KeyL: others, KeyB: askAgain, KeyK: seek };
  sheet.addEventListener("keydown", event => {
    if (event.isComposing || composing || event.keyCode === 229) return;
    const typing = event.target === editor;
    const digit = event.altKey && /^Digit[1-9]$/.test(event.code) ? event.code[5] : null;
    let act = null;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) act = () => accept(true);
    else if (event.key === "Enter" && event.altKey) act = () => accept(false);
    else if (digit) act = () => { const mark = current.querySelector(`mark[data-number="${digit}"]`); if (mark) insert(mark.dataset.insert); };
    else if (event.altKey && !event.ctrlKey && alts[event.code]) act = alts[event.code];
    else if (event.key === "Escape" && editor) act = () => close(true);
    else if (!typing && event.target.tagName !== "BUTTON" && !event.ctrlKey && !event.altKey && !event.metaKey) act = letters[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act && current) { event.preventDefault(); act(); }
  });
  sheet.addEventListener("compositionstart", () => { composing = true; });
  sheet.addEventListener("compositionend", () => { composing = false; if (editor) changed(); });
  sheet.addEventListener("input", event => { if (event.target === editor) changed(); });
  sheet.addEventListener("beforeinput", event => {
    if (event.target !== editor || event.isComposing || composing) return;
    if (event.inputType.startsWith("format") || event.inputType === "insertParagraph") return event.preventDefault();
    // Nothing typed takes a chip away.
    const touched = event.getTargetRanges().some(span => {
      const range = document.createRange();
      range.setStart(span.startContainer, span.startOffset); range.setEnd(span.endContainer, span.endOffset);
      return [...editor.querySelectorAll(".chip")].some(chip => { const own = document.createRange(); own.selectNode(chip);
        return !range.collapsed && range.compareBoundaryPoints(Range.START_TO_END, own) > 0 && range.compareBoundaryPoints(Range.END_TO_START, own) < 0; });
    });
    if (!touched) return;
    event.preventDefault();
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !editor.contains(range.commonAncestorContainer)) return;
    const chips = [...range.cloneContents().querySelectorAll(".chip")], typed = document.createTextNode(event.data ?? "");
    range.deleteContents();
    const all = document.createDocumentFragment();
    all.append(typed, ...chips);
    range.insertNode(all);
    getSelection().collapse(typed, typed.length);
    changed();
  });
  sheet.addEventListener("paste", event => {
    if (event.target.closest?.(".editor") !== editor || !editor) return;
    event.preventDefault();
    insert([...event.clipboardData.getData("text/plain")].filter(c => !isCode(c)).join("").replace(/\s*\n\s*/g, " "));
  });
  sheet.addEventListener("mousedown", event => { if (event.target.closest(".means, .bench button, .tray button, .findings button, .aid button")) event.preventDefault(); });
  sheet.addEventListener("click", event => {
    const one = event.target.closest(".segment"), button = event.target.closest("button[data-do]"), means = event.target.closest(".means");
    if (!one) return;
    if (one !== current) take(one);
    const near = event.target.closest("[data-take]");
    if (button) verbs[button.dataset.do](button.closest("[data-replacement]"));
    else if (near) takeNear(near);
    else if (event.target.closest(".aid")) return;
    else if (means) insert(means.parentElement.dataset.insert);
    else if (event.target.closest("div.target") && !getSelection().toString()) open();
    fixes(one);
  });
  document.getElementById("help").addEventListener("click", () => document.getElementById("sheet-of-keys").showModal());
  document.getElementById("clean").addEventListener("click", clean);
  document.getElementById("seek").addEventListener("click", seek);
  document.getElementById("split").addEventListener("click", split);
  for (const box of document.querySelectorAll("dialog")) box.addEventListener("close", () => (editor ?? current)?.focus());

  // ---- what others do
  const source = new EventSource("/events?after=" + page.seq);
  source.addEventListener("act", event => {
    const act = JSON.parse(event.data);
    for (const row of act.rows) {
      const one = find(row.id);
      if (!one || row.id.locale !== page.locale || (act.verb !== "comment" && Number(one.dataset.version) >= row.to)) continue;
      if (one === current && editor) one.querySelector(".here").textContent = " · " + say("changed").replace("#", act.person);
      else refresh(one);
    }
  });
  source.addEventListener("here", event => {
    const here = JSON.parse(event.data);
    for (const one of segments()) {
      const place = one.querySelector(".here"), is = one === find(here.id) && here.id.locale === page.locale;
      if (is) place.textContent = " · " + say("is-here").replace("#", here.person);
      else if (place.textContent.includes(here.person)) place.textContent = "";
    }
  });
  source.addEventListener("open", () => { online(true); flush(); });
  source.addEventListener("error", () => online(navigator.onLine && source.readyState !== 2 ? document.getElementById("offline").hidden : false));
  addEventListener("online", () => { flush(); saveDraft(); });
  setInterval(() => { if (!document.getElementById("offline").hidden || outbox().length) { flush(); saveDraft(); if (!outbox().length) post("here", order(current)).catch(() => {}); } }, 3000);
  addEventListener("pagehide", () => { if (editor && dirty) keep(store + name(current), JSON.stringify({ text: read(editor), base, version: baseVersion })); });

  // ---- the beginning: what was left unsent is shown as a draft and sent.
  const begin = () => {
    for (const one of segments()) { if (localStorage.getItem(store + name(one))) one.querySelector(".draft").hidden = false; fixes(one); }
    flush();
    const asked = /^#s-[0-9a-f]+-[0-9a-f]+$/.test(location.hash) && document.querySelector(location.hash);
    take(asked || (segments().find(one => !isDone(one)) ?? segments()[0]));
    if (localStorage.getItem("anban split")) split();
  };
  // A database that does not answer is not waited for.
  Promise.race([recover().catch(() => {}), new Promise(done => setTimeout(done, 1000))]).then(begin);
})();
