/** Returns what draws each kind of item in a lane. */
function itemPainters(brush) {
  const {
    ctx, colors, left, right, tone, x, end, over, until, shows, wide, label, hit, box, bar, curve,
    disc, cross, triangle,
  } = brush;
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
  return draw;
}
