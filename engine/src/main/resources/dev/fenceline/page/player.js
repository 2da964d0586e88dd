const data = JSON.parse(document.getElementById('data').textContent);
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const canvas = $('lanes');
const ctx = canvas.getContext('2d');
const elastic = makeAxis(data, false);
const view = makeView(elastic);
const writeWords = makeWords(data.terms);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const darkSetting = matchMedia('(prefers-color-scheme: dark)');
const state = { step: 0, now: 0, all: false, playing: false, answered: new Map(), glide: null, dwell: 0, last: 0, item: -1 };
let shown = { hits: [], left: 0, right: 1 };
let asked = false;

function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : darkSetting.matches;
}

/** The scale at which the whole picture fits the window, as far as its words stay readable. */
function scaleFor(width) {
  const most = innerHeight - 300;
  const wanted = Math.max(most, 220) / (HEADER + data.height + 4);
  const least = width < 640 ? 0.78 : 0.8;
  return Math.min(root.classList.contains('present') ? 2 : 1.5, Math.max(least, wanted));
}

function paint() {
  asked = false;
  const width = canvas.parentElement.clientWidth;
  const scale = scaleFor(width);
  const height = Math.ceil((HEADER + data.height + 4) * scale);
  const dots = devicePixelRatio || 1;
  canvas.parentElement.style.maxHeight = Math.max(260, innerHeight - 280) + 'px';
  if (canvas.width !== Math.round(width * dots) || canvas.height !== Math.round(height * dots)) {
    canvas.width = Math.round(width * dots);
    canvas.height = Math.round(height * dots);
    canvas.style.height = height + 'px';
  }
  ctx.setTransform(dots * scale, 0, 0, dots * scale, 0, 0);
  const step = data.steps[state.step];
  shown = drawLanes(ctx, data, {
    width: width / scale,
    height: height / scale,
    view,
    elastic,
    colors: data.colors[isDark() ? 'dark' : 'light'],
    now: state.all ? null : state.now,
    names: width < 640 ? 84 : 150,
    marked: state.all ? null : step.lanes,
  });
  shown.scale = scale;
  $('moment').textContent = momentText(state.now, data.end);
  $('time').value = Math.round((10000 * elastic.units(state.now)) / elastic.total);
  $('time').setAttribute('aria-valuetext', $('moment').textContent);
  const told = state.all || state.now >= data.end;
  $('headline').classList.toggle('told', told);
  Object.assign(root.dataset, {
    step: state.step, now: Math.round(state.now), all: state.all, playing: state.playing,
    from: view.from.toFixed(6), to: view.to.toFixed(6), gliding: state.glide !== null,
  });
}

function ask() {
  if (!asked) {
    asked = true;
    requestAnimationFrame(paint);
  }
}

function isOpenQuestion(index) {
  return Boolean(data.steps[index].question) && !state.answered.has(index);
}

/** Writes the words of the step. They are known only once the playhead has come there. */
function caption() {
  const step = data.steps[state.step];
  writeWords($('title'), step.title);
  writeWords($('text'), step.text);
  place();
  question(step);
}

function place() {
  $('place').textContent = 'Step ' + (state.step + 1) + ' of ' + data.steps.length;
  $('previous').disabled = state.step === 0;
  $('next').disabled = state.step === data.steps.length - 1;
}

function question(step) {
  const form = $('question');
  form.hidden = !step.question;
  form.replaceChildren();
  if (!step.question) return;
  const { text, choices, answer, after } = step.question;
  const given = state.answered.get(state.step);
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  form.append(paragraph);
  choices.forEach((words, index) => {
    const button = document.createElement('button');
    button.textContent = index + 1 + '. ' + words;
    button.disabled = given !== undefined;
    if (given !== undefined && index === answer) button.className = 'right';
    else if (given === index) button.className = 'wrong';
    button.addEventListener('click', () => choose(index));
    form.append(button);
  });
  if (given !== undefined) {
    const result = document.createElement('p');
    result.id = 'answer';
    writeWords(result, (given === answer ? 'Right. ' : 'Not so. ') + after);
    form.append(result);
  }
}

