// Parts of a section: one field, the fields of a block, or a list whose items can be added, changed and removed.

const valueAt = (data, route) => route.reduce((here, key) => (here === undefined || here === null ? undefined : here[key]), data);

// A field with its label, help, example, input and hint; `given` is its value as it was sent.
function makeField(field, given, onChange, siblings) {
  const id = makeId();
  const helps = [];
  const help = (name, said, places) => {
    const node = say(make("p", { class: name, id: `${id}-${name}` }), said, places);
    helps.push(node.id);
    return node;
  };
  const parts = [
    field.help && help("help", field.help),
    field.example && help("example", "example", { example: field.example }),
  ];
  const hint = make("p", { class: "hint", id: `${id}-hint`, hidden: true });
  const shown = given === undefined && field.preset ? field.preset : given;
  const describedBy = [...helps, hint.id].join(" ");
  const input = isTown(field) ? makeTownInput(field, textOf(shown), id, describedBy, siblings) : makeInput(field, shown, id, describedBy);
  const title = field.isNeeded ? [say(make("span"), field.title), " ", say(make("span", { class: "needed" }), "needed")] : [say(make("span"), field.title)];
  const label = make(input.isGroup ? "p" : "label", { class: "label", for: input.isGroup ? null : id, id: `${id}-label` }, ...title);
  if (input.isGroup) input.node.setAttribute("aria-labelledby", label.id);
  const node = make("div", { class: `field ${field.input}` }, label, ...parts.filter(Boolean), input.node, hint);
  const made = { field, input, node, hint, siblings: [...siblings], before: given === undefined && field.preset ? "" : input.read() };
  const check = () => {
    const said = hintOf(made);
    hint.hidden = !said;
    if (said) say(hint, ...said);
  };
  node.addEventListener("input", onChange);
  node.addEventListener("change", () => { check(); onChange(); });
  return made;
}

function hintOf({ field, input, siblings }) {
  const isKnown = (text) => Boolean(findTerm(getTerms(field.choices), text));
  const values = [input.read()].flat();
  if (!values.length) return null;
  return values.map((text) => hintAt(field, text, isKnown)).find(Boolean) || (isBelow(field, input, siblings) ? ["range"] : null);
}

// Whether the end of a range is less than its beginning.
function isBelow({ route }, input, siblings) {
  const start = route.at(-1) === "to" && siblings.find(({ field }) => String(field.route) === String([...route.slice(0, -1), "from"]));
  return Boolean(start && start.input.read()) && Number(input.read()) < Number(start.input.read());
}

const isTown = (field) => field.route.at(-1) === "municipality" && Object.keys(DATA.towns).length > 0;
let towns;

// Municipalities as terms, so that province, region and country come with the one that is chosen.
function getTowns() {
  towns = towns || prepareTerms(Object.entries(DATA.towns).flatMap(([sigla, [region, ...names]]) =>
    names.map((name) => {
      const code = `${name} (${sigla})`; // two municipalities may have one name
      return { code, title: [code, code], synonyms: [name], sigla, region };
    })));
  return towns;
}

function makeTownInput(field, given, id, describedBy, siblings) {
  const input = makeTermInput(field, given, id, describedBy, getTowns, ({ choice }) => {
    for (const { field: other, input: sibling } of siblings) {
      const value = { province: choice.sigla, region: choice.region, country: "IT" }[other.route.at(-1)];
      if (value) sibling.write(value);
    }
  });
  return { ...input, read: () => input.read().replace(/ \([A-Z]{2}\)$/, "") };
}

function makeFields(fields, valueOf, onChange) {
  const made = [];
  for (const field of fields) made.push(makeField(field, valueOf(field), onChange, made));
  return made;
}

// A part of a section: its node, and the groups of fields of which changes are made.
function makePart(part, onChange) {
  if (part.list) return makeList(part, onChange);
  const made = makeFields(part.fields, (field) => field.value, onChange);
  const group = { pointer: [], fields: made, skipped: 0 };
  if (!part.help && made.length === 1) return { node: make("div", { class: "part" }, ...made.map((each) => each.node)), groups: () => [group] };
  const help = part.help && say(make("p", { class: "help" }), part.help);
  const node = make("fieldset", { class: "part block" }, say(make("legend"), part.title), help, ...made.map((each) => each.node));
  return { node, groups: () => [group] };
}

