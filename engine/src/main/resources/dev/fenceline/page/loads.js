/** Draws how busy each lane is. */
function drawLoads(brush) {
  const {
    ctx, data, frame, colors, now, left, right, x, until, curve,
  } = brush;
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
}
