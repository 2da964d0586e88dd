const page = JSON.parse(document.getElementById('data').textContent);
const steps = page.steps;
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const canvas = $('lanes');
const ctx = canvas.getContext('2d');
const scenes = page.pictures.map((picture) => {
  const axis = makeAxis(picture, false);
  return { picture, axis, view: makeView(axis) };
});
let { picture, axis: elastic, view } = scenes[0];
const writeWords = makeWords(page.terms);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const contrastSetting = matchMedia('(prefers-contrast: more)');
const darkSetting = matchMedia('(prefers-color-scheme: dark)');
const state = {
  step: 0, now: 0, all: false, playing: false, told: true, answered: new Map(), glide: null, dwell: 0, last: 0, item: -1,
};
let shown = { hits: [], left: 0, right: 1 };
let asked = false;

/** The name of the colours: those chosen here, or else those that the reader's system asks for. */
function theme() {
  if (root.dataset.theme) return root.dataset.theme;
  return contrastSetting.matches ? 'contrast' : darkSetting.matches ? 'dark' : 'light';
}

/** The height of what stands above the lanes of a run that has a name. */
const NAME = 30;
const isPaired = steps.some((it) => it.second);

function heightOf(data) {
  return HEADER + data.height + 4;
}

/**
 * The runs of a step, from top to bottom. The second one of a lesson that compares two shows the same
 * time since the failure.
 */
function runsOf(step) {
  const first = { picture, view, elastic, now: state.now, step, top: 0 };
  if (!step.second) return [first];
  const scene = scenes[step.second.picture];
  const axis = makeAxis(scene.picture, true);
  const shift = step.second.at - step.at;
  const place = (units) => axis.units(view.axis.nanos(units) + shift);
  first.top = NAME;
  return [first, {
    picture: scene.picture, view: { axis, from: place(view.from), to: place(view.to) }, elastic: scene.axis,
    now: state.now + shift, step: step.second, top: NAME + heightOf(picture) + NAME,
  }];
}

/** Draws the lanes of one run, and returns the areas that a pointer can find. */
function paintRun(run, number, width) {
  const height = heightOf(run.picture);
  ctx.save();
  ctx.translate(0, run.top);
  if (run.step.name) {
    ctx.font = '600 15px ' + FONT;
    ctx.textAlign = 'left';
    ctx.fillStyle = page.colors[theme()].TEXT[FILL];
    ctx.fillText(run.step.name, 16, -9);
  }
  ctx.beginPath();
  ctx.rect(0, 0, width, height);
  ctx.clip();
  const drawn = drawLanes(ctx, run.picture, {
    width,
    height,
    view: run.view,
    elastic: run.elastic,
    colors: page.colors[theme()],
    now: state.all ? null : run.now,
    names: width < 640 ? 84 : 150,
    lane: state.told && !state.all ? run.step.lane : undefined,
    points: state.told && !state.all ? run.step.points : undefined,
    decisive: run.step.decisive,
  });
  ctx.restore();
  drawn.hits = drawn.hits.map((hit) => ({ ...hit, y: hit.y + run.top, now: run.now, number }));
  return drawn;
}

/** The scale at which the whole picture fits the window, as far as its words stay readable. */
function scaleFor(width, height) {
  const most = innerHeight - (steps.some((it) => it.question) ? 380 : 300);
  const wanted = Math.max(most, 220) / height;
  const least = width < 640 ? 0.78 : 0.8;
  return Math.min(root.classList.contains('present') ? 2 : 1.5, Math.max(least, wanted));
}

