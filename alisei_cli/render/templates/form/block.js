"use strict";
// The text block of a proposal, as alisei_cli/proposals/_block.py reads and writes it; tests/data/proposal-blocks.json holds both to it.

const UNSEEN = /[\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const MISREAD = /[:"“”„‟]|[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]($|[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])|[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

const spell = (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;

// JSON with the blanks that Python's writer puts.
function writeJson(value) {
  if (Array.isArray(value)) return `[${value.map(writeJson).join(", ")}]`;
  if (value && typeof value === "object") {
    return `{${Object.entries(value).map(([key, inner]) => `${writeJson(key)}: ${writeJson(inner)}`).join(", ")}}`;
  }
  return JSON.stringify(value).replace(UNSEEN, spell);
}

function writeValue(value) {
  const isPlain = typeof value === "string"
    && value === value.split(BLANKS).filter(Boolean).join(" ")
    && !/^["{[“”„‟]/.test(value)
    && value.search(UNSEEN) < 0;
  return isPlain ? value : writeJson(value);
}

function writePointer(parts) {
  const pointer = parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return MISREAD.test(pointer) ? writeJson(pointer).replace(/[“”„‟]/g, spell) : pointer;
}

// The lines of a proposal {entry, kind, base, confirms, changes: [{op, pointer, value}]}; `grammar` has the words, `place` the language's place in them.
function writeBlock(proposal, grammar, place) {
  const word = (key) => grammar[key][place];
  const lines = ["ALISEI 1", `${word("entry")}: ${proposal.entry || word("new")}`];
  if (!proposal.entry) lines.push(`${word("kind")}: ${proposal.kind}`);
  if (proposal.base) lines.push(`${word("base")}: ${proposal.base}`);
  if (proposal.confirms) lines.push(`${word("confirm")}: ${word("yes")}`);
  for (const { op, pointer, value } of proposal.changes) {
    const said = `${word(op)} ${writePointer(pointer)}`;
    lines.push(value === undefined || value === null ? said : `${said}: ${writeValue(value)}`);
  }
  return `${[...lines, word("end")].join("\n")}\n`;
}

// How a pointer names an item of a list, as alisei_cli/model/identity.py says.
function nameItem(item, fields) {
  const said = fields.map((field) => item[field]).map((value) =>
    value === undefined || value === null ? "" : typeof value === "string" ? value : sameContent(value));
  while (said.length && !said.at(-1)) said.pop();
  return said.length ? said.map(escapeName).join("|") : escapeName(sameContent(item));
}

const escapeName = (part) => part.replaceAll("\\", "\\\\").replaceAll("|", "\\|");

// JSON that is the same for values of the same meaning.
function sameContent(value) {
  if (Array.isArray(value)) return `[${value.map(sameContent).sort().join(", ")}]`;
  if (value && typeof value === "object") {
    return `{${Object.keys(value).sort().map((key) => `${sameContent(key)}: ${sameContent(value[key])}`).join(", ")}}`;
  }
  return JSON.stringify(value);
}
