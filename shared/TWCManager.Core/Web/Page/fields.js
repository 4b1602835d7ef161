// Fields of a form: one for each kind of setting.
const america = ',M3.2.0,M11.1.0';
const zones = [
  ['UTC', 'UTC0'],
  ['UK, Portugal', 'GMT0BST,M3.5.0/1,M10.5.0'],
  ['Central Europe', 'CET-1CEST,M3.5.0,M10.5.0/3'],
  ['Eastern Europe', 'EET-2EEST,M3.5.0/3,M10.5.0/4'],
  ['US Eastern', 'EST5EDT' + america],
  ['US Central', 'CST6CDT' + america],
  ['US Mountain', 'MST7MDT' + america],
  ['Arizona', 'MST7'],
  ['US Pacific', 'PST8PDT' + america],
  ['Alaska', 'AKST9AKDT' + america],
  ['Hawaii', 'HST10'],
  ['Atlantic Canada', 'AST4ADT' + america],
  ['China, Western Australia', 'CST-8'],
  ['Japan, Korea', 'JST-9'],
  ['Sydney, Melbourne', 'AEST-10AEDT,M10.1.0,M4.1.0/3'],
  ['Brisbane', 'AEST-10'],
  ['New Zealand', 'NZST-12NZDT,M9.5.0,M4.1.0/3']
];
const guess = () => {
  const at = m => new Date(new Date().getFullYear(), m, 1).getTimezoneOffset(),
    hours = Math.max(at(0), at(6)) / 60,
    moves = at(0) != at(6),
    hit = zones.find(z => +z[1].match(/[-0-9]+/)[0] == hours && z[1].includes(',') == moves);
  return hit ? hit[1] : 'UTC0';
};
const zoneInput = value => {
  const text = make('input', { value }),
    pick = make('select', {}, ...zones.map(([n, z]) => make('option', { value: z }, n)), make('option', { value: '' }, 'Other:'));
  text.setAttribute('aria-label', 'POSIX time zone');
  const sync = () => {
    text.hidden = pick.value != '';
  };
  pick.value = zones.some(z => z[1] == value) ? value : '';
  sync();
  pick.onchange = () => {
    if (pick.value) text.value = pick.value;
    sync();
    text.oninput();
  };
  return {
    kids: [pick, text],
    main: pick,
    read: () => text.value,
    hook: f => {
      text.oninput = f;
    }
  };
};
const dayInput = value => {
  const on = value.split(','),
    boxes = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(d =>
      make('input', { type: 'checkbox', value: d, defaultChecked: on.includes(d) })
    );
  return {
    kids: boxes.map(b => make('label', {}, b, b.value)),
    main: boxes[0],
    read: () =>
      boxes
        .filter(b => b.matches(':checked'))
        .map(b => b.value)
        .join() || 'none',
    hook: f =>
      boxes.forEach(b => {
        b.onchange = f;
      }),
    days: true
  };
};
const plain = (input, read) => ({
  kids: [input],
  main: input,
  read,
  hook: f => {
    input.oninput = f;
  }
});
const input = s => {
  if (s.name == 'timeZone') return zoneInput(s.value);
  if (s.kind == 'days') return dayInput(s.value);
  if (s.kind == 'flag') {
    const b = make('input', { type: 'checkbox', defaultChecked: s.value });
    return plain(b, () => b.matches(':checked'));
  }
  if (s.kind == 'choice') {
    const b = make('select', {}, ...s.choices.map(c => make('option', {}, c)));
    b.value = s.value;
    return plain(b, () => b.value);
  }
  const b = make('input', {
    type: s.isSecret ? 'password' : s.kind == 'number' ? 'number' : s.kind == 'time' ? 'time' : 'text',
    value: s.isSecret ? '' : s.value,
    autocomplete: s.isSecret ? 'new-password' : 'off',
    spellcheck: false
  });
  if (s.isSet) {
    const off = make('input', { type: 'checkbox' });
    b.placeholder = 'is set; type to change it';
    if (s.name != 'setupPassword')
      return {
        kids: [b, make('label', {}, off, 'empty it')],
        main: b,
        read: () => (off.matches(':checked') ? null : b.value),
        hook: f => {
          b.oninput = off.onchange = f;
        }
      };
  }
  if (s.kind == 'number') {
    b.className = 'short';
    b.min = s.minimum;
    b.max = s.maximum;
    b.inputMode = s.minimum < 0 ? 'text' : 'numeric';
  }
  return plain(b, () => b.value);
};
const label = n =>
  n
    .replace('TWCs', 'Connectors')
    .replace('TWC', 'Connector')
    .replace(/[A-Z]/g, c => ' ' + c.toLowerCase())
    .replace(/^mqtt|^ntp| tls$| url$| id$/g, m => m.toUpperCase())
    .replace(/^ha /, 'Home Assistant ');
const field = (s, title, help) => {
  const i = input(s),
    error = make('p', { className: 'bad small', role: 'alert' }),
    id = 's-' + s.name;
  let saved = i.read();
  i.main.id = id;
  const low = s.isInstallerLimit && s.ceiling > s.value ? ' Lowered by MQTT, from ' + s.ceiling + ' A.' : '',
    name = make('label', { htmlFor: id }, title || label(s.name));
  i.hook(() => {
    error.textContent = '';
    count();
  });
  return {
    s,
    error,
    main: i.main,
    read: i.read,
    changed: () => i.read() !== saved,
    settle: value => {
      saved = value;
    },
    box: make(
      'div',
      'field',
      make('b', {}, name),
      make(
        'span',
        'dim small',
        (help || s.meaning) +
          (s.isInstallerLimit ? ' ' + s.allowed + '.' : '') +
          low +
          (s.needsRestart ? ' Takes effect at the next start.' : '')
      ),
      make('div', 'in' + (i.days ? ' days' : ''), ...i.kids, s.unit || ''),
      error
    )
  };
};
const complain = (fields, error, where) => {
  const f = fields.find(x => x.s.name == error.split(' ')[0]),
    spot = f ? f.error : where;
  spot.textContent = f ? error.slice(f.s.name.length + 1) : error;
  spot.classList.add('bad');
  if (f && f.box.parentNode.tagName == 'DETAILS') f.box.parentNode.open = true;
  spot.scrollIntoView({ block: 'center' });
  if (f) f.main.focus({ preventScroll: true });
};
