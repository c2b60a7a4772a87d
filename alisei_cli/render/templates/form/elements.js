// Elements, and what they say in the language of the moment. Texts are only ever set as text.

const DATA = JSON.parse(document.getElementById("data").textContent);
const LANGUAGES = ["it", "en"];
let language = 0;

// A sentence of the page by its name, or a text in two languages, with its places filled in.
function speak(said, places = {}) {
  const pair = typeof said === "string" ? DATA.words[said] : said;
  const text = pair[language] || pair[0] || pair[1];
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(places, name) ? speakValue(places[name]) : whole));
}

const speakValue = (value) => (Array.isArray(value) ? speak(value) : typeof value === "function" ? value() : String(value));

// Let `node` say something, as its text or in an attribute, now and in whatever language comes next.
function say(node, said, places = {}, attribute = "") {
  node.sayings = node.sayings || new Map();
  node.sayings.set(attribute, () => {
    const text = speak(said, places);
    if (attribute) node.setAttribute(attribute, text);
    else node.textContent = text;
  });
  node.sayings.get(attribute)();
  return node;
}

function changeLanguage(place) {
  language = place;
  document.documentElement.lang = LANGUAGES[place];
  for (const node of document.querySelectorAll("*")) if (node.sayings) node.sayings.forEach((repeat) => repeat());
}

// An element with attributes and children; what is null, undefined or false is left out.
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// A button that says and does something; `label` is what it is called where its text does not tell enough.
function makeButton(said, act, { label, places, look } = {}) {
  const button = say(make("button", { type: "button", class: look }), said, places);
  if (label) say(button, label, places, "aria-label");
  button.addEventListener("click", act);
  return button;
}

let made = 0;
const makeId = () => `f${(made += 1)}`;

// Tell people who do not see the page what has happened.
function announce(said, places) {
  const status = document.getElementById("status");
  status.textContent = "";
  setTimeout(() => { status.textContent = speak(said, places); }, 50);
}
