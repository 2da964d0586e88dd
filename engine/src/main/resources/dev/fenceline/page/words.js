/** Writes text into an element; the first occurrence of each term explains itself. */
function makeWords(terms) {
  const byName = new Map();
  const exact = new Map();
  for (const [definition, ...names] of terms) {
    for (const name of names) {
      const entry = { term: names[0], definition };
      exact.set(name, entry);
      if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), entry);
    }
  }
  const names = [...exact.keys()].sort((a, b) => b.length - a.length);
  const escape = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = names.length
    ? new RegExp('(?<![\\w-])(?:' + names.map(escape).join('|') + ')(?![\\w-])', 'gi')
    : null;
  return (element, text) => {
    element.replaceChildren();
    const told = new Set();
    let at = 0;
    for (const match of pattern ? text.matchAll(pattern) : []) {
      const entry = exact.get(match[0]) || byName.get(match[0].toLowerCase());
      if (!entry || told.has(entry.term)) continue;
      told.add(entry.term);
      element.append(text.slice(at, match.index));
      const term = document.createElement('span');
      term.className = 'term';
      term.tabIndex = 0;
      term.textContent = match[0];
      term.dataset.term = entry.term;
      term.dataset.definition = entry.definition;
      element.append(term);
      at = match.index + match[0].length;
    }
    element.append(text.slice(at));
  };
}
