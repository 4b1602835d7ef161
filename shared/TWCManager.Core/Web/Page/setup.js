// The first set-up.
let firstFields = [];
const firstRun = () => {
  const of = (name, title, help) => {
      const s = list.settings.find(x => x.name == name);
      return field({ ...s, value: name == 'timeZone' ? guess() : s.isInstallerLimit ? '' : s.value, needsRestart: false }, title, help);
    },
    again = field({ name: 'again', kind: 'text', isSecret: true, meaning: ' ' }, 'Password again');
  firstFields = [
    of('wiringMaxAmpsAllTWCs', 'Limit of all wall connectors together', 'Of the circuit that they share.'),
    of('wiringMaxAmpsPerTWC', 'Limit of each wall connector', 'Of the circuit of the weakest one.'),
    of('setupPassword', 'Set-up password', 'Asked for before settings are changed; at least 8 characters. Write it down.'),
    again,
    of('timeZone', 'Time zone', 'For schedules.'),
    of('mqttHost', 'MQTT broker', 'Usually the address of Home Assistant; leave it empty for none.'),
    of('mqttUser', 'MQTT user', 'Leave it empty if the broker asks for none.'),
    of('mqttPassword', 'MQTT password', ' ')
  ];
  if (list.canRestart) firstFields.push(of('board', 'Board', 'Counts from the next start.'));
  if (list.wifi != null) firstFields.push(...wifiFields());
  $('firstFields').replaceChildren(...firstFields.map(f => f.box));
  $('finish').disabled = false;
};
onSubmit('first', () => {
  const set = {},
    value = {},
    out = $('firstError');
  out.textContent = '';
  for (const f of firstFields) {
    f.error.textContent = '';
    value[f.s.name] = f.read();
    if (!['again', 'wifiName', 'wifiPassword'].includes(f.s.name) && (f.read() !== '' || f.s.isInstallerLimit)) set[f.s.name] = f.read();
  }
  const tell = (name, text) => complain(firstFields, name + ' ' + text, out);
  for (const n of ['wiringMaxAmpsAllTWCs', 'wiringMaxAmpsPerTWC']) if (!(set[n] > 0)) return tell(n, 'must be set, in amps');
  if (value.again != value.setupPassword) return tell('again', 'must be the same password');
  if (!$('sure').matches(':checked')) {
    out.textContent = 'Please confirm that you know the limits.';
    return;
  }
  return post('/api/settings', set).then(j => {
    if (!j.ok) {
      complain(firstFields, j.error, out);
      return;
    }
    list.hasPassword = true;
    return login(set.setupPassword)
      .then(() => (value.wifiName ? wifi(value.wifiName, value.wifiPassword, out) : true))
      .then(ok => {
        if (ok)
          return refresh()
            .catch(() => {})
            .then(() => show('status'));
      });
  });
});
