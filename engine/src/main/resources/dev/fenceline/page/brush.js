const HEADER = 75;
const FONT = 'Inter, system-ui, "Segoe UI", Arial, sans-serif';
const MONO = '"JetBrains Mono", "DejaVu Sans Mono", Consolas, monospace';
const STATE = '600 11px ' + FONT;
const REMARK = '600 10.5px ' + FONT;
const SMALL = '500 10px ' + MONO;
const [FILL, GROUND, ON, WORD, LINE, CALM, HATCH, OUTLINE] = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * What all painters of one picture share: its scale, its shapes and words, and the areas that a pointer
 * can find.
 */
function laneBrush(ctx, data, frame) {
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

  /** Writes the labels. */
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

  return {
    ctx, data, frame, width, height, colors, now, names, view, axis, left, right, lanesWidth, hits, tone, x, end,
    over, begun, until, shows, text, wide, fitted, label, hit, box, bar, curve, disc, cross, triangle, write,
  };
}
