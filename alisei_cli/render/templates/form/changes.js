// What has been changed, as the changes of a proposal and as a list for people.

// Every change of all groups of fields, in the order of the page; what a new entry starts from alone is none.
function listChanges(groups) {
  const found = findChanges(groups);
  return found.every((change) => change.isPreset) ? [] : found;
}

function findChanges(groups) {
  return groups.flatMap((group) => {
    if (!group.part) return changesOfFields(group.fields, group.pointer, 0, []);
    if (!group.item) return changesOfNew(group);
    return group.isRemoved ? [removal(group)] : changesOfItem(group);
  });
}

function changesOfFields(fields, pointer, skipped, context) {
  return fields.flatMap((made) => {
    const after = made.input.read();
    const route = [...pointer, ...made.field.route.slice(skipped)];
    const isPreset = made.field.preset !== undefined && after === made.field.preset;
    const told = { isPreset, title: made.field.title, context, isRestricted: made.field.isRestricted, field: made.field };
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

// A new item with all that was filled in; none if nobody has filled in anything.
function changesOfNew(group) {
  const value = {};
  let isEmpty = true;
  for (const { field, input, before } of group.fields) {
    const read = input.read();
    if (!read.length) continue;
    if (String(read) !== String(before) && read !== field.preset) isEmpty = false;
    put(value, field.route.slice(group.skipped), read);
  }
  if (isEmpty) return [];
  for (const [key, start] of Object.entries(group.preset)) if (start && value[key] === undefined) value[key] = start;
  const isRestricted = group.fields.some(({ field, input }) => field.isRestricted && input.read().length);
  return [{ op: "add", pointer: group.part.list, value, title: group.part.title, context: [], isRestricted, new: () => tellItem(group) }];
}

function put(data, [key, ...rest], value) {
  if (!rest.length) data[key] = value;
  else put(data[key] = data[key] || {}, rest, value);
}

const tellItem = (group) => group.fields.map(({ field, input }) => [input.read()].flat().filter(Boolean).map((value) => tellValue(value, field)).join(", ")).filter(Boolean).join(" · ");

// A value as people read it.
function tellValue(value, field) {
  if (typeof value === "function") return value();
  return field && field.choices !== undefined ? speak(titleOf(getTerms(field.choices), value)) : String(value);
}

// Each change on a line: where, what it was, what it becomes.
function makeChangeLine(change) {
  const where = [...change.context.map((each) => (typeof each === "function" ? each() : speak(each))), speak(change.title)].join(" › ");
  const line = make("li", {}, make("strong", {}, where), " ");
  if (change.old) line.append(make("del", {}, tellValue(change.old, change.field)));
  if (change.old && (change.new || change.op === "clear")) line.append(" → ");
  if (change.new) line.append(make("ins", {}, tellValue(change.new, change.field)));
  else if (change.op === "clear") line.append(make("ins", {}, speak("empty")));
  return line;
}
