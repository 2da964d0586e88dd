const HEADER = 75;
const FONT = 'Inter, system-ui, "Segoe UI", Arial, sans-serif';
const MONO = '"JetBrains Mono", "DejaVu Sans Mono", Consolas, monospace';
const STATE = '600 11px ' + FONT;
const REMARK = '600 10.5px ' + FONT;
const SMALL = '500 10px ' + MONO;
const [FILL, GROUND, ON, WORD, LINE, CALM, HATCH, OUTLINE] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Draws the picture up to a moment, and returns the areas that a pointer can find. */
function drawLanes(ctx, data, frame) {
  const { width, height, view, colors, now, names } = frame;
  const axis = view.axis;
  const left = names;
  const lanesWidth = Math.max(1, width - names - 14);
  const right = left + lanesWidth;
  const hits = [];
  const placed = [];
  const spots = [];
  const tone = (item) => colors[item.c];
  const clampX = (x) => Math.min(right + 20, Math.max(left - 20, x));
  const x = (nanos) =>
    clampX(left + ((axis.units(nanos) - view.from) / (view.to - view.from)) * lanesWidth);
  const end = (item) => (item.t === undefined ? item.f : item.t);
  const over = (nanos) => now === null || nanos <= now;
  const begun = (item) => now === null || Math.min(item.f, end(item)) <= now;
  const until = (nanos) => (now === null ? nanos : Math.min(nanos, now));
  const shows = (from, to) => x(to) >= left && x(from) <= right;

  const text = (at, y, words, font, color, anchor) => {
    ctx.font = font;
    ctx.textAlign = anchor || 'left';
    ctx.fillStyle = color;
    ctx.fillText(words, at, y);
  };
  const wide = (words, font) => {
    ctx.font = font;
    return ctx.measureText(words).width;
  };
  const fitted = (words, font, room) => {
    if (wide(words, font) <= room) return words;
    let cut = words;
    while (cut.length > 1 && wide(cut + '\u2026', font) > room) cut = cut.slice(0, -1);
    return cut + '\u2026';
  };
  /** Remembers a label; labels are written last, and only where none is yet. */
  const label = (at, y, words, font, color, anchor, near) => {
    spots.push({ at, y, words, font, color, anchor: anchor || 'left', near: near || [0] });
  };
  const hit = (hx, y, w, h, item) => {
    const from = Math.max(left, hx);
    const to = Math.min(right, hx + w);
    if (to >= from && item.s) hits.push({ x: from, y, w: to - from, h, item });
  };
  const box = (bx, y, w, h, radius) => {
    ctx.beginPath();
    ctx.roundRect(bx, y, Math.max(0.1, w), h, Math.min(radius, w / 2, h / 2));
  };
  const hatched = (bx, y, w, h, color) => {
    ctx.fillStyle = color[GROUND];
    ctx.fill();
    ctx.save();
    ctx.clip();
    const kind = color[HATCH];
    ctx.strokeStyle = color[FILL];
    ctx.fillStyle = color[FILL];
    ctx.lineWidth = kind === 'RISING' ? 3 : 2.5;
    ctx.beginPath();
    if (kind === 'DOTS') {
      for (let py = Math.floor(y / 8) * 8; py < y + h; py += 8) {
        for (let px = Math.floor(bx / 8) * 8; px < bx + w; px += 8) ctx.rect(px + 1, py + 1, 2.5, 2.5);
      }
      ctx.fill();
    } else {
      const step = 8 * Math.SQRT2;
      for (let px = Math.floor((bx - h) / step) * step; px < bx + w + h; px += step) {
        const origin = kind === 'RISING' ? -y : y;
        const start = px + (((origin % step) + step) % step);
        ctx.moveTo(kind === 'RISING' ? start - h : start, kind === 'RISING' ? y + h : y);
        ctx.lineTo(kind === 'RISING' ? start : start - h + 2 * h, kind === 'RISING' ? y : y + h);
      }
      ctx.stroke();
    }
    ctx.restore();
  };
  const bar = (item, y, h, color, radius, fill) => {
    const from = x(item.f);
    const to = Math.max(from + 2.5, x(until(end(item))));
    box(from, y, to - from, h, radius);
    if (fill) {
      ctx.fillStyle = fill;
      ctx.fill();
    } else if (color[HATCH] === 'SOLID') {
      ctx.fillStyle = color[FILL];
      ctx.fill();
    } else {
      hatched(from, y, to - from, h, color);
    }
    if (color[OUTLINE] && !fill) {
      ctx.strokeStyle = color[OUTLINE];
      ctx.lineWidth = 1;
      box(from, y, to - from, h, radius);
      ctx.stroke();
    }
    hit(from, y, to - from, h, item);
    return [Math.max(left, from), Math.min(right, to)];
  };
  const curve = (points, color, lineWidth, dash) => {
    ctx.strokeStyle = color;
    ctx.lineWidth = lineWidth;
    ctx.setLineDash(dash || []);
    ctx.beginPath();
    ctx.moveTo(points[0], points[1]);
    for (let i = 2; i + 1 < points.length; i += 2) ctx.lineTo(points[i], points[i + 1]);
    ctx.stroke();
    ctx.setLineDash([]);
  };
  const disc = (cx, cy, radius, color) => {
    ctx.fillStyle = color;
    ctx.beginPath();
    ctx.arc(cx, cy, radius, 0, 2 * Math.PI);
    ctx.fill();
  };
  const cross = (cx, cy, size, color) => {
    curve([cx - size, cy - size, cx + size, cy + size], color, 2);
    curve([cx + size, cy - size, cx - size, cy + size], color, 2);
  };
  const triangle = (cx, y) => {
    ctx.beginPath();
    ctx.moveTo(cx, y);
    ctx.lineTo(cx + 4, y + 6);
    ctx.lineTo(cx - 4, y + 6);
    ctx.closePath();
  };

  let lastAlive = -1e9;
  const draw = {
    state(item, y) {
      const wideEnough = x(end(item)) - x(item.f) >= 4;
      if (!wideEnough && (item.c === 'DEAD' || item.c === 'CONNECTING')) return;
      const [from, to] = bar(item, y, item.h, tone(item), 3);
      const room = to - from - 10;
      for (const words of over(end(item)) ? [item.w, item.p] : [item.p]) {
        if (wide(words, STATE) <= room) {
          label(from + 8, y + item.h - 6, words, STATE, tone(item)[ON]);
          break;
        }
      }
    },
    line(item, y) {
      bar(item, y, item.h, tone(item), 2, item.c === 'COMMAND' ? tone(item)[CALM] : null);
    },
    hold(item, y) {
      const [from, to] = bar(item, y, item.h, tone(item), 3);
      label((from + to) / 2, y + item.h - 3.5, item.w, REMARK, colors.TEXT[FILL], 'center', [0, 14]);
    },
    slow(item, y) {
      const done = over(end(item));
      const stale = item.e === 'STALE' && done;
      const calm = colors.COMMAND[CALM];
      bar(item, y, item.h, colors.COMMAND, 2, stale ? colors.BAD[FILL] + '4d' : calm);
      const to = x(end(item));
      const middle = y + item.h / 2;
      if (!done) return;
      if (stale) {
        curve([x(item.f), middle, to, middle], colors.BAD[LINE], 1.8);
        disc(to, middle, 5.5, colors.BAD[WORD]);
        disc(to, middle, 4, colors.BG[FILL]);
        disc(to, middle, 2.5, colors.BAD[WORD]);
      } else if (item.e === 'REVOKED') {
        cross(to, middle, 4, colors.RESETTING[LINE]);
      } else if (item.e === 'EXECUTED') {
        disc(to, middle, 3, colors.LIVE[LINE]);
      }
    },
    alive(item, y) {
      const at = x(item.f);
      if (at - lastAlive >= 9 || at < lastAlive) {
        triangle(at, y);
        ctx.fillStyle = colors.MUTED[FILL];
        ctx.fill();
        hit(at - 5, y - 1, 10, 8, item);
        lastAlive = at;
      }
    },
    waiting(item, y) {
      draw.unanswered(item, y, true);
    },
    unanswered(item, y, open) {
      const at = x(item.f);
      const to = x(until(end(item)));
      const color = tone(item)[LINE];
      triangle(at, y);
      ctx.strokeStyle = color;
      ctx.lineWidth = 1.4;
      ctx.stroke();
      hit(at - 5, y - 1, 10, 8, item);
      if (to - at > 12) {
        curve([at + 6, y + 4, to, y + 4], color, 1.2, [3, 3]);
        if (item.w) {
          label((Math.max(at, left) + Math.min(to, right)) / 2, y + 7, item.w, SMALL, tone(item)[WORD], 'center', [0, 10]);
        }
      }
      if (!open && over(end(item))) {
        disc(to, y + 4, 5, color);
        hit(to - 6, y - 2, 12, 12, item);
      }
    },
    box(item, y) {
      const from = x(item.f);
      const to = Math.max(from + 14, x(until(end(item))));
      box(from, y, to - from, item.h, 3);
      ctx.fillStyle = tone(item)[FILL];
      ctx.fill();
      hit(from, y, to - from, item.h, item);
      if (shows(item.f, item.f)) label(to + 5, y + item.h - 2.5, item.w, SMALL, tone(item)[WORD], 'left', [0, 11, -11]);
    },
    up(item, y) {
      const to = x(until(end(item)));
      curve([x(item.f), y, to, y], tone(item)[LINE], 2.5);
      hit(x(item.f), y - 4, to - x(item.f), 8, item);
    },
    down(item, y) {
      const [from, to] = bar(item, y, item.h, tone(item), 3);
      for (const words of [item.w, item.p]) {
        if (wide(words, REMARK) + 10 <= to - from) {
          label((from + to) / 2, y + item.h / 2 + 4, words, REMARK, colors.TEXT[FILL], 'center');
          break;
        }
      }
    },
    gap(item, y) {
      const from = x(item.f);
      const to = Math.max(from + 7, x(until(end(item))));
      ctx.fillStyle = colors.BG[FILL];
      ctx.fillRect(from, y - 6, to - from, 12);
      curve([from, y - 6, from, y + 6], colors.MUTED[FILL], 1.5);
      curve([to, y - 6, to, y + 6], colors.MUTED[FILL], 1.5);
      curve([from, y, to, y], colors.MUTED[FILL], 1.5, [2, 2]);
      hit(from, y - 6, to - from, 12, item);
      if (wide(item.w, REMARK) + 10 <= to - from) {
        label((from + to) / 2, y + 16, item.w, REMARK, colors.MUTED[WORD], 'center');
      }
    },
    cross(item, y) {
      const at = x(item.f);
      cross(at, y, 5, tone(item)[LINE]);
      hit(at - 6, y - 6, 12, 12, item);
      if (shows(item.f, item.f)) label(at + 9, y - 5, item.w, STATE, tone(item)[WORD]);
    },
    corrupt(item, y) {
      const at = x(item.f);
      curve([at, y + 4, at, y + item.h], colors.BAD[FILL] + '80', 1);
      cross(at, y, 4, colors.BAD[LINE]);
      hit(at - 4, y - 4, 8, item.h, item);
    },
    label(item, y) {
      if (over(end(item)) && shows(item.f, end(item))) {
        label(x(item.f) + 8, y, item.w, REMARK, tone(item)[WORD], 'left', [0, 12, -12]);
      }
    },
    arrow(item, y) {
      const known = over(item.a);
      if (!over(Math.max(item.f, end(item)))) return;
      const from = x(item.f);
      const to = x(end(item));
      if (Math.max(from, to) < left || Math.min(from, to) > right) return;
      const color = (known ? tone(item) : colors.COMMAND)[LINE];
      const y2 = HEADER + item.y2;
      const middle = (y + y2) / 2;
      ctx.strokeStyle = color;
      ctx.lineWidth = item.c === 'COMMAND' || !known ? 1.2 : 1.8;
      ctx.beginPath();
      ctx.moveTo(from, y);
      ctx.bezierCurveTo(from + (to - from) / 3, middle, from + ((to - from) * 2) / 3, middle, to, y2);
      ctx.stroke();
      const angle = Math.atan2(y2 - middle, (to - from) / 3);
      ctx.fillStyle = color;
      ctx.beginPath();
      ctx.moveTo(to, y2);
      ctx.lineTo(to - 7 * Math.cos(angle - 0.45), y2 - 7 * Math.sin(angle - 0.45));
      ctx.lineTo(to - 7 * Math.cos(angle + 0.45), y2 - 7 * Math.sin(angle + 0.45));
      ctx.fill();
      const spot = (part) => {
        const rest = 1 - part;
        const bx = rest ** 3 * from + 3 * rest * rest * part * (from + (to - from) / 3) +
          3 * rest * part * part * (from + ((to - from) * 2) / 3) + part ** 3 * to;
        const by = rest ** 3 * y + 3 * rest * part * middle + part ** 3 * y2;
        return [bx, by];
      };
      for (let part = 0.1; part < 1; part += 0.1) hit(spot(part)[0] - 4, spot(part)[1] - 6, 8, 12, item);
      if (item.w && known) {
        const [bx, by] = spot(0.5);
        label(bx + 6, by + 3, item.w, SMALL, tone(item)[WORD], 'left', [0, -14, 14, -28]);
      }
    },
  };

  const loads = () => {
    const pieces = (load) => (load.n || load.rate || load.places[0].n).length;
    for (const load of data.loads) {
      const count = pieces(load);
      // The pieces are of the elastic axis, whatever axis is shown.
      const moment = (i) => frame.elastic.nanos((i / count) * frame.elastic.total);
      if (load.places) {
        const above = new Array(count).fill(0);
        for (const band of load.places.slice().reverse()) {
          ctx.fillStyle = colors[band.c][LINE];
          for (let i = 0; i < count; i++) {
            if (!band.n[i] || (now !== null && moment(i) > now)) continue;
            const px = x(moment(i));
            const tall = band.n[i] * 0.37;
            ctx.fillRect(px, HEADER + load.y + 54 - above[i] - tall, Math.max(0.7, x(until(moment(i + 1))) - px + 0.3), tall);
            above[i] += tall;
          }
        }
      } else if (load.n) {
        for (let i = 0; i < count; i++) {
          const many = +load.n[i];
          const from = moment(i);
          if (many === 0 || (now !== null && from > now)) continue;
          const px = x(from);
          const to = x(until(moment(i + 1)));
          if (to < left || px > right) continue;
          ctx.globalAlpha = 0.35 + 0.45 * Math.min(1, many / 6);
          ctx.fillStyle = colors.ACCENT[FILL];
          ctx.fillRect(px, HEADER + load.y, Math.max(0.7, to - px), 3);
        }
        ctx.globalAlpha = 1;
      } else {
        const points = [];
        for (let i = 0; i < count && (now === null || moment(i) <= now); i++) {
          const px = x(moment(i));
          if (px > left - 20 && px < right + 20) points.push(px, HEADER + load.y + 36 - 0.24 * load.rate[i]);
        }
        if (points.length > 3) curve(points, colors.ACCENT[FILL], 1.6);
      }
    }
  };

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
      let ly = HEADER + load.y + 34;
      (load.places || []).forEach((band, i) => {
        if (names < 100 || i === 2) {
          if (i > 0) ly += names < 100 ? 11 : 14;
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

  const write = () => {
    for (const it of spots) {
      const w = wide(it.words, it.font);
      const shift = it.anchor === 'center' ? w / 2 : it.anchor === 'right' ? w : 0;
      for (const dy of it.near) {
        const lx = Math.min(Math.max(left + 2, it.at - shift), right - w);
        const y = it.y + dy;
        const free = !placed.some((p) => lx < p.x + p.w + 3 && lx + w > p.x - 3 && y - 9 < p.y + 2 && y + 2 > p.y - 9);
        if (!free || w > lanesWidth) continue;
        placed.push({ x: lx, y, w });
        if (it.font !== STATE) {
          ctx.globalAlpha = 0.78;
          ctx.fillStyle = colors.BG[FILL];
          ctx.fillRect(lx - 2, y - 9, w + 4, 12);
          ctx.globalAlpha = 1;
        }
        text(lx, y, it.words, it.font, it.color);
        break;
      }
    }
  };

  ctx.fillStyle = colors.BG[FILL];
  ctx.fillRect(0, 0, width, height);
  nameColumn();
  legends();
  const bottom = HEADER + data.height;
  for (const [from, to] of data.fences) {
    if (!over(from)) continue;
    ctx.fillStyle = colors.ACCENT[FILL] + '0f';
    const fx = Math.max(left, x(from));
    const tx = Math.min(right, x(until(to)));
    if (tx > fx) ctx.fillRect(fx, HEADER, tx - fx, data.height);
    for (const [edge, at] of [[fx, from], [tx, to]]) {
      if (over(at) && shows(at, at)) curve([edge, HEADER, edge, bottom], colors.ACCENT[FILL] + 'cc', 1, [2.5, 2.5]);
    }
  }
  ctx.save();
  ctx.beginPath();
  ctx.rect(left - 6, 0, lanesWidth + 12, height);
  ctx.clip();
  loads();
  for (const item of data.items) {
    if (begun(item) && (item.k === 'arrow' || item.k === 'label' || shows(item.f, end(item)))) {
      draw[item.k](item, HEADER + item.y);
    }
  }
  write();
  ctx.restore();
  point();
  strip();
  ruler();
  if (now !== null && shows(now, now)) {
    curve([x(now), 40, x(now), bottom], colors.CURSOR[FILL], 1.5);
    ctx.fillStyle = colors.CURSOR[FILL];
    ctx.beginPath();
    ctx.moveTo(x(now) - 5, 40);
    ctx.lineTo(x(now) + 5, 40);
    ctx.lineTo(x(now), 48);
    ctx.fill();
  }
  return { hits, left, right };
}
