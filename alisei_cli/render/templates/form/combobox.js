// A text field that proposes terms while one types: an editable combobox with a list, after the WAI-ARIA Authoring Practices.

const MOST_OPTIONS = 60;

// `getTerms()` gives what searchTerms takes; `choose(term)` is called for a term, `leave(text)` when the field is left or Enter pressed without one.
function makeCombobox({ id, describedBy, named, invites = "term", getTerms, choose, leave }) {
  const list = make("ul", { role: "listbox", id: `${id}-list`, hidden: true });
  const input = make("input", {
    type: "text", id, role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-describedby": describedBy,
  });
  say(input, invites, {}, "placeholder");
  say(list, named, {}, "aria-label");
  const none = say(make("p", { class: "help none", hidden: true }), "foundNone");
  let shown = [];
  let active = -1;

  const close = () => {
    list.hidden = none.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    active = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    const option = list.children[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const take = (term) => {
    close();
    choose(term);
  };
  const open = (typed) => {
    shown = searchTerms(getTerms(), typed).slice(0, MOST_OPTIONS);
    list.replaceChildren(...shown.map((term, number) => makeOption(term, `${list.id}-${number}`, () => take(term))));
    list.hidden = !shown.length;
    none.hidden = !list.hidden;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
    if (shown.length) announce("found", { count: shown.length });
    else announce("foundNone");
  };
  const keys = {
    ArrowDown: () => (list.hidden ? open("") : mark((active + 1) % shown.length)),
    ArrowUp: () => (list.hidden ? open("") : mark((active < 1 ? shown.length : active) - 1)),
    Escape: () => (list.hidden ? (input.value = "") : close()),
    Enter: () => (list.hidden || active < 0 ? (close(), leave(input.value)) : take(shown[active])),
  };
  input.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("click", () => list.hidden && open(""));
  input.addEventListener("blur", () => {
    close();
    leave(input.value);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  return { input, node: make("div", { class: "combobox" }, input, list, none) };
}

function makeOption({ choice, above, synonym }, id, take) {
  const option = make("li", { role: "option", id, "aria-selected": "false" }, say(make("span"), choice.title));
  const aside = [above && speak(above.title), synonym].filter(Boolean).join(" · ");
  if (aside) option.append(make("span", { class: "aside" }, aside));
  option.addEventListener("click", take);
  return option;
}
