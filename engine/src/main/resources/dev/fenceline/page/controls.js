const KEYS = [
  ['Space', 'Play or pause'],
  ['Page Down, \u2192', 'Next step'],
  ['Page Up, \u2190', 'Previous step'],
  ['Home, End', 'First or last step'],
  ['+ \u2212 0', 'Zoom in, out, whole session'],
  ['Shift \u2190 \u2192', 'Move along the time'],
  ['wheel, drag', 'Zoom at the pointer, move'],
  [', .', 'What is in the picture, item by item'],
  ['1 to 9', 'Answer a question'],
  ['A', 'Show what comes later, too'],
  ['E', 'Every second has the same room'],
  ['T', 'Dark, light or high contrast'],
  ['F, B', 'Full screen, black screen'],
];

function even(on) {
  view.change(on ? makeAxis(picture, true) : elastic);
  $('even').setAttribute('aria-pressed', on);
  ask();
}

function zoom(factor, clientX) {
  const rect = canvas.getBoundingClientRect();
  const at = clientX === undefined ? null : (clientX - rect.left) / shown.scale;
  const around = (view.axis.units(state.now) - view.from) / (view.to - view.from);
  const part = at === null ? around : (at - shown.left) / (shown.right - shown.left);
  view.zoom(factor, Math.min(1, Math.max(0, part)));
  ask();
}

function nextTheme() {
  const all = Object.keys(page.colors);
  root.dataset.theme = all[(all.indexOf(theme()) + 1) % all.length];
  ask();
}

function full() {
  const on = !root.classList.contains('present');
  root.classList.toggle('present', on);
  if (on && root.requestFullscreen) root.requestFullscreen().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
  ask();
}

function tip(content, clientX, clientY) {
  const place = $('tip');
  place.hidden = content === null;
  if (content === null) return;
  const [first, second] = content;
  const strong = document.createElement('b');
  strong.textContent = first;
  const small = document.createElement('small');
  small.textContent = second;
  place.replaceChildren(strong, small);
  const rect = place.getBoundingClientRect();
  place.style.left = Math.max(4, Math.min(innerWidth - rect.width - 4, clientX + 12)) + 'px';
  place.style.top = Math.max(4, clientY + 18 + rect.height > innerHeight ? clientY - rect.height - 12 : clientY + 18) + 'px';
}

/** What a hover says of an item: all of it once it is over, else only what it is. */
function says({ item, now }) {
  const end = item.t === undefined ? item.f : item.t;
  const known = state.all || Math.max(end, item.a === undefined ? end : item.a) <= now;
  const moment = (nanos) => momentText(nanos, 1e9);
  const when = !known ? 'since ' + moment(Math.min(item.f, end)) : item.f === end ? 'at ' + moment(end)
    : moment(Math.min(item.f, end)) + ' to ' + moment(Math.max(item.f, end));
  return [known ? item.s : item.n || item.s, when];
}

function hitAt(clientX, clientY) {
  const rect = canvas.getBoundingClientRect();
  const px = (clientX - rect.left) / shown.scale;
  const py = (clientY - rect.top) / shown.scale;
  let best = null;
  for (const hit of shown.hits) {
    const inside = px >= hit.x - 3 && px <= hit.x + hit.w + 3 && py >= hit.y - 2 && py <= hit.y + hit.h + 2;
    if (inside && (!best || hit.w * hit.h <= best.w * best.h)) best = hit;
  }
  return best;
}

/** Goes from item to item of the picture in the order of time, for those who have no pointer. */
function item(by) {
  const items = [...new Map(shown.hits.map((hit) => [hit.item.s + hit.item.f + '/' + hit.number, hit])).values()]
    .sort((a, b) => a.item.f - b.item.f || a.y - b.y);
  if (!items.length) return;
  state.item = (state.item + by + items.length + (state.item < 0 && by < 0 ? 1 : 0)) % items.length;
  const hit = items[state.item];
  const rect = canvas.getBoundingClientRect();
  const content = says(hit);
  tip(content, rect.left + (hit.x + hit.w / 2) * shown.scale, rect.top + (hit.y + hit.h) * shown.scale);
  canvas.setAttribute('aria-label', 'Swimlanes. ' + content.join(' '));
}

function keys(on) {
  $('keys').hidden = !on;
  $('help').setAttribute('aria-expanded', on);
}

