// The log-in and the settings.
let fields = [],
  built = '';
const count = () => {
  const n = fields.filter(f => f.changed()).length;
  say('saved', n ? n + (n == 1 ? ' change' : ' changes') : '');
  $('saved').className = 'dim';
};
const build = () => {
  fields = [];
  const old = $('groups').children,
    groups = [];
  let title, group;
  for (const s of list.settings) {
    if (s.group != title) {
      title = s.group;
      const was = old[groups.length];
      group = make('details', { className: 'card', open: was ? was.open : !groups.length }, make('summary', {}, title));
      groups.push(group);
    }
    if (s.name == 'setupPassword' && !list.hasPassword) continue;
    const f = field(s);
    fields.push(f);
    group.append(f.box);
  }
  if (list.wifi != null) groups.push(wifiBox());
  if (list.canRestart) groups.push(restartBox());
  $('groups').replaceChildren(...groups);
  count();
};
const gate = () => {
  const has = list.hasPassword,
    open = !has || list.isLoggedIn;
  $('gate').hidden = has && list.isLoggedIn;
  $('login').hidden = !has;
  $('againBox').hidden = has;
  say('gateTitle', has ? 'Log in to change settings' : 'Choose a set-up password');
  say(
    'gateText',
    has
      ? 'Status and controls need no password.'
      : 'From now on settings are changed with it, at least 8 characters. It goes with the first settings that you save; write it down.'
  );
  $('save').hidden = !open;
};
const login = password =>
  post('/api/login', { password }).then(j => {
    if (j.ok) {
      keep(j.value);
      load.drop();
      list.isLoggedIn = true;
    }
    return j;
  });

// Fields are made anew only when there is news for them, and never while something typed in them is not saved.
const paintSettings = () => {
  const now = JSON.stringify([list.settings, list.hasPassword]);
  if (built != now && !fields.some(f => f.changed())) {
    built = now;
    build();
  }
  gate();
};
const refresh = () =>
  load().then(
    () => {
      say('wait', '');
      if (view == 'settings') paintSettings();
    },
    e => {
      say('wait', problem(e));
      throw e;
    }
  );
onSubmit(
  'gate',
  () =>
    list.hasPassword &&
    login($('password').value).then(j => {
      say('gateError', j.ok ? '' : j.error);
      if (j.ok) $('password').value = '';
      gate();
    })
);
onSubmit('form', () => {
  const set = {},
    open = !list.hasPassword,
    moved = fields.filter(f => f.changed()).map(f => [f, f.read()]);
  for (const [f, value] of moved) set[f.s.name] = value ?? '';
  if (open) {
    if ($('password').value != $('again').value) {
      say('gateError', 'The two passwords differ.');
      $('gateError').scrollIntoView({ block: 'center' });
      return;
    }
    set.setupPassword = $('password').value;
  } else if (!moved.length) return;
  return post('/api/settings', set).then(j => {
    if (!j.ok) {
      if (!open && !list.isLoggedIn) {
        gate();
        say('gateError', j.error);
        scrollTo(0, 0);
        return;
      }
      complain(fields, j.error, j.error.startsWith('setupPassword') ? $('gateError') : $('saved'));
      return;
    }
    const wait = moved.some(([f]) => f.s.needsRestart) ? 'Saved. Part of it takes effect at the next start.' : 'Saved.';
    say('gateError', '');
    list.hasPassword = true;
    for (const [f, value] of moved) f.settle(value);
    return (set.setupPassword ? login(set.setupPassword) : Promise.resolve())
      .then(() => {
        $('password').value = $('again').value = '';
        gate();
        return refresh().catch(() => {});
      })
      .then(() => {
        say('saved', wait);
        $('saved').className = 'good';
      });
  });
});
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
    b = make('button', { type: 'button', onclick: () => wifi(n.read(), p.read(), said) }, 'Join this network');
  return make('details', 'card', make('summary', {}, 'Wi-Fi'), n.box, p.box, b, said);
};
const restartBox = () => {
  const said = make('p', 'dim small', 'Takes some seconds, which charging cars bridge. Save first.');
  return make(
    'details',
    'card',
    make('summary', {}, 'Device'),
    make(
      'button',
      {
        type: 'button',
        onclick: () =>
          post('/api/command/restart', {}).then(j => {
            said.textContent = j.ok ? 'It restarts now. Load this page again in half a minute.' : j.error;
          })
      },
      'Restart'
    ),
    said
  );
};