function paint() {
  asked = false;
  const width = canvas.parentElement.clientWidth;
  const step = steps[state.step];
  const runs = runsOf(step);
  const last = runs[runs.length - 1];
  const scale = scaleFor(width, last.top + heightOf(last.picture));
  const height = Math.ceil((last.top + heightOf(last.picture)) * scale);
  const dots = devicePixelRatio || 1;
  canvas.parentElement.style.maxHeight = Math.max(260, innerHeight - 280) + 'px';
  if (canvas.width !== Math.round(width * dots) || canvas.height !== Math.round(height * dots)) {
    canvas.width = Math.round(width * dots);
    canvas.height = Math.round(height * dots);
    canvas.style.height = height + 'px';
  }
  ctx.setTransform(dots * scale, 0, 0, dots * scale, 0, 0);
  ctx.fillStyle = page.colors[theme()].BG[FILL];
  ctx.fillRect(0, 0, width / scale, height / scale);
  const drawn = runs.map((run, number) => paintRun(run, number, width / scale));
  shown = { hits: drawn.flatMap((it) => it.hits), left: drawn[0].left, right: drawn[0].right, tops: runs.map((run) => run.top) };
  shown.scale = scale;
  $('moment').textContent = momentText(state.now, picture.end);
  $('time').value = Math.round((10000 * elastic.units(state.now)) / elastic.total);
  $('time').setAttribute('aria-valuetext', $('moment').textContent);
  if (!page.lesson) $('headline').classList.toggle('told', state.all || state.now >= picture.end);
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

/** The first question that is not answered; the steps after it tell its answer. */
function openQuestion() {
  return steps.findIndex((step, index) => step.question && !state.answered.has(index));
}

function isOpenQuestion(index) {
  return Boolean(steps[index].question) && !state.answered.has(index);
}

/** Writes the words of the step, once the playhead has come to it. */
function caption() {
  const step = steps[state.step];
  state.told = true;
  writeWords($('title'), step.title);
  writeWords($('text'), step.text);
  place();
  question(step);
  ask();
}

function place() {
  $('place').textContent = 'Step ' + (state.step + 1) + ' of ' + steps.length;
  $('previous').disabled = state.step === 0;
  $('next').disabled = state.step === steps.length - 1;
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
  if (choices) {
    choices.forEach((words, index) => {
      const button = document.createElement('button');
      button.textContent = index + 1 + '. ' + words;
      button.disabled = given !== undefined;
      if (given !== undefined && index === answer) button.className = 'right';
      else if (given === index) button.className = 'wrong';
      button.addEventListener('click', () => choose(index));
      form.append(button);
    });
  } else if (given === undefined) {
    markForm(form);
  }
  if (given !== undefined) {
    const result = document.createElement('p');
    result.id = 'answer';
    writeWords(result, verdict(step.question, given) + ' ' + after);
    form.append(result);
  }
}

/** A question about a time is answered with a number, so that it needs no pointer. */
function markForm(form) {
  const input = document.createElement('input');
  input.type = 'number';
  input.step = '0.1';
  input.min = '0';
  input.id = 'mark';
  input.setAttribute('aria-label', 'Time in seconds');
  const button = document.createElement('button');
  button.textContent = 'Answer';
  const give = () => input.value !== '' && given(Number(input.value) * 1e9);
  button.addEventListener('click', give);
  input.addEventListener('keydown', (event) => event.key === 'Enter' && give());
  form.append(input, ' s ', button);
}

function verdict(asking, given) {
  if (asking.choices) return given === asking.answer ? 'Right.' : 'Not so.';
  const right = Math.abs(given - asking.mark) <= asking.tolerance;
  return (right ? 'Right: ' : 'Not so: ') + 'it is at ' + asking.right + '.';
}

function choose(index) {
  const asking = steps[state.step].question;
  if (asking && asking.choices && index < asking.choices.length) given(index);
}

function given(answer) {
  if (!isOpenQuestion(state.step) || state.glide) return;
  state.answered.set(state.step, answer);
  caption();
  glide(steps[state.step].to);
}

/** Moves the playhead to a moment: at once, or so that the eye can follow. */
function glide(to, then) {
  const start = state.now;
  if (calm.matches || start === to) {
    state.now = to;
    state.glide = null;
    if (then) then();
  } else {
    const length = Math.abs(elastic.units(to) - elastic.units(start)) / (view.to - view.from);
    const ms = Math.min(2500, 300 + 4000 * length);
    state.glide = { from: elastic.units(start), to: elastic.units(to), nanos: to, begin: 0, ms, then };
    requestAnimationFrame(tick);
  }
  ask();
}

function go(index) {
  if (index < 0 || index >= steps.length) return;
  const open = openQuestion();
  if (open >= 0 && index > open) {
    if (state.step === open) {
      const first = $('question').querySelector('button, input');
      if (first) first.focus();
      return;
    }
    index = open;
  }
  state.step = index;
  state.item = -1;
  state.told = false;
  $('tip').hidden = true;
  const step = steps[index];
  if (scenes[step.picture].picture !== picture) {
    ({ picture, axis: elastic, view } = scenes[step.picture]);
    state.now = step.at;
    even(false);
  }
  if (step.view) view.around(step.view[0], step.view[1]);
  else view.reveal(step.at);
  place();
  glide(step.at, () => {
    caption();
    if (!isOpenQuestion(index)) glide(step.to);
  });
}

function play(on) {
  state.playing = on;
  state.last = 0;
  state.dwell = 0;
  $('play').textContent = on ? 'Pause' : 'Play';
  $('play').setAttribute('aria-pressed', on);
  if (on) {
    if (state.all) all(false);
    if (state.step === steps.length - 1 && state.now >= steps[state.step].at) go(0);
    requestAnimationFrame(tick);
  }
  ask();
}

/** How long a caption stands while the session plays, in milliseconds. */
function readingMillis(step) {
  return 1500 + 45 * (step.title.length + step.text.length);
}

function tick(time) {
  const gliding = state.glide;
  if (gliding) {
    if (!gliding.begin) gliding.begin = time;
    const part = Math.min(1, (time - gliding.begin) / gliding.ms);
    const eased = part * part * (3 - 2 * part);
    state.now = part === 1 ? gliding.nanos : elastic.nanos(gliding.from + (gliding.to - gliding.from) * eased);
    ask();
    if (part === 1) {
      state.glide = null;
      if (gliding.then) gliding.then();
    }
    requestAnimationFrame(tick);
    return;
  }
  if (!state.playing) return;
  if (state.last && time > state.last) state.dwell += time - state.last;
  state.last = time;
  if (isOpenQuestion(state.step)) play(false);
  else if (state.dwell >= readingMillis(steps[state.step])) {
    state.dwell = 0;
    state.last = 0;
    if (state.step === steps.length - 1) play(false);
    else go(state.step + 1);
  }
  if (state.playing) requestAnimationFrame(tick);
}

function all(on) {
  // While a question is open, what comes later would answer it.
  state.all = on && openQuestion() < 0;
  $('all').setAttribute('aria-pressed', state.all);
  ask();
}

/** Puts the playhead to a moment, but not beyond a question that is not answered. */
function seek(nanos) {
  state.glide = null;
  if (state.playing) play(false);
  const open = openQuestion();
  const here = steps.map((step, index) => ({ step, index }))
    .filter(({ step, index }) => scenes[step.picture].picture === picture && (open < 0 || index <= open));
  if (!here.length) return;
  const limit = open >= 0 && scenes[steps[open].picture].picture === picture ? steps[open].at : nanos;
  state.now = Math.min(nanos, limit);
  if (!page.lesson) {
    const last = here.filter(({ step }) => step.at <= state.now).pop() || here[0];
    state.step = last.index;
    caption();
  }
  ask();
}
