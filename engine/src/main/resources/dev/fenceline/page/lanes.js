/** Draws the picture up to a moment, and returns the areas that a pointer can find. */
function drawLanes(ctx, data, frame) {
  const brush = laneBrush(ctx, data, frame);
  const {
    width, height, colors, now, left, right, lanesWidth, hits, x, end, over, begun,
    until, shows, curve, write,
  } = brush;

  ctx.fillStyle = colors.BG[FILL];
  ctx.fillRect(0, 0, width, height);
  const margins = marginPainters(brush);
  margins.nameColumn();
  margins.legends();
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
  drawLoads(brush);
  const draw = itemPainters(brush);
  for (const item of data.items) {
    if (begun(item) && (item.k === 'arrow' || item.k === 'label' || shows(item.f, end(item)))) {
      draw[item.k](item, HEADER + item.y);
    }
  }
  write();
  ctx.restore();
  margins.point();
  margins.strip();
  margins.ruler();
  margins.decisive();
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
