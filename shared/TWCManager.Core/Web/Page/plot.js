// The plot of the last ten minutes, kept over a reload.
const lines = [
  ['sun', 'sun'],
  ['house', 'house'],
  ['grid', 'grid'],
  ['cars', 'car']
];
const plot = () => {
  const w = $('plot').clientWidth,
    h = 190,
    now = Date.now(),
    from = now - 6e5;
  samples = samples.filter(s => s[0] > from);
  if (!w) return;
  const all = samples.flatMap(s => s.slice(1)).filter(v => v != null),
    high = Math.max(1e3, ...all),
    deep = Math.min(0, ...all),
    step = [500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4].find(k => (high - deep) / k <= 4.5) || 1e5,
    top = Math.ceil(high / step) * step,
    low = Math.floor(deep / step) * step,
    x = t => 44 + ((w - 50) * (t - from)) / 6e5,
    y = v => 8 + ((h - 32) * (top - v)) / (top - low);
  let g = '';
  for (let v = low; v <= top; v += step)
    g += `<path d='M44 ${y(v)}H${w}' stroke='var(--line)' stroke-width='${v ? 1 : 2}'/><text x='40' y='${y(v) + 4}' text-anchor='end'>${v / 1000}</text>`;
  for (const m of [10, 5, 0])
    g += `<text x='${x(now - m * 6e4)}' y='${h - 6}' text-anchor='${m == 10 ? 'start' : m ? 'middle' : 'end'}'>${m ? '-' + m + ' min' : 'now'}</text>`;
  lines.forEach(([, color], i) => {
    let d = '',
      pen = false,
      at = 0;
    for (const s of samples) {
      const v = s[i + 1];
      if (s[0] - at > 2e4) pen = false;
      at = s[0];
      if (v == null) pen = false;
      else {
        d += (pen ? 'L' : 'M') + x(s[0]).toFixed(1) + ' ' + y(v).toFixed(1);
        pen = true;
      }
    }
    g += `<path class='line' d='${d}' fill='none' stroke='var(--${color})' stroke-width='2' stroke-linejoin='round'/>`;
  });
  $('plot').innerHTML =
    `<svg viewBox='0 0 ${w} ${h}' height='${h}' font-size='12' fill='var(--dim)'><text x='2' y='${h - 6}'>kW</text>${g}</svg>`;
};
$('key').append(...lines.map(([name, color]) => make('span', {}, make('i', { style: 'background:var(--' + color + ')' }), name)));
