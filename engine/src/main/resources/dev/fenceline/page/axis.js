/** The time axis: a map from nanoseconds to room, linear between the given moments. */
function makeAxis(data, even) {
  const total = data.units[data.units.length - 1];
  const nanos = even ? [0, data.end] : data.nanos;
  const units = even ? [0, total] : data.units;
  const segment = (list, value) => {
    let low = 0;
    let high = list.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (list[middle] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const map = (from, to, value) => {
    const i = segment(from, value);
    return to[i] + ((value - from[i]) / (from[i + 1] - from[i])) * (to[i + 1] - to[i]);
  };
  return {
    even,
    total,
    units: (moment) => map(nanos, units, moment),
    nanos: (place) => map(units, nanos, place),
  };
}

/** A moment with as many digits as the visible time needs. */
function momentText(nanos, spanNanos) {
  const digits = spanNanos > 2e10 ? 1 : spanNanos > 5e7 ? 3 : spanNanos > 5e4 ? 6 : 9;
  return (nanos / 1e9).toFixed(digits) + ' s';
}

/** The distance between ticks, so that at most as many as asked for are in a time. */
function tickNanos(spanNanos, most) {
  const least = spanNanos / Math.max(1, most);
  const power = Math.pow(10, Math.floor(Math.log10(least)));
  return [1, 2, 5, 10].map((it) => it * power).find((it) => it >= least);
}
