// What has been changed, as the changes of a proposal and as a list for people.

const LONGEST_ID = 40;

// Every change of all groups of fields, in the order of the page; what a new entry starts from alone is none.
function listChanges(groups) {
  const found = findChanges(groups);
  return found.every((change) => change.isPreset) ? [] : found;
}

function findChanges(groups) {
  const taken = new Set(groups.filter(({ item }) => item).map(({ pointer }) => String(pointer)));
  return groups.flatMap((group) => changesOf(group, taken).map((change) => ({ ...change, go: () => goTo(group, change.made) })));
}

function changesOf(group, taken) {
  if (!group.part) return changesOfFields(group.fields, group.pointer, 0, []);
  if (!group.item) return changesOfNew(group, taken);
  return group.isRemoved ? [removal(group)] : changesOfItem(group);
}

function changesOfFields(fields, pointer, skipped, context) {
  return fields.flatMap((made) => {
    const after = made.input.read();
    const route = [...pointer, ...made.field.route.slice(skipped)];
    const isPreset = made.field.preset !== undefined && after === made.field.preset;
    const told = { isPreset, title: made.field.title, context, isRestricted: made.field.isRestricted, field: made.field, made };
    if (Array.isArray(after)) {
      const gone = made.before.filter((value) => !after.includes(value)).map((value) => ({ op: "remove", pointer: [...route, escapeName(value)], old: value, ...told }));
      const come = after.filter((value) => !made.before.includes(value)).map((value) => ({ op: "add", pointer: route, value, new: value, ...told }));
      return [...gone, ...come];
    }
    if (after === made.before) return [];
    if (after === "") return [{ op: "clear", pointer: route, old: made.before, ...told }];
    return [{ op: "set", pointer: route, value: after, old: made.before, new: after, ...told }];
  });
}

const removal = (group) => ({
  op: "remove", pointer: group.pointer, title: group.part.title, context: [], old: () => titleOfItem(group.part, group.item).filter(Boolean).join(" · "),
  isRestricted: group.part.fields.some((field) => field.isRestricted),
});

// Changes of an item; fields that identify it come last, and each gives it another name.
function changesOfItem({ part, item, pointer, fields, skipped }) {
  const isName = ({ field }) => field.route.length === skipped + 1 && part.identity.includes(field.route.at(-1));
  const context = [part.title, () => titleOfItem(part, item)[0]];
  const named = Object.fromEntries(part.identity.map((key) => [key, item.data[key]]));
  const found = changesOfFields(fields.filter((made) => !isName(made)), pointer, skipped, context);
  let here = pointer;
  for (const made of fields.filter(isName)) {
    const changes = changesOfFields([made], here, skipped, context);
    found.push(...changes);
    if (!changes.length) continue;
    named[made.field.route.at(-1)] = made.input.read() || undefined;
    here = [...part.list, nameItem(Object.values(named).some((value) => value !== undefined) ? named : { ...item.data, ...named }, part.identity)];
  }
  return found;
}

// A new item with all that was filled in; none if that is nothing.
function changesOfNew(group, taken) {
  const { part, fields, preset } = group;
  const isEmpty = fields.every(({ field, input, before }) => !input.read().length || String(input.read()) === String(before) || input.read() === field.preset);
  if (isEmpty) return [];
  const value = readItem(group);
  for (const [key, start] of Object.entries(preset)) if (start && value[key] === undefined) value[key] = start;
  const isRestricted = fields.some(({ field, input }) => field.isRestricted && input.read().length);
  const lines = part.fields.some((field) => isOwnId(part, field)) ? spread(value, [...part.list, giveId(value, part, taken)]) : undefined;
  return [{ op: "add", pointer: part.list, value, lines, title: part.title, context: [], isRestricted, new: () => tellItem(group) }];
}

// What is filled in of an item.
function readItem({ fields, skipped }) {
  const data = {};
  for (const { field, input } of fields) if (input.read().length) put(data, field.route.slice(skipped), input.read());
  return data;
}

function put(data, [key, ...rest], value) {
  if (!rest.length) data[key] = value;
  else put(data[key] = data[key] || {}, rest, value);
}

// A change for each value of an item, which people read more easily than the item as a whole.
function spread(value, pointer) {
  if (Array.isArray(value)) return value.map((each) => ({ op: "add", pointer, value: each }));
  if (typeof value !== "object") return [{ op: "set", pointer, value }];
  return Object.entries(value).flatMap(([key, inner]) => spread(inner, [...pointer, key]));
}

// An id out of the first words of an item, with a number where it is taken.
function giveId({ summary = {}, kind }, part, taken) {
  const words = fold(summary.it || summary.en || kind || "").split(" ").map((word) => word.replace(/[^a-z0-9]/g, "")).filter(Boolean);
  let base = "";
  for (const word of words) {
    if (`${base}-${word}`.length > LONGEST_ID) break;
    base = base ? `${base}-${word}` : word;
  }
  base = base || part.list[0];
  let id = base;
  for (let number = 2; taken.has(String([...part.list, id])); number += 1) id = `${base}-${number}`;
  taken.add(String([...part.list, id]));
  return id;
}

const tellItem = (group) => group.fields
  .map(({ field, input }) => [speak(field.title), [input.read()].flat().filter(Boolean).map((value) => tellValue(value, field)).join(", ")])
  .filter(([, told]) => told).map(([title, told]) => `${title}: ${told}`).join("; ");

// A value as people read it.
function tellValue(value, field) {
  if (typeof value === "function") return value();
  return field && field.choices !== undefined ? speak(titleOf(getTerms(field.choices), value)) : String(value);
}

const speakPlace = (context, title) => [...context.map((each) => (typeof each === "function" ? each() : speak(each))), speak(title)].join(" › ");
const makeLink = (place, go) => makeButton([place, place], go, { look: "link" });

// Each change on a line: where, what it was, what it becomes.
function makeChangeLine(change) {
  const line = make("li", {}, makeLink(speakPlace(change.context, change.title), change.go), " ");
  if (change.old) line.append(make("del", {}, tellValue(change.old, change.field)));
  if (change.op === "remove") line.append(" ", make("ins", {}, speak("willGoShort")));
  if (change.old && (change.new || change.op === "clear")) line.append(" → ");
  if (change.new) line.append(make("ins", {}, tellValue(change.new, change.field)));
  else if (change.op === "clear") line.append(make("ins", {}, speak("empty")));
  return line;
}

// The fields with a hint, and those that a new entry or item lacks, each on a line.
function makeReviewLines(groups) {
  return groups.filter(({ isRemoved }) => !isRemoved).flatMap((group) => {
    const { part, item, fields } = group;
    const isNew = part ? !item && (part.preset || changesOfNew(group, new Set()).length > 0) : !DATA.entry;
    const context = part ? [part.title, ...(item ? [() => titleOfItem(part, item)[0]] : [])] : [];
    return fields.map((made) => [made, isNew || !made.hint.hidden ? hintOf(made) : null]).filter(([, hint]) => hint)
      .map(([made, hint]) => make("li", {}, makeLink(speakPlace(context, made.field.title), () => goTo(group, made)), " ", speak(...hint)));
  });
}
