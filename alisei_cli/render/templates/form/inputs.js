// One input for each kind of field. An input has a node, `read()` (a text, or a list of texts), `focus()`, and may have `write(text)`.

const FEW = 12; // terms up to which all of them are shown at once
const SEVERAL = /\s*[,;\n]\s*/;
const prepared = new Map();

function getTerms(number) {
  if (!prepared.has(number)) prepared.set(number, prepareTerms(DATA.choices[number]));
  return prepared.get(number);
}

const titleOf = (terms, code) => terms.find((term) => term.choice.code === code)?.choice.title || [code, code];
const textOf = (value) => (value === undefined || value === null ? "" : String(value));

function makeInput(field, value, id, describedBy) {
  const several = ["texts", "choices"].includes(field.input);
  const given = several ? (value || []).map(String) : textOf(value);
  if (field.input === "choice") {
    return (DATA.choices[field.choices].length > FEW ? makeTermInput : makeSelect)(field, given, id, describedBy);
  }
  if (field.input === "choices") {
    return (DATA.choices[field.choices].length > FEW ? makeTermsInput : makeBoxes)(field, given, id, describedBy);
  }
  return makeTextInput(field, given, id, describedBy);
}

function makeTextInput(field, given, id, describedBy) {
  const several = Array.isArray(given);
  const isByLine = several && given.some((value) => SEVERAL.test(value)); // a value with a comma: each has a line of its own
  const isLong = field.input === "paragraph" || isByLine;
  const modes = { number: "numeric", address: "url" };
  const node = make(isLong ? "textarea" : "input", {
    id, "aria-describedby": describedBy, autocomplete: "off", spellcheck: isLong ? "true" : "false",
    type: isLong ? null : "text", inputmode: modes[field.input], rows: isLong ? 4 : null, "aria-required": field.isNeeded ? "true" : null,
  });
  node.value = several ? given.join(isByLine ? "\n" : ", ") : given;
  const read = () => (several ? node.value.split(isByLine ? /\s*\n\s*/ : SEVERAL).filter(Boolean) : node.value.trim());
  return { node, read, focus: () => node.focus(), write: (text) => { node.value = text; } };
}

function makeSelect(field, given, id, describedBy) {
  const terms = getTerms(field.choices);
  const node = make("select", { id, "aria-describedby": describedBy, "aria-required": field.isNeeded ? "true" : null });
  const codes = ["", ...terms.map((term) => term.choice.code)];
  if (!codes.includes(given)) codes.push(given);
  for (const code of codes) node.append(say(make("option", { value: code }), code ? titleOf(terms, code) : "choose"));
  node.value = given;
  return { node, read: () => node.value, focus: () => node.focus(), write: (code) => { node.value = code; } };
}

function makeBoxes(field, given, id, describedBy) {
  const terms = getTerms(field.choices);
  const codes = [...new Set([...terms.map((term) => term.choice.code), ...given])];
  const boxes = codes.map((code) => {
    const box = make("input", { type: "checkbox", value: code });
    box.checked = given.includes(code);
    return { box, node: make("label", { class: "box" }, box, say(make("span"), titleOf(terms, code))) };
  });
  const node = make("div", { class: "boxes", id, role: "group", "aria-describedby": describedBy }, ...boxes.map((each) => each.node));
  return { node, isGroup: true, read: () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value), focus: () => boxes[0].box.focus() };
}

// One of many terms; a text that is none is kept as it is.
function makeTermInput(field, given, id, describedBy, terms = () => getTerms(field.choices), told = () => {}) {
  let chosen = given;
  const show = () => { input.value = chosen && speak(titleOf(terms(), chosen)); };
  const leave = (text) => {
    if (text === (chosen && speak(titleOf(terms(), chosen)))) return;
    const found = findTerm(terms(), text);
    chosen = found ? found.choice.code : text.trim();
    show();
    if (found) told(found);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const choose = (term) => {
    chosen = term.choice.code;
    show();
    told(term);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const { input, node } = makeCombobox({ id, describedBy, named: field.title, invites: isTown(field) ? "town" : "term", getTerms: terms, choose, leave });
  if (field.isNeeded) input.setAttribute("aria-required", "true");
  node.sayings = new Map([["", show]]);
  if (given) show();
  const read = () => (document.activeElement === input ? findTerm(terms(), input.value)?.choice.code ?? input.value.trim() : chosen);
  return { node, read, focus: () => input.focus(), write: (code) => { chosen = code; show(); } };
}

// Several of many terms, each with a button to take it away.
function makeTermsInput(field, given, id, describedBy) {
  const terms = getTerms(field.choices);
  const chosen = [...given];
  let left = ""; // a text that is no term stays in the input, and is sent as it is
  const chips = make("ul", { class: "chips" });
  say(chips, "chosen", {}, "aria-label");
  const tell = () => chips.dispatchEvent(new Event("change", { bubbles: true }));
  const drop = (code) => {
    chosen.splice(chosen.indexOf(code), 1);
    draw();
    tell();
    announce("removed", { name: titleOf(terms, code) });
    input.focus();
  };
  const draw = () => {
    chips.hidden = !chosen.length;
    chips.replaceChildren(...chosen.map((code) => {
      const title = titleOf(terms, code);
      const button = makeButton(["×", "×"], () => drop(code), { label: "removeOne", places: { name: title }, look: "chip-remove" });
      return make("li", {}, say(make("span"), title), button);
    }));
  };
  const add = (code) => {
    input.value = left = "";
    if (chosen.includes(code)) return;
    chosen.push(code);
    draw();
    tell();
    announce("added", { name: titleOf(terms, code) });
  };
  const leave = (text) => {
    const found = findTerm(terms, text);
    if (found) return add(found.choice.code);
    left = text.trim();
    return tell();
  };
  const { input, node } = makeCombobox({ id, describedBy, named: field.title, getTerms: () => terms.filter((term) => !chosen.includes(term.choice.code)), choose: (term) => add(term.choice.code), leave });
  draw();
  node.prepend(chips);
  return { node, read: () => [...chosen, left].filter(Boolean), focus: () => input.focus() };
}
