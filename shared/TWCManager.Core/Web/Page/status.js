// The status and the orders.
const title = name => name[0].toUpperCase() + name.slice(1).replace(/[A-Z]/g, ' $&'),
  session = c => {
    const last = c.car == 'none',
      k = last ? c.lastSessionKwh : c.sessionKwh;
    return k == null ? '' : (last ? 'last ' : '') + 'session ' + k.toFixed(2) + ' kWh';
  };
const tile = (name, value, color, extra) =>
  make(
    'div',
    {},
    make('small', 'dim', name),
    make('b', { style: 'color:var(--' + color + ')' }, value),
    extra ? make('small', 'dim', extra) : null
  );
const twc = c => {
  const full = Math.max(c.limitAmps, 1),
    part = a => Math.min(100, (100 * (a || 0)) / full) + '%',
    bar = make('div', 'bar');
  for (const k of ['offered', 'drawn']) {
    const i = make('i', k);
    i.style.width = part(k == 'drawn' ? c.actualAmps : c.offeredAmps);
    bar.append(i);
  }
  if (c.confirmedAmps) {
    const i = make('i', 'confirmed');
    i.style.left = part(c.confirmedAmps);
    bar.append(i);
  }
  const words = { none: 'no car', plugged: 'car plugged in', charging: 'car charging', unknown: 'car unknown' };
  return make(
    'div',
    'card',
    make(
      'div',
      'row',
      make('b', {}, c.id),
      make(
        'span',
        c.problem == 'ON' ? 'bad' : 'dim',
        (c.state == c.car ? '' : c.state + ', ') + (words[c.car] || c.car) + (c.vin ? ', VIN ...' + c.vin.slice(-6) : '')
      ),
      make('b', { className: 'good', style: 'margin-left:auto' }, power(c.powerWatts))
    ),
    bar,
    make(
      'div',
      'key small',
      make('span', {}, make('i', { style: 'background:var(--car)' }), 'drawn ' + amps(c.actualAmps)),
      make('span', {}, make('i', { style: 'background:var(--soft)' }), 'offered ' + amps(c.offeredAmps)),
      make('span', {}, make('i', { style: 'background:var(--ink);width:3px' }), 'confirmed ' + amps(c.confirmedAmps)),
      make('span', 'dim', 'limit ' + amps(c.limitAmps)),
      make('span', 'dim', session(c))
    ),
    make('p', 'dim small', c.reason)
  );
};
const line = (name, text, good) => make('p', {}, make('b', {}, name + ' '), make('span', good ? 'dim' : 'bad', text));
const links = s => {
  const b = s.bus,
    damaged = b.badChecksum + b.badEscape + b.badLength + b.overflow + b.timeouts,
    twcs = state.connectors,
    sum = k => twcs.reduce((n, c) => n + c[k], 0),
    gap = Math.max(0, ...twcs.map(c => c.longestGapMs));
  $('links').replaceChildren(
    line(
      'Bus',
      b.state +
        (b.secondMaster ? ' (' + b.secondMaster + ')' : '') +
        ', ' +
        sum('heartbeatsAnswered') +
        ' of ' +
        sum('heartbeatsSent') +
        ' heartbeats answered, longest gap ' +
        (gap / 1000).toFixed(2) +
        ' s, ' +
        damaged +
        ' damaged frames',
      b.state == 'running'
    ),
    line('Wiring', state.doctor.text, state.doctor.ok),
    ...Object.entries(s.sources)
      .filter(e => e[1].state != 'notConfigured')
      .map(([n, x]) =>
        line(
          title(n),
          (x.problem || x.state) + (x.ageSeconds == null ? '' : (x.problem ? '; last reading ' : ', ') + x.ageSeconds + ' s ago'),
          x.state == 'ok' || x.state == 'waiting'
        )
      ),
    line(
      'Version',
      s.version + ', up for ' + Math.floor(s.uptimeSeconds / 3600) + ' h ' + (Math.floor(s.uptimeSeconds / 60) % 60) + ' min',
      true
    )
  );
};
const paint = j => {
  state = j;
  const s = j.site,
    n = s.chargeNow;
  say('bus', s.bus.state);
  $('bus').title = 'Bus of the wall connectors';
  $('bus').className = 'pill' + (s.bus.state == 'running' ? ' good' : '');
  const flow = s.gridWatts == null ? '' : s.gridWatts < 0 ? 'exporting' : 'importing',
    tiles = [
      tile('Sun', power(s.solarWatts), 'sun'),
      tile('House', power(s.houseWatts), 'house', 'with cars'),
      tile('Grid', power(s.gridWatts == null ? null : Math.abs(s.gridWatts)), 'grid', flow),
      tile('Surplus', power(s.surplusWatts), 'ink', s.surplusProblem),
      tile('Cars', power(s.chargingWatts), 'car', amps(s.actualAmps)),
      tile('Granted', amps(s.availableAmps), 'ink', 'of ' + s.limits.wiringMaxAmpsAllTWCs + ' A')
    ];
  if (s.batteryWatts != null || s.batterySoc != null)
    tiles.push(tile('Battery', s.batterySoc == null ? power(s.batteryWatts) : s.batterySoc + ' %', 'ink', power(s.batteryWatts)));
  $('tiles').replaceChildren(...tiles);
  $('policy').replaceChildren(
    make('b', {}, s.policy + ': '),
    s.reason,
    make('div', 'bad', j.page.hasLimits ? '' : 'The wiring limits are not set, so nothing charges: see Settings.')
  );
  $('twcs').replaceChildren(...j.connectors.map(twc));
  if (!j.connectors.length)
    $('twcs').append(make('p', 'card dim', 'No wall connector heard yet. One without a master announces itself every ten seconds.'));
  $('control').hidden = !j.page.canChange;
  $('toSettings').hidden = !j.page.canChange;
  say(
    'now',
    s.stopped
      ? 'Charging is stopped until you resume it.'
      : n
        ? 'Charging with up to ' + n.amps + ' A, ' + n.minutesLeft + ' min left.'
        : ''
  );
  $('end').hidden = !n;
  $('stop').hidden = s.stopped;
  $('resume').hidden = !s.stopped;
  $('charge').hidden = s.stopped;
  $('amps').max = s.limits.wiringMaxAmpsAllTWCs;
  if (!$('amps').value) $('amps').value = Math.min(16, s.limits.wiringMaxAmpsAllTWCs) || '';
  links(s);
  samples.push([Date.now(), s.solarWatts, s.houseWatts, s.gridWatts, s.chargingWatts]);
  plot();
  sessionStorage.setItem('plot', JSON.stringify(samples));
  if (!view) show(j.page.canChange && !j.page.hasPassword && !j.page.hasLimits ? 'first' : 'status');
};
const look = newest('/api/status', j => {
  $('lost').hidden = true;
  paint(j);
});
const poll = () =>
  look()
    .catch(() => {
      $('lost').hidden = false;
    })
    .then(() => setTimeout(poll, 2000));
const order = (verb, body) =>
  post('/api/command/' + verb, body || {}).then(j => {
    say('controlError', j.ok ? '' : j.error);
    return look().catch(() => {});
  });
$('control').onsubmit = e => {
  e.preventDefault();
  order('chargeNow', { amps: +$('amps').value, minutes: +$('minutes').value });
};
$('end').onclick = () => order('chargeNowEnd');
$('stop').onclick = () => order('stop');
$('resume').onclick = () => order('resume');