function makeList(part, onChange) {
  const entries = part.items.map((item) => makeItem(part, item, onChange));
  const items = make("ol", { class: "items" }, ...entries.map((each) => each.node));
  const add = () => {
    const item = makeItem(part, null, onChange, () => {
      entries.splice(entries.indexOf(item), 1);
      item.node.remove();
      button.focus();
      onChange();
    });
    entries.push(item);
    items.append(item.node);
    return item;
  };
  const button = makeButton("another", () => {
    goTo(add().group);
    onChange();
  }, { label: "anotherOne", places: { list: part.title }, look: "add" });
  if (part.preset) add();
  if (part.preset && part.fields.length === 1) return { node: make("div", { class: "part" }, items), groups: () => [entries[0].group] };
  const heading = say(make("legend"), part.title);
  const help = part.help && say(make("p", { class: "help" }), part.help);
  const node = make("fieldset", { class: "part list" }, heading, help, items, !part.preset && button);
  return { node, groups: () => entries.map((each) => each.group) };
}

// An item: one that is there already is folded until it is changed; a new one is open.
function makeItem(part, item, onChange, drop) {
  const skipped = part.list.length + 1;
  const group = { part, item, skipped, pointer: item && [...part.list, item.name], fields: [], isRemoved: false };
  const body = make("div", { class: "item-fields" });
  const name = { name: () => titleOfItem(part, item || { data: readItem(group) }).filter(Boolean).join(" · ") || speak("newItem") };
  const title = make("span", { class: "item-title" });
  const buttons = []; // the item of a question has none
  const entitle = () => {
    say(title, ["{name}", "{name}"], name);
    for (const button of buttons) button.sayings.get("aria-label")();
  };
  const build = () => {
    const { accessed, ...preset } = part.preset || {};
    const valueOf = (field) => valueAt(item ? item.data : {}, field.route.slice(skipped));
    const fields = part.fields.filter((field) => !isOwnId(part, field)).map((field) => startOf(field, item));
    group.preset = item ? {} : { ...preset, accessed: accessed && today() };
    group.fields = makeFields(fields, valueOf, () => { entitle(); onChange(); });
    body.append(...group.fields.map((each) => each.node));
  };
  if (!item) build();
  if (part.preset) return { node: make("li", { class: "item only" }, body), group };
  const gone = say(make("span", { class: "gone", hidden: true }), "willGo");
  const edit = makeButton("edit", () => {
    group.show(body.hidden);
    if (!body.hidden) group.fields[0].input.focus();
  }, { label: "editOne", places: name });
  const remove = makeButton("remove", () => {
    if (drop) return drop();
    group.isRemoved = !group.isRemoved;
    li.classList.toggle("removed", group.isRemoved);
    gone.hidden = !group.isRemoved;
    edit.hidden = group.isRemoved;
    group.show(false);
    say(remove, group.isRemoved ? "undo" : "remove");
    say(remove, group.isRemoved ? "undoOne" : "removeOne", name, "aria-label");
    announce(group.isRemoved ? "removed" : "restored", name);
    return onChange();
  }, { label: "removeOne", places: name });
  buttons.push(edit, remove);
  const li = make("li", { class: item ? "item" : "item new" }, make("div", { class: "item-head" }, title, gone, make("span", { class: "item-buttons" }, edit, remove)), body);
  group.show = (isOpen) => {
    if (isOpen && !group.fields.length) build();
    body.hidden = !isOpen;
    edit.setAttribute("aria-expanded", String(isOpen));
    say(edit, isOpen ? "close" : "edit");
    say(edit, isOpen ? "closeOne" : "editOne", name, "aria-label");
    entitle();
  };
  group.show(!item);
  return { node: li, group: Object.assign(group, { remove }) };
}

// Go to a field of a group, or to the button that takes a removed item back.
function goTo({ show, remove, isRemoved, fields }, made = fields[0]) {
  if (isRemoved) return remove.focus();
  const details = made.node.closest("details");
  if (details) details.open = true;
  if (show) show(true);
  return made.input.focus();
}

// The ids of offers and needs: alisei makes those of new ones, and old ones never change.
const isOwnId = (part, field) => part.identity.length === 1 && part.identity[0] === field.route.at(-1) && field.route.at(-1) === "id" && field.input === "text";

// A field of a new item with what it starts from: a source was read today.
function startOf(field, item) {
  const isSource = !item && field.route.at(-1) === "accessed";
  return isSource ? { ...field, preset: today() } : field;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
}

// What tells an item from the others: its name, text or other end, then what it is.
function titleOfItem(part, item) {
  const told = (key) => item.data[key] !== undefined && textOf(item.data[key]);
  const summary = item.data.summary && (item.data.summary[LANGUAGES[language]] || item.data.summary.it || item.data.summary.en);
  const kinds = part.fields.filter((field) => field.input === "choice" && field.route.at(-1) !== "lang" && field.route.length === part.list.length + 2 && told(field.route.at(-1)));
  const kind = kinds.length && speak(titleOf(getTerms(kinds[0].choices), told(kinds[0].route.at(-1)))).split(":")[0];
  const names = part.identity.filter((key) => !kinds.some((field) => field.route.at(-1) === key)).map(told).filter(Boolean);
  return [summary || (item.target && speak(item.target)) || names.join(", ") || item.name, kind];
}
