'use strict';
/* Shows a row in the player of exported pages, in a frame below its heading. */
const unpack = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
};
const play = async (button) => {
  const timeline = button.closest('.timeline');
  const old = timeline.querySelector('iframe');
  button.textContent = old ? 'Play it step by step' : 'Show the picture again';
  timeline.classList.toggle('played', !old);
  if (old) {
    old.remove();
    return;
  }
  const places = JSON.parse(await unpack(button.dataset.run));
  const page = await unpack(document.getElementById('player').dataset.page);
  const frame = document.createElement('iframe');
  frame.title = 'Player';
  frame.allow = 'fullscreen';
  frame.srcdoc = page.replace(/@([A-Z]+)@/g, (all, name) => places[name] ?? all);
  frame.addEventListener('load', () => frame.contentWindow.focus());
  timeline.append(frame);
};
if (window.DecompressionStream) {
  for (const button of document.querySelectorAll('button.play')) {
    button.hidden = false;
    button.addEventListener('click', () => play(button));
  }
}
