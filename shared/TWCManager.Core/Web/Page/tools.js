'use strict';
const $ = i => document.getElementById(i);
const make = (tag, set, ...kids) => {
  const e = document.createElement(tag);
  Object.assign(e, set);
  e.append(...kids.filter(k => k != null));
  return e;
};
let token = sessionStorage.getItem('twc') || '',
  state = null,
  list = null,
  view = '',
  samples = JSON.parse(sessionStorage.getItem('plot') || '[]');
const head = () => ({ 'Content-Type': 'application/json', 'X-TWC-Token': token });
const call = (path, set) => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 15000);
  return fetch(path, { headers: head(), signal: stop.signal, ...set });
};
const get = path =>
  call(path, { cache: 'no-store' }).then(r =>
    r.json().then(j => {
      if (!r.ok) throw Error(j.error);
      return j;
    })
  );
const send = (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) });
const post = (path, body) =>
  send(path, body)
    .then(r => (r.status != 403 ? r : load().then(() => send(path, body))))
    .then(r => r.json())
    .catch(() => ({ ok: false, error: 'No answer from the controller.' }));
const keep = t => {
  token = t;
  sessionStorage.setItem('twc', t);
};
const load = () =>
  get('/api/settings').then(j => {
    list = j;
    keep(j.token);
    return j;
  });
const power = w => (w == null ? '-' : Math.abs(w) < 1000 ? w + ' W' : (w / 1000).toFixed(Math.abs(w) < 9995 ? 2 : 1) + ' kW');
const amps = a => (a == null ? '-' : +(+a).toFixed(1) + ' A');
const show = name => {
  view = name;
  for (const i of ['first', 'status', 'settings']) $(i).hidden = i != name;
  $('toStatus').className = name == 'status' ? 'on' : '';
  $('toSettings').className = name == 'settings' ? 'on' : '';
  if (name == 'status') plot();
};
