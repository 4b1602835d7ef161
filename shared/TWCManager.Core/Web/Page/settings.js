const cars = 'Cars and stopping',
  bus = 'Bus and board',
  starts = {
    wiringMaxAmpsAllTWCs: 'Wiring',
    phaseRotation: 'Wiring',
    minAmpsPerTWC: 'Charging',
    stopMethod: cars,
    welcomeTime: cars,
    carKind: cars,
    mqttHost: 'MQTT and Home Assistant',
    energyPollSeconds: 'Sun, house and grid',
    ownId: bus,
    board: bus,
    timeZone: 'Time',
    webServer: 'Web page'
  };
let fields = [];
const count = () => {
  const n = fields.filter(f => f.changed()).length;
  $('saved').textContent = n ? n + (n == 1 ? ' change' : ' changes') : '';
  $('saved').className = 'dim';
};
const build = () => {
  fields = [];
  const titles = [...new Set(Object.values(starts))],
    groups = titles.map((t, i) => make('details', { className: 'card', open: !i }, make('summary', { textContent: t })));
  let group;
  for (const s of list.settings) {
    if (starts[s.name]) group = groups[titles.indexOf(starts[s.name])];
    if (s.name == 'setupPassword' && !list.hasPassword) continue;
    const f = field(s);
    fields.push(f);
    group.append(f.box);
  }
  if (list.wifi != null) groups.push(wifiBox());
  if (list.canRestart) groups.push(restartBox());
  $('groups').replaceChildren(...groups);
  gate();
  count();
};
const gate = () => {
  const has = list.hasPassword,
    open = !has || list.isLoggedIn;
  $('gate').hidden = has && list.isLoggedIn;
  $('login').hidden = !has;
  $('againBox').hidden = has;
  $('gateTitle').textContent = has ? 'Log in to change settings' : 'Choose a set-up password';
  $('gateText').textContent = has
    ? 'Status and controls need no password.'
    : 'From now on settings are changed with it, at least 8 characters. It goes with the first settings that you save; write it down.';
  $('save').hidden = !open;
};
const login = password =>
  post('/api/login', { password }).then(j => {
    if (j.ok) keep(j.value);
    return j;
  });
const refresh = () => load().then(build);
$('gate').onsubmit = e => {
  e.preventDefault();
  if (!list.hasPassword) return;
  login($('password').value).then(j => {
    $('gateError').textContent = j.ok ? '' : j.error;
    if (j.ok) {
      $('password').value = '';
      list.isLoggedIn = true;
      gate();
    }
  });
};
const chosen = (a, b, where) => {
  if (a.value == b.value) return true;
  where.textContent = 'The two passwords differ.';
  where.scrollIntoView({ block: 'center' });
  return false;
};
$('form').onsubmit = e => {
  e.preventDefault();
  const set = {},
    open = !list.hasPassword,
    moved = fields.filter(f => f.changed());
  for (const f of moved) set[f.s.name] = f.read() ?? '';
  if (open) {
    if (!chosen($('password'), $('again'), $('gateError'))) return;
    set.setupPassword = $('password').value;
  } else if (!moved.length) return;
  post('/api/settings', set).then(j => {
    if (!j.ok) {
      if (!open && !list.isLoggedIn) {
        gate();
        $('gateError').textContent = j.error;
        scrollTo(0, 0);
        return;
      }
      complain(fields, j.error, j.error.startsWith('setupPassword') ? $('gateError') : $('saved'));
      return;
    }
    const wait = moved.filter(f => f.s.needsRestart).length ? 'Saved. Part of it takes effect at the next start.' : 'Saved.';
    $('gateError').textContent = '';
    (open ? login(set.setupPassword) : Promise.resolve())
      .then(() => {
        $('password').value = $('again').value = '';
        return refresh();
      })
      .then(() => {
        $('saved').textContent = wait;
        $('saved').className = 'good';
      });
  });
};
const wifi = (name, password, where) =>
  post('/api/wifi', { name, password }).then(j => {
    where.textContent = j.ok ? 'Stored. The controller joins ' + name + ' now.' : j.error;
    where.className = j.ok ? 'good' : 'bad';
    return j.ok;
  });
const wifiFields = () => [
  field({ name: 'wifiName', kind: 'text', value: list.wifi, meaning: 'Name of the network that the controller joins.' }, 'Wi-Fi network'),
  field({ name: 'wifiPassword', kind: 'text', isSecret: true, meaning: 'Empty for an open network.' }, 'Wi-Fi password')
];
const wifiBox = () => {
  const [n, p] = wifiFields(),
    said = make('p', {}),
    b = make('button', { type: 'button', textContent: 'Join this network', onclick: () => wifi(n.read(), p.read(), said) });
  return make('details', { className: 'card' }, make('summary', { textContent: 'Wi-Fi' }), n.box, p.box, b, said);
};
const restartBox = () => {
  const said = make('p', { className: 'dim small', textContent: 'Takes some seconds, which charging cars bridge. Save first.' });
  return make(
    'details',
    { className: 'card' },
    make('summary', { textContent: 'Device' }),
    make('button', {
      type: 'button',
      textContent: 'Restart',
      onclick: () =>
        post('/api/command/restart', {}).then(j => {
          said.textContent = j.ok ? 'It restarts now. Load this page again in half a minute.' : j.error;
        })
    }),
    said
  );
};
