// What a field thinks of a value: the name of a sentence with its places, or a sentence in two languages, or null. These are hints: alisei decides.

const LONG = 300; // characters of a text that alisei still reads in other forms

function hintAt(field, text, isKnown = () => true) {
  if (!text) return field.isNeeded ? ["neededHint"] : null;
  if (field.input === "number") return hintAtNumber(field, text);
  const count = [...text].length;
  if (field.pattern) {
    const pattern = new RegExp(field.pattern, "u");
    if (!mayBeRead(field, text, pattern)) return [field.mistake || "mistake"];
  }
  if (field.most !== undefined && count > (field.pattern ? Math.max(field.most, LONG) : field.most)) return ["longer", { count, most: field.most }];
  if (field.least !== undefined && count < field.least) return ["shorter", { least: field.least }];
  if (field.input === "day" && !isDay(text)) return ["day"];
  if (["choice", "choices"].includes(field.input) && !isKnown(text)) return ["notTerm", { value: text }];
  if (field.route.at(-1) === "mailbox" && isPersonal(text)) return ["perhapsPersonal"];
  return null;
}

// Whether a value fits, or may be one of the other forms that alisei reads (alisei_cli/core/usual_forms.py): better no hint than a wrong one.
function mayBeRead(field, text, pattern) {
  const plain = text.replace(/^["'«“<(\s]+|["'»”>)\s.,;]+$/gu, "").replace(/^mailto:/i, "");
  if (field.input === "day") return pattern.test(plain) || OTHER_DAY.test(plain) || DAY_IN_WORDS.test(plain);
  if (field.input === "address") return pattern.test(plain) || /^[^\s@]+\.[^\s@]+$/u.test(plain.replace(/ ?([.:/]) ?/g, "$1"));
  if (field.most <= 3 && /^[\p{L}' -]{3,}$/u.test(plain)) return true; // the name of a country, a province, a language
  return listReadings(plain).some((reading) => pattern.test(reading));
}

// Whether an address looks like one person's, as alisei_cli/rules/_mail.py judges it.
function isPersonal(address) {
  const { free, given, office, kind } = DATA.personal;
  const [local, domain = ""] = address.toLowerCase().split("@");
  if (free.includes(domain)) return true;
  const words = local.split("+")[0].split(/[._-]/).filter(Boolean);
  const own = fold(`${DATA.name.join(" ")} ${DATA.entry} ${domain}`).split(" ");
  const ends = new RegExp(kind);
  if (words.length < 2 || words.length > 3 || !words.every((word) => /^\p{L}+$/u.test(word)) || words.some((word) => office.includes(word))) return false;
  if (words.some((word) => given.includes(word) && !own.includes(word))) return true;
  if (words.some((word) => own.includes(word) || ends.test(word))) return false;
  return words.at(-1).length >= 3 && words[0].length !== 2;
}

const OTHER_DAY = /^\d{1,4}\s*[./-]\s*\d{1,4}(\s*[./-]\s*\d{1,4})?$/;
const DAY_IN_WORDS = /^(\d{1,2}[°ºª]? )?\p{L}{3,9} \d{4}$/u;

// A code as it may have been meant: without blanks and signs, in capitals or without, with zeros before it, the end of an address.
function listReadings(text) {
  const joined = text.replace(/\s/gu, "");
  const last = joined.replace(/\/+$/, "").split("/").at(-1);
  const bare = joined.replace(/[.-]/g, "");
  const zeros = /^\d+$/.test(joined) ? [joined.padStart(6, "0"), joined.padStart(11, "0"), joined.replace(/^(..)(..)(..)?$/, "$1.$2.$3").replace(/\.$/, "")] : [];
  const mail = text.replace(/ ?[([{]?\b(at|chiocciola)\b[)\]}]? ?/iu, "@").replace(/ ?([.:/@]) ?/g, "$1");
  const ror = /^0[a-z0-9]{8}$/i.test(last) ? [`https://ror.org/${last}`] : [];
  const codes = joined.includes("@") ? [] : [joined, bare, last, ...ror, joined.replace(/^IT/i, "")];
  return [text, mail, ...zeros, ...codes.flatMap((code) => [code, code.toUpperCase(), code.toLowerCase()])];
}

function hintAtNumber({ least, most }, text) {
  if (!/^-?(0|[1-9]\d*)$/.test(text)) return ["number"];
  if (least !== undefined && Number(text) < least) return ["lower", { least }];
  if (most !== undefined && Number(text) > most) return ["higher", { most }];
  return null;
}

// Whether a day, month or year is in the calendar, as far as its form says.
function isDay(text) {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(text)) return true;
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
