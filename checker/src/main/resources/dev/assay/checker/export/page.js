'use strict';
// Draws what is in #data. Everything that comes from the history is written as text.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const SVG = 'http://www.w3.org/2000/svg';
  const ROW = 34;
  const BAR = 22;
  const LEFT = 104;
  const RIGHT = 26;
  const TOP = 24;
  const CHARACTER = 6.7;
  const NARROWEST = 3; // pixels; narrower bars that touch their neighbour are left to zooming
  const NUMBERS_MAX = 120; // more points than these are a line
  const STEPS_MAX = 400;
  const KEYS_MAX = 300;
  const TICKS = 8;

  const byId = (id) => document.getElementById(id);
  const frame = byId('frame');
  const svg = byId('picture');
  const chosen = { object: 0, scope: 'failing', axis: 'events', order: 0, operation: -1 };
  let view = null; // what is seen of the axis: {from, to}
  let picture = null; // what is drawn: see arrange()
  let hovered = -1;

  const object = () => data.objects[chosen.object];
  const order = () => object().orders[chosen.order];

  function make(name, attributes, parent, text) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    parent.appendChild(made);
    return made;
  }

  function moment(time) {
    return data.clock ? (time / 1e9).toFixed(6) + ' s' : 'event ' + time;
  }

  /** Lanes, places on the axis, and the order's points, of the operations that are to be seen. */
  function arrange() {
    const all = object().operations;
    const failingOnly = chosen.scope === 'failing' && all.some((op) => op.failing);
    const shown = all.map((op, i) => i).filter((i) => !failingOnly || all[i].failing);
    const times = [...new Set(shown.flatMap((i) =>
      all[i].to === undefined ? [all[i].from] : [all[i].from, all[i].to]))].sort((a, b) => a - b);
    const rank = new Map(times.map((time, i) => [time, i]));
    const lanes = [...new Set(shown.map((i) => all[i].process))].sort((a, b) => a - b);
    const lane = new Map(lanes.map((process, i) => [process, i]));
    const byTime = chosen.axis === 'time';
    const span = Math.max(times[times.length - 1] - times[0], 1);
    const end = byTime ? times[times.length - 1] + span * 0.05 : times.length;
    /** From a rank, perhaps between two, to the axis. */
    const onAxis = (place) => {
      if (!byTime) {
        return place;
      }
      const low = Math.min(Math.floor(place), times.length - 1);
      const high = Math.min(low + 1, times.length - 1);
      return times[low] + (times[high] - times[low]) * Math.min(place - low, 1);
    };
    const bars = shown.map((i) => {
      const op = all[i];
      return {
        i, op, lane: lane.get(op.process),
        from: onAxis(rank.get(op.from)),
        to: op.to === undefined ? end : onAxis(rank.get(op.to)),
      };
    });
    picture = { bars, lanes, times, rank, end, onAxis, first: onAxis(0), points: points(all, shown, rank),
      of: new Map(bars.map((bar) => [bar.i, bar])) };
    svg.setAttribute('height', TOP + lanes.length * ROW + 8);
  }

  /**
   * Where in its interval each operation of the order takes effect: as early as it may, after the
   * one before it; those that share a place are spread out up to the next event.
   */
  function points(all, shown, rank) {
    const taken = order();
    if (!taken) {
      return [];
    }
    const seen = new Set(shown);
    const found = [];
    let place = 0;
    for (const [i, position, state] of taken.steps) {
      if (seen.has(i)) {
        place = Math.max(place, rank.get(all[i].from));
        found.push({ i, position, state, place });
      }
    }
    for (let from = 0; from < found.length;) {
      let to = from;
      while (to < found.length && found[to].place === found[from].place) {
        to++;
      }
      for (let at = from; at < to; at++) {
        const op = all[found[at].i];
        const last = op.to === undefined ? Infinity : rank.get(op.to);
        found[at].at = Math.min(found[from].place + (at - from + 1) / (to - from + 1), last);
      }
      from = to;
    }
    return found;
  }

  const width = () => Math.max(svg.clientWidth, 300);
  const scale = () => (width() - LEFT - RIGHT) / (view.to - view.from);
  const x = (place) => LEFT + (place - view.from) * scale();
  const y = (lane) => TOP + lane * ROW + ROW / 2;

  function fit() {
    const room = chosen.axis === 'time' ? (picture.end - picture.first) * 0.02 : 0.3;
    view = { from: picture.first - room, to: picture.end };
  }

  function draw() {
    svg.replaceChildren();
    const right = width();
    const back = make('g', {}, svg);
    ticks(back);
    picture.lanes.forEach((process, i) => {
      make('line', { class: 'lane', x1: LEFT, x2: right, y1: y(i), y2: y(i) }, back);
    });
    const clip = make('clipPath', { id: 'clip' }, svg);
    make('rect', { x: LEFT - 4, y: 0, width: Math.max(right - LEFT + 4, 0), height: 1e6 }, clip);
    const middle = make('g', { 'clip-path': 'url(#clip)' }, svg);
    const lastRight = [];
    picture.drawn = new Map();
    const refused = new Set(order() ? order().refused : []);
    for (const bar of picture.bars) {
      const from = x(bar.from);
      const to = Math.max(x(bar.to), from + NARROWEST);
      const notable = bar.op.failing || bar.i === chosen.operation || refused.has(bar.i);
      if (to < LEFT || from > right || (!notable && to - lastRight[bar.lane] < NARROWEST)) {
        continue;
      }
      lastRight[bar.lane] = to;
      picture.drawn.set(bar.i, drawBar(middle, bar, from, to, refused.has(bar.i)));
    }
    picture.lanes.forEach((process, i) => {
      const node = picture.bars.find((bar) => bar.lane === i && bar.op.node);
      const name = 'p' + process + (node ? ' ' + node.op.node : '');
      make('text', { class: 'process', x: 10, y: y(i) + 4 }, svg, short(name, LEFT - 18));
    });
    picture.overlay = make('g', { class: 'overlay', 'clip-path': 'url(#clip)' }, svg);
    overlay();
  }

  function drawBar(parent, bar, from, to, refused) {
    const kind = refused ? 'refused' : bar.op.outcome;
    const group = make('g', {
      class: 'bar' + (bar.op.failing ? ' failing' : ''), 'data-i': bar.i,
    }, parent);
    const top = y(bar.lane) - BAR / 2;
    if (bar.op.to === undefined) {
      make('path', { class: 'box ' + kind,
        d: `M${to} ${top}H${from + 4}a4 4 0 0 0-4 4v${BAR - 8}a4 4 0 0 0 4 4H${to}` }, group);
    } else {
      make('rect', { class: 'box ' + kind, x: from, y: top, width: to - from, height: BAR,
        rx: Math.min(4, (to - from) / 2) }, group);
    }
    const visibleFrom = Math.max(from, LEFT);
    const label = short(bar.op.label, Math.min(to, width()) - visibleFrom - 10);
    if (label.length > 1) {
      make('text', { x: visibleFrom + 6, y: y(bar.lane) + 4 }, group, label);
    }
    return group;
  }

  function short(text, room) {
    const characters = Math.floor(room / CHARACTER);
    const all = [...text];
    return all.length <= characters ? text
      : characters < 3 ? '' : all.slice(0, characters - 1).join('') + '\u2026';
  }

  function ticks(parent) {
    const bottom = TOP + picture.lanes.length * ROW;
    let free = LEFT;
    const step = Math.max(1, Math.ceil(picture.times.length / 4000));
    const room = (width() - LEFT) / TICKS;
    for (let i = 0; i < picture.times.length; i += step) {
      const at = x(picture.onAxis(i));
      if (at >= free && at < width() - 60) {
        make('line', { class: 'grid', x1: at, x2: at, y1: TOP - 6, y2: bottom }, parent);
        make('text', { class: 'tick', x: at, y: 13 }, parent, moment(picture.times[i]));
        free = at + Math.max(room, 110);
      }
    }
  }

  /** The order, as far as the operation that is pointed at. */
  function overlay() {
    picture.overlay.replaceChildren();
    const all = picture.points;
    const at = hovered >= 0 ? hovered : chosen.operation;
    const index = all.findIndex((point) => point.i === at);
    const upTo = at >= 0 && index >= 0 ? index : all.length - 1;
    const spot = (point) => [x(picture.onAxis(point.at)), y(picture.of.get(point.i).lane) - BAR / 2];
    const line = (points, kind) => {
      if (points.length > 1) {
        make('polyline', { class: 'path ' + kind,
          points: points.map((point) => spot(point).map((n) => n.toFixed(1)).join(',')).join(' ') },
        picture.overlay);
      }
    };
    line(all.slice(0, upTo + 1), '');
    line(all.slice(upTo), 'faint');
    const seen = all.slice(0, upTo + 1).filter((point) => {
      const [px] = spot(point);
      return px >= LEFT - 4 && px <= width();
    });
    for (const point of seen.slice(-NUMBERS_MAX)) {
      const [px, py] = spot(point);
      const digits = String(point.position);
      make('rect', { class: 'point', x: px - 4 - digits.length * 3, y: py - 6, rx: 6,
        width: 8 + digits.length * 6, height: 13 }, picture.overlay);
      make('text', { class: 'number', x: px, y: py + 3.5 }, picture.overlay, digits);
    }
    const before = new Set(all.slice(0, upTo + 1).map((point) => point.i));
    for (const [i, bar] of picture.drawn) {
      bar.classList.toggle('later', at >= 0 && index >= 0 && !before.has(i));
      bar.classList.toggle('chosen', i === at);
    }
    detail(at, index);
  }

  function detail(at, index) {
    const taken = order();
    let text = '';
    if (at >= 0) {
      const op = object().operations[at];
      text = op.label + ', process ' + op.process + (op.node ? ' on ' + op.node : '')
        + ', from ' + moment(op.from)
        + (op.to === undefined ? ', outcome unknown' : ' to ' + moment(op.to) + ', ' + op.outcome)
        + (op.in === undefined ? '' : ', argument ' + op.in)
        + (op.out === undefined ? '' : ', result ' + op.out)
        + (op.error ? ', error ' + op.error : '') + ' (event ' + op.line + ' of the file). ';
      if (index >= 0) {
        const point = picture.points[index];
        text += 'It takes effect as number ' + point.position + ' of ' + taken.length
          + ' in this order; the state is then ' + point.state + '.';
      } else if (taken && taken.refused.includes(at)) {
        text += 'It would have to come next, and cannot have had its result: the state is '
          + lastState(taken) + '.';
      } else if (taken) {
        text += op.outcome === 'ok' ? 'It is not in this order.'
          : 'It is not in this order: it need not have happened.';
      }
    }
    byId('detail').textContent = text;
    for (const item of byId('steps').children) {
      item.classList.toggle('chosen', item.dataset.i === String(at));
    }
  }

  const lastState = (taken) =>
    taken.steps.length ? taken.steps[taken.steps.length - 1][2] : taken.initial;

  function list() {
    const steps = byId('steps');
    steps.replaceChildren();
    const taken = order();
    byId('order-title').textContent = taken
      ? 'Order ' + taken.name + ': ' + taken.length + ' operations, from the state ' + taken.initial
      : 'No order is known';
    byId('refused').textContent = '';
    if (!taken) {
      return;
    }
    for (const [i, position, state] of taken.steps.slice(-STEPS_MAX)) {
      const item = document.createElement('li');
      item.dataset.i = i;
      const button = document.createElement('button');
      button.type = 'button';
      const op = object().operations[i];
      button.textContent = position + '. ' + op.label + ' (p' + op.process + ') ';
      const after = document.createElement('span');
      after.className = 'state';
      after.textContent = '\u2192 ' + state;
      button.appendChild(after);
      button.addEventListener('click', () => choose(i));
      item.appendChild(button);
      steps.appendChild(item);
    }
    if (taken.refused.length) {
      byId('refused').textContent = 'Then the state is ' + lastState(taken) + ' and forbids '
        + taken.refused.map((i) => object().operations[i])
          .map((op) => op.label + ' (p' + op.process + ')').join(', ') + '.';
    }
  }

  function choose(i) {
    chosen.operation = chosen.operation === i ? -1 : i;
    hovered = -1;
    if (chosen.operation >= 0 && !picture.of.has(i)) {
      chosen.scope = 'all';
      byId('scope').value = 'all';
      again();
    } else {
      draw();
    }
    remember();
  }

  // Choices

  function fillObjects() {
    const text = byId('filter').value.toLowerCase();
    const select = byId('object');
    select.replaceChildren();
    let options = 0;
    data.objects.forEach((one, i) => {
      if (one.key.toLowerCase().includes(text) && options++ < KEYS_MAX) {
        const option = new Option((one.key || '(no key)') + ' \u2013 ' + one.verdict, i);
        select.add(option);
      }
    });
    if (select.options.length === 0) {
      select.add(new Option('no such key', -1));
    }
    const still = [...select.options].some((option) => Number(option.value) === chosen.object);
    select.value = still ? chosen.object : select.options[0].value;
    if (!still && Number(select.value) >= 0) {
      chooseObject(Number(select.value));
    }
  }

  function chooseObject(i) {
    chosen.object = i;
    chosen.operation = -1;
    const failing = object().operations.some((op) => op.failing);
    byId('scope').disabled = !failing;
    chosen.scope = failing ? 'failing' : 'all';
    byId('scope').value = chosen.scope;
    fillOrders();
    leftOut();
    again();
  }

  function fillOrders() {
    const select = byId('order');
    select.replaceChildren();
    object().orders.forEach((one, i) => {
      select.add(new Option((i + 1) + ': ' + one.length + ' ' + one.name, i));
    });
    select.disabled = object().orders.length < 2;
    chosen.order = 0;
  }

  function leftOut() {
    const operations = object().operationsLeftOut;
    byId('left-out').textContent = [
      operations ? operations + ' operations farther away are not in this page.' : '',
      data.objectsLeftOut ? data.objectsLeftOut + ' more keys are not in this page.' : '',
    ].join(' ').trim();
  }

  function again() {
    hovered = -1;
    arrange();
    fit();
    list();
    draw();
  }

  // Moving about

  function zoom(factor, at) {
    const center = at === undefined ? (view.from + view.to) / 2 : at;
    const whole = (picture.end - picture.first) * 1.2 + 1;
    const span = Math.min((view.to - view.from) * factor, whole);
    const share = (center - view.from) / (view.to - view.from);
    view = { from: center - span * share, to: center + span * (1 - share) };
    draw();
  }

  function move(pixels) {
    const by = pixels / scale();
    view = { from: view.from + by, to: view.to + by };
    draw();
  }

  frame.addEventListener('wheel', (event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const at = view.from + (event.clientX - svg.getBoundingClientRect().left - LEFT) / scale();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, at);
    } else if (event.deltaX) {
      event.preventDefault();
      move(event.deltaX);
    }
  }, { passive: false });

  let grabbed = null;
  frame.addEventListener('pointerdown', (event) => {
    grabbed = { x: event.clientX, moved: false };
  });
  window.addEventListener('pointermove', (event) => {
    if (grabbed && (grabbed.moved || Math.abs(event.clientX - grabbed.x) > 4)) {
      grabbed.moved = true;
      move(grabbed.x - event.clientX);
      grabbed.x = event.clientX;
    }
  });
  window.addEventListener('pointerup', (event) => {
    const bar = event.target.closest ? event.target.closest('.bar') : null;
    if (grabbed && !grabbed.moved && bar) {
      choose(Number(bar.dataset.i));
    }
    grabbed = null;
  });
  svg.addEventListener('pointerover', (event) => {
    const bar = event.target.closest('.bar');
    const now = bar ? Number(bar.dataset.i) : -1;
    if (!grabbed && now !== hovered) {
      hovered = now;
      overlay();
    }
  });
  svg.addEventListener('pointerleave', () => {
    hovered = -1;
    overlay();
  });
  frame.addEventListener('keydown', (event) => {
    const actions = {
      '+': () => zoom(0.8), '=': () => zoom(0.8), '-': () => zoom(1.25),
      '0': () => { fit(); draw(); },
      ArrowLeft: () => move(-80), ArrowRight: () => move(80),
    };
    if (actions[event.key] && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      actions[event.key]();
    }
  });
  byId('in').addEventListener('click', () => zoom(0.7));
  byId('out').addEventListener('click', () => zoom(1.4));
  byId('fit').addEventListener('click', () => { fit(); draw(); });
  byId('filter').addEventListener('input', fillObjects);
  byId('object').addEventListener('change', (event) => {
    if (Number(event.target.value) >= 0) {
      chooseObject(Number(event.target.value));
      remember();
    }
  });
  for (const name of ['scope', 'axis', 'order']) {
    byId(name).addEventListener('change', (event) => {
      chosen[name] = name === 'order' ? Number(event.target.value) : event.target.value;
      again();
      remember();
    });
  }
  window.addEventListener('resize', draw);

  // A link to what is seen

  function remember() {
    const at = chosen.operation;
    const link = new URLSearchParams({
      key: object().key, scope: chosen.scope, axis: chosen.axis, order: chosen.order,
    });
    if (at >= 0) {
      link.set('event', object().operations[at].line);
    }
    try {
      history.replaceState(null, '', '#' + link);
    } catch (e) {
      // A browser may forbid it for a local file; the picture does not need it.
    }
  }

  function recall() {
    const link = new URLSearchParams(location.hash.slice(1));
    const key = data.objects.findIndex((one) => one.key === link.get('key'));
    chooseObject(Math.max(key, 0));
    for (const name of ['scope', 'axis', 'order']) {
      const options = [...byId(name).options].map((option) => option.value);
      if (!byId(name).disabled && options.includes(link.get(name))) {
        byId(name).value = link.get(name);
        chosen[name] = name === 'order' ? Number(link.get(name)) : link.get(name);
      }
    }
    const line = Number(link.get('event'));
    chosen.operation = object().operations.findIndex((op) => op.line === line);
    fillObjects();
    again();
  }

  if (data.objects.length > 0) {
    recall();
  } else {
    document.querySelector('main').hidden = true;
  }
})();
