// What a field thinks of a value: the name of a sentence with its places, or a sentence in two languages, or null. These are hints: alisei decides.

function hintAt(field, text, isKnown = () => true) {
  if (!text) return field.isNeeded ? ["neededHint"] : null;
  if (field.input === "number") return hintAtNumber(field, text);
  const count = [...text].length;
  if (field.most !== undefined && count > field.most) return ["longer", { count, most: field.most }];
  if (field.least !== undefined && count < field.least) return ["shorter", { least: field.least }];
  if (field.pattern && !new RegExp(field.pattern, "u").test(text)) return [field.mistake || "mistake"];
  if (field.input === "day" && !isDay(text)) return ["day"];
  if (["choice", "choices"].includes(field.input) && !isKnown(text)) return ["notTerm", { value: text }];
  return null;
}

function hintAtNumber({ least, most }, text) {
  if (!/^-?(0|[1-9]\d*)$/.test(text)) return ["number"];
  if (least !== undefined && Number(text) < least) return ["lower", { least }];
  if (most !== undefined && Number(text) > most) return ["higher", { most }];
  return null;
}

// Whether a day, month or year is in the calendar.
function isDay(text) {
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
