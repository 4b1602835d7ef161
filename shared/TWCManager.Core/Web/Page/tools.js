// How the page talks to the controller, and small helpers.
'use strict';
const $ = i => document.getElementById(i);
const say = (id, text) => {
  $(id).textContent = text;
};

// Makes an element. What is set is the name of its class or an object of properties; of the rest, null is left out.
const make = (tag, set, ...kids) => {
  const e = document.createElement(tag);
  Object.assign(e, typeof set == 'string' ? { className: set } : set);
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

// What the controller says when it refuses is thrown as { said }.
const get = path =>
  call(path, { cache: 'no-store' }).then(r =>
    r.json().then(j => {
      if (!r.ok) throw { said: j.error };
      return j;
    })
  );

// For what is asked for again and again. Answers can overtake each other: one that is older than the last one used is dropped.
const newest = (path, use) => {
  let asked = 0,
    used = 0;
  const ask = () => {
    const mine = ++asked;
    return get(path).then(j => {
      if (mine > used) {
        used = mine;
        use(j);
      }
    });
  };

  // Answers that are on their way are out of date.
  ask.drop = () => {
    used = asked;
  };
  return ask;
};
const problem = e => e.said || 'No answer from the controller.';
const send = (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) });
const post = (path, body) =>
  send(path, body)
    .then(r => (r.status != 403 ? r : load().then(() => send(path, body))))
    .then(r => r.json())
    .catch(e => ({ ok: false, error: problem(e) }));
const keep = t => {
  token = t;
  sessionStorage.setItem('twc', t);
};
const load = newest('/api/settings', j => {
  list = j;
  keep(j.token);
});

// For a form that needs the settings. A second press before the answer would be judged by what the first one has changed, so the button waits.
const onSubmit = (id, work) => {
  const button = $(id).querySelector('.main');
  $(id).onsubmit = e => {
    e.preventDefault();
    if (!list || button.disabled) return;
    button.disabled = true;
    new Promise(done => done(work())).finally(() => {
      button.disabled = false;
    });
  };
};
const power = w => (w == null ? '-' : Math.abs(w) < 1000 ? w + ' W' : (w / 1000).toFixed(Math.abs(w) < 9995 ? 2 : 1) + ' kW');
const amps = a => (a == null ? '-' : +(+a).toFixed(1) + ' A');
const show = name => {
  view = name;
  for (const i of ['first', 'status', 'settings']) $(i).hidden = i != name;
  $('wait').hidden = name == 'status';
  $('toStatus').className = name == 'status' ? 'on' : '';
  $('toSettings').className = name == 'settings' ? 'on' : '';
  if (name == 'status') plot();
};
