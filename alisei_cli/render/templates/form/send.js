// The end of the page: what changes, the text to send, and the ways to send it. Nothing is sent from here without the reader.

const LONGEST_MAIL = 1800; // characters of an address that every mail program takes
let sent = ""; // the text that was last copied, saved or opened elsewhere

function makeEnd(listGroups) {
  const lines = make("ol", { class: "changes" });
  const none = say(make("p", { class: "help" }), "nothing");
  const count = make("p", { class: "count", role: "status" });
  const doubts = make("ul");
  const doubtCount = make("p", { class: "count", role: "status" });
  const review = make("div", { class: "review", hidden: true }, doubtCount, doubts);
  const box = make("input", { type: "checkbox", id: "confirm" });
  const confirm = make("div", { class: "confirm" }, make("label", { class: "box" }, box, say(make("span"), "confirm")), say(make("p", { class: "help" }), "confirmHelp"));
  const text = make("textarea", { id: "block", readonly: true, rows: 8, spellcheck: "false", wrap: "soft" });
  const file = `correzioni-${DATA.entry || "nuova"}.txt`;
  const links = make("div", { class: "ways" });
  const ways = make("div", { class: "ways" },
    makeWay("copy", () => copyText(text), { look: "first" }), makeWay("download", () => downloadText(text.value, file), { places: { file } }), links);
  const send = make("section", { "aria-labelledby": "send-title", hidden: true },
    say(make("h2", { id: "send-title" }), "send"), say(make("p", { class: "help" }), "sendHelp"),
    say(make("label", { class: "label", for: "block" }), "text"), text, ways);
  const refresh = () => {
    const changes = listChanges(listGroups());
    const isEmpty = !changes.length;
    lines.replaceChildren(...changes.map(makeChangeLine));
    none.hidden = !isEmpty;
    const doubted = isEmpty ? [] : makeReviewLines(listGroups());
    doubts.replaceChildren(...doubted);
    review.hidden = !doubted.length;
    doubtCount.textContent = doubted.length ? speak("review", { count: doubted.length }) : "";
    count.textContent = isEmpty ? "" : `${speak("changes")}: ${changes.length}`;
    confirm.hidden = !isEmpty || !DATA.entry;
    const confirms = isEmpty && box.checked;
    send.hidden = isEmpty && !confirms;
    if (send.hidden) return;
    const proposal = { entry: DATA.entry, kind: DATA.kind, base: DATA.base, confirms, changes: changes.flatMap((change) => change.lines || [change]) };
    text.value = writeBlock(proposal, DATA.grammar, language);
    links.replaceChildren(...[makeMailWay(text.value), makeIssueWay(text.value, changes.some((change) => change.isRestricted))].filter(Boolean));
    if (text.value !== sent) ways.querySelectorAll(".told").forEach((told) => say(told, ["", ""]));
  };
  ways.addEventListener("click", (event) => {
    const way = event.target.closest("button, .button");
    if (way && way.matches("button")) refresh(); // what was typed a moment ago goes too
    if (way) sent = text.value;
  }, true);
  box.addEventListener("change", refresh);
  window.addEventListener("beforeunload", (event) => {
    if (send.hidden || text.value === sent) return;
    event.preventDefault();
    event.returnValue = true; // for browsers of before 2024
  });
  const summary = make("section", { "aria-labelledby": "changes" }, say(make("h2", { id: "changes", tabindex: "-1" }), "changes"), count, none, lines, review, confirm);
  return { node: make("div", { id: "end" }, summary, send), refresh };
}

// A button, and beside it what has come of it.
function makeWay(said, act, options) {
  const told = make("p", { class: "told", role: "status" });
  return make("div", { class: "way" }, makeButton(said, async () => say(told, ...(await act())), options), told);
}

function makeMailWay(block) {
  const subject = DATA.entry ? `[alisei:${DATA.entry}] ${speak(DATA.name)}` : `alisei: ${speak("new")}`;
  const body = encodeURIComponent(block.replaceAll("\n", "\r\n"));
  const address = `mailto:${DATA.mailbox || ""}?subject=${encodeURIComponent(subject)}&body=${body}`;
  if (address.length >= LONGEST_MAIL) return make("div", { class: "way" }, say(make("p", { class: "help" }), "mailLong"));
  const help = DATA.mailbox ? say(make("p", { class: "help" }), "mailHelp", { mailbox: DATA.mailbox }) : say(make("p", { class: "help" }), "mailNoAddress");
  return make("div", { class: "way" }, say(make("a", { class: "button", href: address }), "mail"), help);
}

// The address that alisei_cli/core/issue_link.py builds, or null where GitHub would not take it.
function buildIssueLink({ address, template, entry, block, new: unnamed, limit }, id, text) {
  const fields = [["template", template], [entry, id || unnamed], [block, text]];
  const link = `${address}?${fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
  return link.length < limit ? link : null;
}

function makeIssueWay(block, isRestricted) {
  if (!DATA.issue) return null;
  const link = buildIssueLink(DATA.issue, DATA.entry, block);
  if (isRestricted || !link) return make("div", { class: "way" }, say(make("p", { class: "help" }), isRestricted ? "githubRestricted" : "githubLong"));
  const open = say(make("a", { class: "button", href: link, target: "_blank", rel: "noopener noreferrer" }), "github");
  return make("div", { class: "way" }, open, say(make("p", { class: "help" }), "githubHelp"));
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return ["copied"];
  } catch {
    text.focus();
    text.select();
    return [document.execCommand("copy") ? "copied" : "copyByHand"];
  }
}

function downloadText(text, file) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  make("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  return ["downloaded", { file }];
}
