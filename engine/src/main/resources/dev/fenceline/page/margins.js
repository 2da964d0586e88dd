/** Returns what draws in the margins: names, legends, phases, ruler, and what a step points at. */
function marginPainters(brush) {
  const {
    ctx, data, frame, width, colors, names, view, axis, left, right, lanesWidth, x, over, begun,
    until, shows, text, wide, fitted, hit, box, curve,
  } = brush;

  const nameColumn = () => {
    for (const [words, hy] of data.headings) {
      const y = HEADER + hy;
      ctx.fillStyle = colors.RAISED[FILL];
      ctx.fillRect(0, y, width, 22);
      text(names < 100 ? 10 : 12, y + 15, words, '700 10.5px ' + FONT, colors.MUTED[FILL]);
    }
    for (const lane of data.lanes) {
      const y = HEADER + lane.y;
      curve([0, y + lane.h, width, y + lane.h], colors.BORDER[FILL], 0.7);
      if (!over(lane.from)) continue;
      if (names < 100) {
        // A narrow window has no room for notes: the name stands on two lines.
        const parts = wide(lane.name, STATE) <= names - 14 ? [lane.name] : lane.name.split(' ');
        parts.slice(0, 2).forEach((part, i) => text(10, y + 19 + 13 * i, fitted(part, STATE, names - 14), STATE, colors.TEXT[FILL]));
        continue;
      }
      text(16, y + 19, fitted(lane.name, '600 12.5px ' + FONT, names - 20), '600 12.5px ' + FONT, colors.TEXT[FILL]);
      if (over(lane.noted)) {
        text(16, y + 35, fitted(lane.note, '10.5px ' + FONT, names - 20), '10.5px ' + FONT, colors.MUTED[FILL]);
      }
    }
  };

  const legends = () => {
    for (const load of data.loads) {
      let lx = names < 100 ? 10 : 16;
      // A narrow window has room for one word in a line, and for four lines below the name.
      let ly = HEADER + load.y + (names < 100 ? 30 : 34);
      (load.places || []).forEach((band, i) => {
        if (names < 100 || i === 2) {
          if (i > 0) ly += names < 100 ? 10 : 14;
          lx = names < 100 ? 10 : 16;
        }
        ctx.fillStyle = colors[band.c][FILL];
        ctx.fillRect(lx, ly - 8, 8, 8);
        text(lx + 12, ly, band.w, '10.5px ' + FONT, colors.MUTED[FILL]);
        lx += 12 + wide(band.w, '10.5px ' + FONT) + 10;
      });
    }
  };

  /** Dims all lanes but the one that a step points at, and frames the time that it points at. */
  const point = () => {
    const { lane, points } = frame;
    const row = lane && data.lanes.find((it) => it.id === lane && it.name !== 'commands');
    if (row) {
      ctx.fillStyle = colors.BG[FILL];
      ctx.globalAlpha = 0.5;
      ctx.fillRect(0, HEADER, width, row.y);
      ctx.fillRect(0, HEADER + row.y + row.h, width, data.height - row.y - row.h);
      ctx.globalAlpha = 1;
    }
    if (!points || !over(points[0]) || !shows(points[0], points[1])) return;
    const top = row ? HEADER + row.y + 1 : HEADER;
    const tall = row ? row.h - 2 : data.height;
    const from = Math.max(left, x(points[0]) - 3);
    const to = Math.min(right, x(until(points[1])) + 3);
    ctx.strokeStyle = colors.ACCENT[LINE];
    ctx.lineWidth = 2;
    box(from, top, to - from, tall, 5);
    ctx.stroke();
  };

  const strip = () => {
    text(16, 29, names > 100 ? 'RECOVERY' : '', '700 10.5px ' + FONT, colors.MUTED[FILL]);
    for (const piece of data.strip) {
      if (!begun(piece)) continue;
      const done = over(piece.t);
      const from = Math.max(left, x(piece.f) + 1);
      const to = Math.min(right, x(until(piece.t)) - 1);
      const w = Math.max(1, to - from);
      if (to < left || from > right) continue;
      const step = piece.lines === 1 ? 24 : 36 / piece.lines;
      const y = (piece.lines === 1 ? 13 : 5) + piece.line * step;
      const h = piece.lines === 1 ? step : step - 1;
      const color = colors[done ? piece.c : piece.p];
      ctx.globalAlpha = piece.steady ? 0.5 : h < 14 ? 0.42 : 0.22;
      box(from, y, w, h, Math.min(4, h / 4));
      ctx.fillStyle = color[FILL];
      ctx.fill();
      ctx.globalAlpha = 1;
      if (!piece.steady && h >= 14) {
        ctx.fillStyle = color[LINE];
        ctx.fillRect(from, y + h - 2.5, w, 2.5);
      }
      const words = (done ? piece.w : piece.now).find((it) => wide(it, STATE) <= w - 6);
      if (words && h >= 10) {
        text(from + w / 2, y + h / 2 + 3.5, words, STATE, piece.steady ? colors.MUTED[FILL] : colors.TEXT[FILL], 'center');
      }
      hit(from, y, w, h, { ...piece, n: piece.now[0] });
    }
  };

  const ruler = () => {
    curve([0, 63, width, 63], colors.BORDER[FILL], 1);
    const span = axis.nanos(view.to) - axis.nanos(view.from);
    const font = '10.5px ' + MONO;
    const taken = [];
    const tick = (nanos, words, color, always) => {
      const at = x(nanos);
      const half = wide(words, font) / 2;
      const from = Math.min(Math.max(left, at - half), right - 2 * half);
      if ((!always && (at < left || at > right)) || taken.some(([a, b]) => from < b + 10 && from + 2 * half > a - 10)) return false;
      taken.push([from, from + 2 * half]);
      text(from, 55, words, font, color);
      return true;
    };
    for (const [from, to, words] of axis.even ? [] : data.folds) {
      const middle = (x(from) + x(to)) / 2;
      if (!over(to) || middle < left || middle > right || x(to) - x(from) > lanesWidth / 2) continue;
      if (tick(axis.nanos((axis.units(from) + axis.units(to)) / 2), words, colors.HOLD[WORD], true)) {
        curve([middle - 4, 63, middle - 1, 57, middle + 2, 69, middle + 5, 63], colors.HOLD[WORD], 1.4);
      }
    }
    const mark = (nanos) => {
      if (over(nanos) && tick(nanos, momentText(nanos, span), colors.MUTED[FILL])) {
        curve([x(nanos), 59, x(nanos), 67], colors.BORDER[FILL], 1);
      }
    };
    data.strip.filter((it) => !it.steady).forEach((it) => mark(it.f));
    const first = axis.nanos(view.from);
    const size = tickNanos(span, axis.even ? lanesWidth / 110 : lanesWidth / 12);
    for (let nanos = Math.ceil(first / size) * size; nanos <= first + span; nanos += size) mark(nanos);
  };

  /** Draws a line at the moment that decides, with words on a plate. */
  const decisive = () => {
    const { decisive: it } = frame;
    if (!it || !over(it.at) || !shows(it.at, it.at)) return;
    const color = colors.BAD[WORD];
    const font = '700 11px ' + FONT;
    const w = wide(it.words, font) + 10;
    const from = Math.max(left, Math.min(x(it.at) - w / 2, right - w));
    curve([x(it.at), 62, x(it.at), HEADER + data.height], color, 2);
    box(from, 62, w, 16, 3);
    ctx.fillStyle = color;
    ctx.fill();
    text(from + 5, 74, it.words, font, colors.BG[FILL]);
  };

  return { nameColumn, legends, point, strip, ruler, decisive };
}
