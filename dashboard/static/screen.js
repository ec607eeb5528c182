/* The big screen: changes scenes by a clock that all screens share, ticks, and follows what the server publishes. */
(function () {
  'use strict';
  const CALM = 600000; // ms after which a screen that somebody stopped goes on by itself
  const body = document.body;
  const stage = document.getElementById('stage');
  const asked = new URLSearchParams(location.search);
  const rotate = seconds(asked.get('rotate'));
  let { version, edition } = body.dataset; // of what is shown
  let etag = '';
  let offset = Number(body.dataset.now) - Date.now(); // ms that the server's clock is ahead of this one
  let keys = []; // of the scenes in rotation
  let pairs = []; // of each the scene and the one beside it
  let shown = -1; // the place of the scene shown
  const marks = {}; // the places that the script writes in
  let today = '', around = ['', '']; // the day, and what is written before and after the time
  let held = -1; // the place of the scene kept by a key, -1: none
  let heldAt = 0;
  let failures = 0;
  let polling = false;
  let nextPoll = 0; // at once: the page has come some time after the server told its clock
  let freshUntil = 0;

  function seconds(text) {
    const found = Math.floor(Number(text));
    return text && found >= 1 ? Math.min(found, 3600) : 15;
  }

  const now = () => Date.now() + offset;
  const every = (selector) => Array.from(stage.querySelectorAll(selector));
  const index = () => (held >= 0 ? held : Math.floor(now() / 1000 / rotate)) % keys.length;

  /* Begin with the scenes that the address names and that exist, else with all of them. */
  function begin() {
    const scenes = every('.scene');
    scenes.forEach((scene) => scene.classList.remove('on')); // the first one is shown where no script runs
    const known = scenes.map((scene) => scene.dataset.scene);
    const names = (asked.get('scene') || asked.get('scenes') || '').split(',').map((name) => name.trim());
    const found = Array.from(new Set(names.filter((name) => known.includes(name))));
    keys = found.length ? found : known;
    const order = keys.length > 1 ? keys : known; // a fixed scene has its neighbour in the whole list
    pairs = keys.map((key) => {
      const after = order[(order.indexOf(key) + 1) % order.length];
      return [scenes[known.indexOf(key)], after === key ? document.createElement('i') : scenes[known.indexOf(after)]];
    });
    ['clock', 'place', 'paused', 'lost', 'fresh'].forEach((name) => { marks[name] = every('[data-' + name + ']'); });
    shown = -1;
    today = '';
    show();
  }

  /* Show a scene and, beside it on a wall, the one that follows; nothing is built or searched for. */
  function show() {
    const at = keys.length ? index() : -1;
    if (at === shown) return;
    if (shown >= 0) {
      pairs[shown][0].classList.remove('on');
      pairs[shown][1].classList.remove('beside');
    }
    pairs[at][1].classList.add('beside');
    pairs[at][0].classList.add('on');
    shown = at;
    marks.place[0].textContent = at + 1 + ' / ' + keys.length;
    body.dataset.scene = keys[at];
  }

  const write = (places, text) => places.forEach((place) => { place.textContent = text; });
  const reveal = (places, on) => places.forEach((place) => { if (place.hidden === on) place.hidden = !on; });

  /* Write the server's time, which comes as if its local time were UTC: no setting of this machine matters. */
  function clock() {
    const iso = new Date(now()).toISOString();
    if (iso.slice(0, 10) !== today) {
      today = iso.slice(0, 10);
      const parts = { y: iso.slice(0, 4), m: Number(iso.slice(5, 7)), d: Number(iso.slice(8, 10)), iso: today, t: '|' };
      parts.w = body.dataset.days.split(',')[new Date(today).getUTCDay()];
      around = body.dataset.form.replace(/\[(\w+)\]/g, (_, name) => parts[name]).split('|');
    }
    write(marks.clock, around[0] + iso.slice(11, 19) + around[1]);
  }

  function tick() {
    if (held >= 0 && Date.now() - heldAt > CALM) held = -1;
    clock();
    show();
    reveal(marks.paused, held >= 0);
    reveal(marks.lost, failures > 1);
    reveal(marks.fresh, Date.now() < freshUntil);
    if (!polling && Date.now() >= nextPoll) poll();
    setTimeout(tick, 1000 - (now() % 1000));
  }

  function address(part) {
    const kept = new URLSearchParams();
    ['plan', 'edition', 'lang'].filter((key) => asked.get(key)).forEach((key) => kept.set(key, asked.get(key)));
    return './screen/' + part + '?' + kept;
  }

  async function poll() {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), 8000);
    const options = { cache: 'no-store', signal: stop.signal };
    polling = true;
    try {
      const began = Date.now();
      const answer = await fetch(address('state'), { ...options, headers: etag ? { 'If-None-Match': etag } : {} });
      if (!answer.ok && answer.status !== 304) throw new Error(answer.status);
      const ahead = Number(answer.headers.get('X-Now')) - (began + Date.now()) / 2;
      if (answer.headers.has('X-Now') && Math.abs(ahead - offset) > 250) offset = ahead;
      if (answer.status === 200) await follow(await answer.json(), options);
      etag = answer.headers.get('ETag') || etag;
      failures = 0;
    } catch (error) {
      failures += 1;
    }
    clearTimeout(late);
    polling = false;
    nextPoll = Date.now() + (failures ? 3000 : 1000 * Math.min(15, Math.max(2, (rotate * keys.length) / 3)));
  }

  /* Take over what was published, its pictures decoded before the old ones go; a new program loads itself. */
  async function follow(state, options) {
    if (state.program !== body.dataset.program) location.reload();
    if (state.version === version) return;
    const answer = await fetch(address('scenes'), options);
    if (!answer.ok) throw new Error(answer.status);
    const made = document.createElement('div');
    made.innerHTML = await answer.text();
    await Promise.all(Array.from(made.querySelectorAll('img'), (image) => image.decode()));
    stage.replaceChildren(...made.childNodes);
    if (edition && edition !== state.edition) freshUntil = Date.now() + Math.max(30000, 1000 * rotate * keys.length);
    ({ version, edition } = state);
    begin();
  }

  document.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ' ': 0 }[event.key];
    if (step === undefined || !keys.length) return;
    event.preventDefault();
    held = step ? (index() + step + keys.length) % keys.length : held >= 0 ? -1 : index();
    heldAt = Date.now();
    show();
    reveal(marks.paused, held >= 0);
  });

  performance.setResourceTimingBufferSize(0); // weeks of asking leave no list behind
  begin();
  for (held = 2000; held >= 0; held -= 1) show(); // nothing is painted; machine code is made now, not after an hour
  tick();
})();
