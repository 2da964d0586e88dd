/** The visible part of the axis, in units of room; zooming keeps the moment under the pointer. */
function makeView(axis) {
  const least = (at) => Math.max(1e-9, axis.units(at + 200) - axis.units(at));
  const view = { axis, from: 0, to: axis.total };
  view.isWhole = () => view.from <= 0 && view.to >= view.axis.total;
  view.show = (from, to) => {
    const size = Math.min(view.axis.total, Math.max(to - from, least(view.axis.nanos(from))));
    view.from = Math.min(Math.max(0, from), view.axis.total - size);
    view.to = view.from + size;
  };
  view.zoom = (factor, part) => {
    const size = view.to - view.from;
    const anchor = view.from + part * size;
    const next = Math.min(view.axis.total, size * factor);
    view.show(anchor - part * next, anchor - part * next + next);
  };
  view.pan = (part) => {
    const by = part * (view.to - view.from);
    view.show(view.from + by, view.to + by);
  };
  view.whole = () => view.show(0, view.axis.total);
  /** Shows a period with some time around it. */
  view.around = (fromNanos, toNanos) => {
    const from = view.axis.units(fromNanos);
    const to = view.axis.units(toNanos);
    const room = Math.max((to - from) * 0.15, view.axis.total * 0.004);
    view.show(from - room, to + room);
  };
  /** Brings a moment into view if it is not. */
  view.reveal = (nanos) => {
    const at = view.axis.units(nanos);
    const size = view.to - view.from;
    if (at < view.from || at > view.to - size * 0.02) view.show(at - size * 0.7, at + size * 0.3);
  };
  view.change = (axisNow) => {
    const from = view.axis.nanos(view.from);
    const to = view.axis.nanos(view.to);
    view.axis = axisNow;
    view.show(axisNow.units(from), axisNow.units(to));
  };
  return view;
}
