// Search of terms: words folded as alisei_cli/folding.py folds them, found from their beginnings, whatever their endings.

const LETTERS = { æ: "ae", Æ: "ae", œ: "oe", Œ: "oe", ø: "o", Ø: "o", ł: "l", Ł: "l", đ: "d", Đ: "d", ß: "ss", ẞ: "ss" };

function fold(text) {
  const plain = text.replace(/[æÆœŒøØłŁđĐßẞ]/g, (letter) => LETTERS[letter]).normalize("NFKD").replace(/\p{M}+/gu, "");
  return plain.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function stripEndings(folded) {
  return folded.replace(/[\p{L}\p{N}]{5,}/gu, (word) => word.replace(/ies$/, "y").replace(/(?:(?<=[cg])h[ei]|[aeiouy]s|[aeiouys])$/, ""));
}

const key = (text) => stripEndings(fold(text));

// Terms with the words by which each is found: its names first, then other words for it, then the names of the term above.
function prepareTerms(choices) {
  const byCode = new Map(choices.map((choice) => [choice.code, choice]));
  return choices.map((choice) => {
    const above = byCode.get(choice.parent);
    return {
      choice,
      above,
      names: [...choice.title, ...choice.title.map((title) => title.split(":")[0]), choice.code].map(key),
      others: (choice.synonyms || []).map((text) => ({ text, key: key(text) })),
      context: above ? above.title.map(key) : [],
    };
  });
}

// The terms in which every word of `typed` begins a word (one like CAR-T several in a row), the nearest first, each with the synonym that it was found by, if it was.
function searchTerms(terms, typed) {
  const wanted = typed.split(/[\s'’]+/).map(key).filter(Boolean);
  const begins = (text, word) => ` ${text}`.includes(` ${word}`);
  const hasAll = (...texts) => wanted.every((word) => texts.some((text) => begins(text, word)));
  const found = [];
  terms.forEach((term, place) => {
    const synonym = term.others.find(({ key }) => hasAll(key));
    const isNamed = hasAll(...term.names);
    if (!isNamed && !synonym && !hasAll(...term.names, ...term.others.map((each) => each.key), ...term.context)) return;
    const whole = wanted.join(" ");
    const rank = term.names.includes(whole) ? 0 : term.others.some((each) => each.key === whole) ? 1
      : term.names.some((name) => name.startsWith(whole)) ? 2 : isNamed ? 3 : synonym ? 4 : 5;
    found.push({ ...term, rank, place, synonym: isNamed ? undefined : synonym && synonym.text });
  });
  return found.sort((one, other) => one.rank - other.rank || one.place - other.place);
}

// The only term that is called `typed`, or undefined.
function findTerm(terms, typed) {
  const wanted = key(typed);
  const found = terms.filter((term) => term.choice.code === typed || term.names.includes(wanted) || term.others.some((each) => each.key === wanted));
  return found.find((term) => term.choice.code === typed) || (found.length === 1 ? found[0] : undefined);
}