function choose(index) {
  const step = data.steps[state.step];
  if (!isOpenQuestion(state.step) || index >= step.question.choices.length) return;
  state.answered.set(state.step, index);
  caption();
  glide(step.question.reveal === undefined ? step.at : step.question.reveal);
}

/** Moves the playhead to a moment: at once, or so that the eye can follow. */
function glide(to, from) {
  const start = from === undefined ? state.now : from;
  if (calm.matches || start === to) {
    state.now = to;
    state.glide = null;
    caption();
  } else {
    const length = Math.abs(elastic.units(to) - elastic.units(start)) / elastic.total;
    state.glide = { from: elastic.units(start), to: elastic.units(to), nanos: to, begin: 0, ms: Math.min(2500, 300 + 4000 * length) };
  }
  ask();
  requestAnimationFrame(tick);
}

function go(index) {
  if (index < 0 || index >= data.steps.length) return;
  const open = data.steps.findIndex((_, at) => isOpenQuestion(at));
  if (open >= 0 && index > open) {
    // The steps after a question tell its answer.
    if (state.step === open) {
      $('question').querySelector('button').focus();
      return;
    }
    index = open;
  }
  state.step = index;
  state.item = -1;
  $('tip').hidden = true;
  const step = data.steps[index];
  if (step.from !== undefined) view.around(step.from, step.to);
  else if (step.whole) view.whole();
  place();
  glide(step.at);
  if (step.from === undefined) view.reveal(step.at);
}

function play(on) {
  state.playing = on;
  state.last = 0;
  state.dwell = 0;
  $('play').textContent = on ? 'Pause' : 'Play';
  $('play').setAttribute('aria-pressed', on);
  if (on) {
    if (state.all) all(false);
    if (state.step === data.steps.length - 1 && state.now >= data.steps[state.step].at) go(0);
    requestAnimationFrame(tick);
  }
  ask();
}

/** How long a caption stands while the session plays, in milliseconds. */
function readingMillis(step) {
  return 1500 + 45 * (step.title.length + step.text.length);
}

function tick(time) {
  const glideNow = state.glide;
  if (glideNow) {
    if (!glideNow.begin) glideNow.begin = time;
    const part = Math.min(1, (time - glideNow.begin) / glideNow.ms);
    const eased = part * part * (3 - 2 * part);
    state.now = part === 1 ? glideNow.nanos : elastic.nanos(glideNow.from + (glideNow.to - glideNow.from) * eased);
    if (part === 1) {
      state.glide = null;
      caption();
    }
    ask();
    requestAnimationFrame(tick);
    return;
  }
  if (!state.playing) return;
  if (state.last && time > state.last) state.dwell += time - state.last;
  state.last = time;
  if (isOpenQuestion(state.step)) play(false);
  else if (state.dwell >= readingMillis(data.steps[state.step])) {
    state.dwell = 0;
    state.last = 0;
    if (state.step === data.steps.length - 1) play(false);
    else go(state.step + 1);
  }
  if (state.playing) requestAnimationFrame(tick);
}

function all(on) {
  state.all = on;
  $('all').setAttribute('aria-pressed', on);
  ask();
}

function seek(nanos) {
  state.glide = null;
  if (state.playing) play(false);
  let last = 0;
  data.steps.forEach((step, index) => {
    if (step.at <= nanos) last = index;
  });
  const open = data.steps.findIndex((_, index) => isOpenQuestion(index));
  if (open >= 0 && open < last) last = open;
  state.now = open >= 0 ? Math.min(nanos, data.steps[open].at) : nanos;
  if (last !== state.step) {
    state.step = last;
    caption();
  }
  ask();
}

function even(on) {
  view.change(on ? makeAxis(data, true) : elastic);
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

function theme() {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  ask();
}

function full() {
  const on = !root.classList.contains('present');
  root.classList.toggle('present', on);
  if (on && root.requestFullscreen) root.requestFullscreen().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
  ask();
}