const ACTIONS = {
  ' ': () => play(!state.playing),
  PageDown: () => go(state.step + 1),
  PageUp: () => go(state.step - 1),
  ArrowRight: (event) => (event.shiftKey ? (view.pan(0.2), ask()) : go(state.step + 1)),
  ArrowLeft: (event) => (event.shiftKey ? (view.pan(-0.2), ask()) : go(state.step - 1)),
  ArrowDown: () => go(state.step + 1),
  ArrowUp: () => go(state.step - 1),
  Home: () => go(0),
  End: () => go(steps.length - 1),
  '+': () => zoom(1 / 1.5),
  '=': () => zoom(1 / 1.5),
  '-': () => zoom(1.5),
  0: () => (view.whole(), ask()),
  '.': () => item(1),
  ',': () => item(-1),
  a: () => all(!state.all),
  e: () => even(isPaired || !view.axis.even),
  t: nextTheme,
  f: full,
  b: () => { $('blank').hidden = !$('blank').hidden; },
  '?': () => keys($('keys').hidden),
  Escape: () => {
    tip(null);
    keys(false);
    $('blank').hidden = true;
    if (root.classList.contains('present')) full();
  },
};

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.target;
  const onButton = target.closest && target.closest('button, summary');
  if ((event.key === ' ' && onButton) || event.key === 'Enter') return;
  if (target.id === 'mark') return;
  if (target.id === 'time' && ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
  if (/^[1-9]$/.test(event.key)) {
    choose(event.key - 1);
    return;
  }
  const action = ACTIONS[event.key] || ACTIONS[event.key.toLowerCase()];
  if (action) {
    event.preventDefault();
    action(event);
  }
});

const pointers = new Map();
canvas.addEventListener('pointerdown', (event) => {
  pointers.set(event.pointerId, event);
  canvas.setPointerCapture(event.pointerId);
  const y = (event.clientY - canvas.getBoundingClientRect().top) / shown.scale;
  state.seeking = shown.tops.some((top) => y >= top && y < top + HEADER);
  if (state.seeking) seekAt(event.clientX);
});
canvas.addEventListener('pointermove', (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) {
    hover(event);
    return;
  }
  const width = (shown.right - shown.left) * shown.scale;
  if (pointers.size === 2) {
    const other = [...pointers.entries()].find(([id]) => id !== event.pointerId)[1];
    const apart = (it) => Math.max(12, Math.abs(it.clientX - other.clientX));
    zoom(apart(before) / apart(event), (event.clientX + other.clientX) / 2);
  } else if (state.seeking) {
    seekAt(event.clientX);
  } else {
    view.pan((before.clientX - event.clientX) / width);
    ask();
  }
  pointers.set(event.pointerId, event);
});
for (const name of ['pointerup', 'pointercancel']) {
  canvas.addEventListener(name, (event) => pointers.delete(event.pointerId));
}
canvas.addEventListener('pointerleave', () => tip(null));
canvas.addEventListener('wheel', (event) => {
  event.preventDefault();
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    view.pan((event.deltaX || event.deltaY) / 1000);
    ask();
  } else {
    zoom(Math.exp(event.deltaY / 400), event.clientX);
  }
}, { passive: false });

function seekAt(clientX) {
  const rect = canvas.getBoundingClientRect();
  const part = ((clientX - rect.left) / shown.scale - shown.left) / (shown.right - shown.left);
  const place = view.from + Math.min(1, Math.max(0, part)) * (view.to - view.from);
  seek(view.axis.nanos(place));
}

function hover(event) {
  const hit = hitAt(event.clientX, event.clientY);
  tip(hit ? says(hit) : null, event.clientX, event.clientY);
}

for (const name of ['mouseover', 'focusin']) {
  addEventListener(name, (event) => {
    const term = event.target.closest && event.target.closest('.term');
    if (!term) return;
    const rect = term.getBoundingClientRect();
    tip([term.dataset.term, term.dataset.definition], rect.left, rect.bottom - 14);
  });
}
for (const name of ['mouseout', 'focusout']) {
  addEventListener(name, (event) => {
    if (event.target.closest && event.target.closest('.term')) tip(null);
  });
}

const clicks = {
  previous: () => go(state.step - 1),
  next: () => go(state.step + 1),
  play: () => play(!state.playing),
  in: () => zoom(1 / 1.5),
  out: () => zoom(1.5),
  whole: () => (view.whole(), ask()),
  even: () => even(!view.axis.even),
  all: () => all(!state.all),
  full,
  theme: nextTheme,
  help: () => keys($('keys').hidden),
  blank: () => { $('blank').hidden = true; },
};
for (const [id, action] of Object.entries(clicks)) $(id).addEventListener('click', action);
$('time').addEventListener('input', () => seek(elastic.nanos(($('time').value / 10000) * elastic.total)));

const list = document.createElement('dl');
for (const [key, words] of KEYS) {
  const name = document.createElement('dt');
  name.textContent = key;
  const meaning = document.createElement('dd');
  meaning.textContent = words;
  list.append(name, meaning);
}
$('keys').append(list);
$('notes').textContent = [...new Set(page.pictures.flatMap((it) => it.notes))].join(' ');
addEventListener('resize', ask);
addEventListener('beforeprint', () => { all(true); paint(); });
darkSetting.addEventListener('change', ask);
contrastSetting.addEventListener('change', ask);
document.fonts.ready.then(ask);
/** Goes to the step in the address: page.html#3 begins with the third. */
function goToAddress() {
  const wanted = parseInt(location.hash.slice(1), 10);
  if (wanted >= 1 && wanted <= steps.length) {
    state.now = steps[wanted - 1].at;
    go(wanted - 1);
  }
}
addEventListener('hashchange', goToAddress);
// Two runs can be compared only where every second has the same room.
$('even').hidden = isPaired;
if (isPaired) even(true);
state.now = steps[0].at;
go(0);
paint();
goToAddress();
