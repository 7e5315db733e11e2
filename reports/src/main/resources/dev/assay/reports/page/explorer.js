/* The history explorer: a lane for each process, an interval for each operation, on a canvas. */
(function () {
  'use strict';

  const assay = window.assay;
  const area = document.getElementById('explorer');
  if (!area) { return; }

  const GUTTER = 124;
  const RIGHT = 14;
  const AXIS = 26;
  const LEADERS = 20;
  const LANE_MOST = 26;
  const LANE_LEAST = 9;
  const HEIGHT_MOST = 460;
  const TEXT_LINES = 1000;
  const OUTCOMES = ['ok', 'fail', 'info'];
  const SIGNS = ['✓', '✕', '?'];

  let ops;             // the columns, decoded
  let matches;         // 1 for each operation that the filters let through
  let byLane = [];     // numbers of matching operations, in the order of time
  let shownLanes = []; // lanes in view, from top to bottom
  let matching = 0;
  let selected = -1;
  let scroll = 0;
  let laneHeight = LANE_MOST;
  const filter = { key: '', process: '', node: '', f: '', text: '', outcomes: [true, true, true] };

  function decode(columns) {
    const n = columns.lane.length;
    const made = {
      n: n, total: columns.total, lanes: columns.lanes, kinds: columns.kinds, words: columns.words,
      lane: Int32Array.from(columns.lane), start: new Float64Array(n), end: new Float64Array(n),
      kind: Int32Array.from(columns.kind), word: Int32Array.from(columns.word), mark: new Uint8Array(n),
      offending: columns.offending
    };
    let at = 0;
    for (let i = 0; i < n; i++) {
      at += columns.start[i];
      made.start[i] = at / 1e6;
      made.end[i] = (at + columns.length[i]) / 1e6;
    }
    columns.failing.forEach(function (i) { made.mark[i] = 1; });
    columns.offending.forEach(function (i) { made.mark[i] = 2; });
    return made;
  }

  function applyFilter() {
    const text = filter.text.toLowerCase();
    const kinds = ops.kinds.map(function (kind) {
      return filter.outcomes[kind.outcome] && (!filter.key || kind.key === filter.key)
        && (!filter.node || kind.node === filter.node) && (!filter.f || kind.f === filter.f);
    });
    const errors = ops.kinds.map(function (kind) { return text && kind.error.toLowerCase().includes(text); });
    const words = ops.words.map(function (word) { return !text || word.toLowerCase().includes(text); });
    const lanes = ops.lanes.map(function (lane) { return !filter.process || String(lane.process) === filter.process; });
    matches = new Uint8Array(ops.n);
    byLane = ops.lanes.map(function () { return []; });
    matching = 0;
    for (let i = 0; i < ops.n; i++) {
      const kind = ops.kind[i];
      if (kinds[kind] && lanes[ops.lane[i]] && (words[ops.word[i]] || errors[kind])) {
        matches[i] = 1;
        matching++;
        byLane[ops.lane[i]].push(i);
      }
    }
    if (selected >= 0 && !matches[selected]) { select(-1); }
  }

  /* First of a lane that ends in or after a time. */
  function firstFrom(list, time) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ops.end[list[middle]] < time) { low = middle + 1; } else { high = middle; }
    }
    return low;
  }

  function isActive(lane) {
    const list = byLane[lane];
    const i = firstFrom(list, assay.view.from);
    return i < list.length && ops.start[list[i]] <= assay.view.to;
  }

  /* Lanes without anything to show are left out, so that a thousand processes can be looked at. */
  function chooseLanes() {
    const all = document.getElementById('idle-lanes').checked;
    shownLanes = [];
    for (let lane = 0; lane < ops.lanes.length; lane++) {
      if (byLane[lane].length && (all || isActive(lane))) { shownLanes.push(lane); }
    }
    laneHeight = Math.max(LANE_LEAST, Math.min(LANE_MOST, Math.floor(roomForLanes() / Math.max(1, shownLanes.length))));
    scroll = Math.max(0, Math.min(scroll, lanesHeight() - roomForLanes()));
  }

  function roomForLanes() { return HEIGHT_MOST - top(); }
  function lanesHeight() { return shownLanes.length * laneHeight; }
  function top() { return AXIS + (assay.data.leaders.length ? LEADERS : 0); }

  function height() {
    // Keeps its height while people move about: the page is not to jump under the pointer.
    const lanes = Math.min(byLane.filter(function (list) { return list.length; }).length, 200);
    return top() + Math.max(90, Math.min(roomForLanes(), lanes * LANE_MOST)) + 4;
  }

  function draw(ctx, canvas) {
    const began = performance.now();
    chooseLanes();
    const first = top();
    const right = canvas.width - RIGHT;
    const colors = assay.colors;
    ctx.fillStyle = colors.ground;
    ctx.fillRect(GUTTER, first, right - GUTTER, canvas.height - first);
    canvas.bands(ctx, first, canvas.height);
    const ticks = canvas.axis(ctx, 8);
    ctx.strokeStyle = colors.grid;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ticks.at.forEach(function (t) {
      const x = Math.round(canvas.x(t)) + 0.5;
      if (x >= GUTTER) { ctx.moveTo(x, first); ctx.lineTo(x, canvas.height); }
    });
    ctx.stroke();
    drawLeaders(ctx, canvas);
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, first, right, canvas.height - first);
    ctx.clip();
    drawLaneNames(ctx, canvas, first, right);
    ctx.beginPath();
    ctx.rect(GUTTER, first, right - GUTTER, canvas.height - first);
    ctx.clip();
    const bars = drawBars(ctx, canvas, first, right);
    ctx.restore();
    if (lanesHeight() > canvas.height - first) {
      const share = (canvas.height - first) / lanesHeight();
      ctx.fillStyle = colors.info;
      ctx.globalAlpha = 0.5;
      ctx.fillRect(right + 5, first + scroll * share, 5, Math.max(16, (canvas.height - first) * share));
      ctx.globalAlpha = 1;
    }
    if (!matching) {
      ctx.fillStyle = colors.text;
      ctx.font = '14px ' + assay.font;
      ctx.textAlign = 'center';
      ctx.fillText('No operation matches the filters', (GUTTER + right) / 2, first + 36);
    }
    area.dataset.inView = String(bars);
    area.dataset.drawnMs = (performance.now() - began).toFixed(1);
    area.dataset.frames = String(Number(area.dataset.frames || 0) + 1);
    tell(bars);
  }

  function drawLaneNames(ctx, canvas, first, right) {
    const every = Math.ceil(13 / laneHeight);
    ctx.textBaseline = 'middle';
    shownLanes.forEach(function (lane, row) {
      const y = first + row * laneHeight - scroll;
      if (y < first - laneHeight || y > canvas.height) { return; }
      ctx.strokeStyle = assay.colors.grid;
      ctx.beginPath();
      ctx.moveTo(GUTTER, Math.round(y + laneHeight) + 0.5);
      ctx.lineTo(right, Math.round(y + laneHeight) + 0.5);
      ctx.stroke();
      if (row % every) { return; }
      const middle = y + laneHeight / 2;
      const name = String(ops.lanes[lane].process);
      ctx.textAlign = 'right';
      ctx.font = '600 12px ' + assay.font;
      ctx.fillStyle = assay.colors.strong;
      ctx.fillText(name, 58, middle);
      ctx.textAlign = 'left';
      ctx.font = '12px ' + assay.font;
      ctx.fillStyle = assay.colors.text;
      ctx.fillText(clipped(ctx, ops.lanes[lane].node, GUTTER - 72), 66, middle);
    });
    ctx.textAlign = 'left';
  }

  function clipped(ctx, text, room) {
    if (ctx.measureText(text).width <= room) { return text; }
    let length = text.length;
    while (length > 1 && ctx.measureText(text.slice(0, length) + '…').width > room) { length--; }
    return text.slice(0, length) + '…';
  }

  /* Who led: a strip above the lanes. */
  function drawLeaders(ctx, canvas) {
    const leaders = assay.data.leaders;
    if (!leaders.length) { return; }
    const y = AXIS;
    ctx.font = '12px ' + assay.font;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'right';
    ctx.fillStyle = assay.colors.text;
    ctx.fillText('leader', 58, y + 8);
    ctx.textAlign = 'left';
    ctx.save();
    ctx.beginPath();
    ctx.rect(GUTTER, y, canvas.width - RIGHT - GUTTER, LEADERS);
    ctx.clip();
    leaders.forEach(function (leader, i) {
      const until = i + 1 < leaders.length ? leaders[i + 1].at : assay.data.end;
      if (until < assay.view.from || leader.at > assay.view.to) { return; }
      const a = Math.max(GUTTER, canvas.x(leader.at));
      const b = Math.min(canvas.width - RIGHT, canvas.x(until));
      ctx.strokeStyle = assay.colors.leader;
      ctx.setLineDash(leader.node ? [] : [2, 3]);
      ctx.strokeRect(a + 0.5, y + 1.5, Math.max(1, b - a - 2), 13);
      ctx.setLineDash([]);
      ctx.fillStyle = assay.colors.leader;
      const text = leader.node ? leader.node + (leader.term ? ', term ' + leader.term : '') : 'nobody';
      if (ctx.measureText(text).width < b - a - 8) { ctx.fillText(text, a + 5, y + 8.5); }
    });
    ctx.restore();
  }

  /* Returns how many operations lie in view, whether or not they have a pixel of their own. */
  function drawBars(ctx, canvas, first, right) {
    const from = assay.view.from;
    const to = assay.view.to;
    const perSecond = (right - GUTTER) / (to - from);
    const boxes = [[], [], []]; // x, y, width of plain bars, by outcome
    const detailed = [];        // numbers of operations with room for more
    const marked = [];
    const tails = [];
    const bar = Math.max(4, laneHeight - (laneHeight > 14 ? 6 : 2));
    const inset = (laneHeight - bar) / 2;
    let count = 0;
    for (let row = 0; row < shownLanes.length; row++) {
      const y = first + row * laneHeight - scroll + inset;
      const list = byLane[shownLanes[row]];
      const seen = y > first - laneHeight && y < canvas.height;
      const drawnTo = [-1e9, -1e9, -1e9];
      for (let i = firstFrom(list, from); i < list.length; i++) {
        const op = list[i];
        if (ops.start[op] > to) { break; }
        count++;
        if (!seen) { continue; }
        const outcome = ops.kinds[ops.kind[op]].outcome;
        const a = GUTTER + (ops.start[op] - from) * perSecond;
        const b = GUTTER + (ops.end[op] - from) * perSecond;
        if (ops.mark[op] || op === selected) { marked.push(op, y); }
        if (b - a >= 7) {
          detailed.push(op, y);
        } else if (b > drawnTo[outcome] + 0.75) {
          boxes[outcome].push(a, y, Math.max(1.25, b - a));
          drawnTo[outcome] = b;
        }
        if (outcome === 2) { tails.push(b, y); }
      }
    }
    const colors = assay.colors;
    // Heights tell the outcomes apart where there is no room for more: all, lower half, middle.
    const style = [[0, bar, colors.ok], [bar * 0.5, bar * 0.5, colors.fail], [bar * 0.3, bar * 0.4, colors.info]];
    boxes.forEach(function (list, outcome) {
      ctx.fillStyle = style[outcome][2];
      for (let i = 0; i < list.length; i += 3) {
        ctx.fillRect(list[i], list[i + 1] + style[outcome][0], list[i + 2], style[outcome][1]);
      }
    });
    drawTails(ctx, tails, bar, right);
    for (let i = 0; i < detailed.length; i += 2) {
      drawDetailed(ctx, canvas, detailed[i], detailed[i + 1], bar, perSecond, right);
    }
    for (let i = 0; i < marked.length; i += 2) { drawMark(ctx, marked[i], marked[i + 1], bar, perSecond); }
    return count;
  }

  /* An unknown outcome may take effect at any later time: dots to the right. */
  function drawTails(ctx, tails, bar, right) {
    ctx.strokeStyle = assay.colors.info;
    ctx.setLineDash([1.5, 4]);
    ctx.beginPath();
    for (let i = 0; i < tails.length; i += 2) {
      const y = tails[i + 1] + bar / 2;
      ctx.moveTo(Math.max(GUTTER, tails[i]), y);
      ctx.lineTo(right, y);
    }
    ctx.stroke();
    ctx.setLineDash([]);
  }

  function drawDetailed(ctx, canvas, op, y, bar, perSecond, right) {
    const colors = assay.colors;
    const outcome = ops.kinds[ops.kind[op]].outcome;
    const a = Math.max(GUTTER - 4, GUTTER + (ops.start[op] - assay.view.from) * perSecond);
    const b = Math.min(right + 4, GUTTER + (ops.end[op] - assay.view.from) * perSecond);
    ctx.fillStyle = [colors.okSoft, colors.failSoft, colors.infoSoft][outcome];
    ctx.fillRect(a, y, b - a, bar);
    ctx.strokeStyle = [colors.ok, colors.fail, colors.info][outcome];
    ctx.setLineDash([[], [4, 2], [1.5, 2]][outcome]);
    ctx.beginPath();
    if (outcome === 2) { // open to the right
      ctx.moveTo(b, y + 0.5); ctx.lineTo(a + 0.5, y + 0.5); ctx.lineTo(a + 0.5, y + bar - 0.5); ctx.lineTo(b, y + bar - 0.5);
    } else {
      ctx.rect(a + 0.5, y + 0.5, b - a - 1, bar - 1);
    }
    ctx.stroke();
    ctx.setLineDash([]);
    if (bar >= 12 && b - a > 26) {
      ctx.font = '11px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace';
      ctx.textBaseline = 'middle';
      ctx.textAlign = 'left';
      ctx.fillStyle = colors.strong;
      const sign = outcome === 0 ? '' : SIGNS[outcome] + ' ';
      const kind = ops.kinds[ops.kind[op]];
      const word = ops.words[ops.word[op]] + (kind.key && b - a > 130 ? '  ' + kind.key : '');
      const left = Math.max(a, GUTTER) + 5;
      const room = Math.floor((b - left - 3) / 6.7);
      const text = sign + word;
      if (room >= 3) { ctx.fillText(text.length > room ? text.slice(0, room - 1) + '…' : text, left, y + bar / 2 + 0.5); }
    }
  }

  function drawMark(ctx, op, y, bar, perSecond) {
    const a = GUTTER + (ops.start[op] - assay.view.from) * perSecond;
    const b = Math.max(a + 5, GUTTER + (ops.end[op] - assay.view.from) * perSecond);
    if (ops.mark[op]) {
      ctx.strokeStyle = assay.colors.invalid;
      ctx.lineWidth = ops.mark[op] === 2 ? 3 : 2;
      ctx.strokeRect(a - 1, y - 1, b - a + 2, bar + 2);
    }
    if (ops.mark[op] === 2) { // the one that cannot be placed: a cross above it
      const x = (a + b) / 2;
      const m = y - 1;
      ctx.lineWidth = 2.5;
      ctx.beginPath();
      ctx.moveTo(x - 4, m - 4); ctx.lineTo(x + 4, m + 4); ctx.moveTo(x + 4, m - 4); ctx.lineTo(x - 4, m + 4);
      ctx.stroke();
    }
    if (op === selected) {
      ctx.strokeStyle = assay.colors.focus;
      ctx.lineWidth = 2;
      ctx.strokeRect(a - 4, y - 4, b - a + 8, bar + 8);
    }
    ctx.lineWidth = 1;
  }

  /* The words for one operation, all that the page knows of it. */
  function sentence(op) {
    const kind = ops.kinds[ops.kind[op]];
    const long = (ops.end[op] - ops.start[op]) * 1000;
    return 'process ' + ops.lanes[ops.lane[op]].process + (kind.node ? ' on ' + kind.node : '') + ': '
      + ops.words[ops.word[op]] + (kind.key ? ', key ' + kind.key : '') + ' → ' + OUTCOMES[kind.outcome]
      + (kind.error ? ' (' + kind.error + ')' : '') + ', at ' + ops.start[op].toFixed(6) + ' s, '
      + (kind.outcome === 2 ? 'given up after ' : 'for ') + assay.milliseconds(long)
      + (ops.mark[op] === 2 ? ', cannot be placed' : ops.mark[op] ? ', part of what fails' : '');
  }

  function select(op) {
    selected = op;
    const details = document.getElementById('operation-details');
    details.textContent = op < 0 ? 'Choose an operation: click it, or press n for the next.' : sentence(op);
    document.getElementById('copy-operation').hidden = op < 0;
    if (op >= 0) { area.dataset.selected = String(op); } else { delete area.dataset.selected; }
  }

  function at(x, y) {
    const row = Math.floor((y - top() + scroll) / laneHeight);
    if (y < top() || x < GUTTER || row < 0 || row >= shownLanes.length) { return -1; }
    const slack = 3 * (assay.view.to - assay.view.from) / main.width;
    const list = byLane[shownLanes[row]];
    const time = main.time(x);
    let best = -1;
    let distance = Infinity;
    for (let i = firstFrom(list, time - slack); i < list.length && ops.start[list[i]] <= time + slack; i++) {
      const d = Math.max(ops.start[list[i]] - time, time - ops.end[list[i]], 0);
      if (d < distance) { distance = d; best = list[i]; }
    }
    return best;
  }

  /* Brings an operation into view, with some of its neighbourhood. */
  function reveal(op) {
    const span = assay.view.to - assay.view.from;
    if (ops.start[op] < assay.view.from || ops.start[op] > assay.view.to) {
      assay.show(ops.start[op] - span / 2, ops.start[op] + span / 2, main);
    }
    chooseLanes();
    const row = shownLanes.indexOf(ops.lane[op]);
    const room = main.height - top();
    if (row * laneHeight < scroll) { scroll = row * laneHeight; }
    if ((row + 1) * laneHeight > scroll + room) { scroll = (row + 1) * laneHeight - room; }
    main.draw();
  }

  function step(direction) {
    let op = selected;
    if (op < 0) { // the first in view
      op = direction > 0 ? -1 : ops.n;
      for (let i = 0; i < ops.n; i++) {
        if (ops.start[i] >= assay.view.from) { op = direction > 0 ? i - 1 : i; break; }
      }
    }
    for (op += direction; op >= 0 && op < ops.n; op += direction) {
      if (matches[op]) { select(op); reveal(op); return; }
    }
  }

  function failing() {
    if (!ops.offending.length) { return; }
    let from = Infinity;
    let to = -Infinity;
    const here = ops.offending[0];
    for (let i = 0; i < ops.n; i++) {
      if (ops.mark[i]) { from = Math.min(from, ops.start[i]); to = Math.max(to, ops.end[i]); }
    }
    const margin = Math.max((to - from) * 0.25, 0.001);
    assay.show(from - margin, to + margin, main);
    select(here);
    reveal(here);
  }

  function zoom(factor, around) {
    const middle = around == null ? (assay.view.from + assay.view.to) / 2 : around;
    assay.show(middle - (middle - assay.view.from) * factor, middle + (assay.view.to - middle) * factor, main);
  }

  function pan(share) {
    const span = assay.view.to - assay.view.from;
    const from = Math.max(0, Math.min(assay.data.end - span, assay.view.from + span * share));
    assay.show(from, from + span, main);
  }

  function scrollBy(pixels) {
    scroll = Math.max(0, Math.min(lanesHeight() - (main.height - top()), scroll + pixels));
    main.draw();
  }

  /* In words what is drawn, for eyes and ears. */
  let told = '';
  function tell(bars) {
    const sentence = assay.count(bars) + ' in view, ' + assay.count(matching)
      + (matching === ops.n ? '' : ' of ' + assay.count(ops.n)) + (matching === ops.n ? ' in all' : ' match')
      + '; ' + shownLanes.length + (shownLanes.length === 1 ? ' process' : ' processes');
    if (sentence !== told) {
      told = sentence;
      document.getElementById('explorer-count').textContent = sentence;
    }
  }

  function inViewText() {
    const lines = [];
    let more = 0;
    for (let i = 0; i < ops.n; i++) {
      if (matches[i] && ops.end[i] >= assay.view.from && ops.start[i] <= assay.view.to) {
        if (lines.length < TEXT_LINES) { lines.push((ops.mark[i] === 2 ? '✗ ' : '  ') + sentence(i)); } else { more++; }
      }
    }
    return lines.join('\n') + (more ? '\n  … and ' + assay.count(more) + ' more: zoom in or filter' : '');
  }

  /* The overview: the whole run, and a frame around what is in view. Dragging chooses. */
  function overview(target) {
    const canvas = assay.element('canvas', '', 'overview');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', 'The whole run; drag to choose what is in view');
    target.appendChild(canvas);
    let frame = 0;
    let drag = null;
    const HEIGHT = 44;
    const BIN = 3;
    function x(t, width) { return GUTTER + t / assay.data.end * (width - GUTTER - RIGHT); }
    function time(px) { return (px - GUTTER) / (target.clientWidth - GUTTER - RIGHT) * assay.data.end; }
    function paint() {
      frame = 0;
      const ratio = window.devicePixelRatio || 1;
      const width = Math.max(120, target.clientWidth);
      canvas.width = Math.round(width * ratio);
      canvas.height = HEIGHT * ratio;
      canvas.style.height = HEIGHT + 'px';
      const ctx = canvas.getContext('2d');
      const colors = assay.colors;
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.fillStyle = colors.ground;
      ctx.fillRect(GUTTER, 0, width - GUTTER - RIGHT, HEIGHT);
      assay.data.bands.forEach(function (band) {
        ctx.fillStyle = colors.band;
        ctx.fillRect(x(band.from, width), 0, Math.max(2, x(band.to, width) - x(band.from, width)), HEIGHT);
      });
      ctx.font = '12px ' + assay.font;
      ctx.textAlign = 'right';
      ctx.textBaseline = 'middle';
      ctx.fillStyle = colors.text;
      ctx.fillText('whole run', GUTTER - 12, HEIGHT / 2);
      const columns = Math.max(1, Math.floor((width - GUTTER - RIGHT) / BIN));
      const counts = [new Float64Array(columns), new Float64Array(columns)];
      let most = 1;
      // A server gave a part of the operations only: then the rates tell of the whole run.
      if (assay.windowed) {
        const rates = assay.data.rates;
        for (let c = 0; c < columns; c++) {
          const t = (c + 0.5) / columns * assay.data.end;
          let k = 1;
          while (k < rates.t.length - 2 && (rates.t[k] + rates.t[k + 1]) / 2 < t) { k++; }
          counts[0][c] = rates.ok[k] || 0;
          counts[1][c] = (rates.fail[k] || 0) + (rates.info[k] || 0);
          most = Math.max(most, counts[0][c] + counts[1][c]);
        }
      }
      for (let i = 0; i < ops.n && !assay.windowed; i++) {
        if (!matches[i]) { continue; }
        const c = Math.max(0, Math.min(columns - 1, Math.floor(ops.start[i] / assay.data.end * columns)));
        counts[ops.kinds[ops.kind[i]].outcome === 0 ? 0 : 1][c]++;
        most = Math.max(most, counts[0][c] + counts[1][c]);
      }
      for (let c = 0; c < columns; c++) {
        const ok = counts[0][c] / most * (HEIGHT - 4);
        const bad = counts[1][c] / most * (HEIGHT - 4);
        ctx.fillStyle = colors.ok;
        ctx.fillRect(GUTTER + c * BIN, HEIGHT - ok, BIN, ok);
        ctx.fillStyle = colors.fail;
        ctx.fillRect(GUTTER + c * BIN, HEIGHT - ok - bad, BIN, bad);
      }
      const a = x(assay.view.from, width);
      const b = Math.max(a + 2, x(assay.view.to, width));
      ctx.fillStyle = colors.veil;
      ctx.fillRect(GUTTER, 0, a - GUTTER, HEIGHT);
      ctx.fillRect(b, 0, width - RIGHT - b, HEIGHT);
      ctx.strokeStyle = colors.focus;
      ctx.lineWidth = 2;
      ctx.strokeRect(a + 1, 1, Math.max(1, b - a - 2), HEIGHT - 2);
    }
    function redraw() { if (!frame) { frame = requestAnimationFrame(paint); } }
    canvas.addEventListener('pointerdown', function (event) {
      canvas.setPointerCapture(event.pointerId);
      const t = time(event.offsetX);
      const inside = t >= assay.view.from && t <= assay.view.to && !assay.isWhole();
      drag = { from: t, grip: inside ? t - assay.view.from : null };
    });
    canvas.addEventListener('pointermove', function (event) {
      if (!drag) { return; }
      const t = time(event.offsetX);
      if (drag.grip != null) {
        const span = assay.view.to - assay.view.from;
        const from = Math.max(0, Math.min(assay.data.end - span, t - drag.grip));
        assay.show(from, from + span, main);
      } else if (Math.abs(t - drag.from) > assay.data.end / 400) {
        assay.show(drag.from, t, main);
      }
    });
    canvas.addEventListener('pointerup', function () { drag = null; });
    canvas.addEventListener('pointercancel', function () { drag = null; });
    canvas.addEventListener('dblclick', function () { assay.showAll(main); });
    assay.watch(redraw);
    assay.paint(paint);
    new ResizeObserver(redraw).observe(target);
    return redraw;
  }

  function bindCanvas() {
    const canvas = main.canvas;
    const touches = new Map();
    let drag = null;
    let pinch = 0;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-describedby', 'explorer-keys operation-details');
    canvas.addEventListener('pointerdown', function (event) {
      touches.set(event.pointerId, event.offsetX);
      canvas.setPointerCapture(event.pointerId);
      drag = { x: event.offsetX, y: event.offsetY, moved: false };
      pinch = 0;
    });
    canvas.addEventListener('pointermove', function (event) {
      if (!touches.has(event.pointerId)) {
        canvas.style.cursor = at(event.offsetX, event.offsetY) >= 0 ? 'pointer' : 'grab';
        return;
      }
      touches.set(event.pointerId, event.offsetX);
      if (touches.size === 2) {
        const xs = Array.from(touches.values());
        const distance = Math.max(10, Math.abs(xs[0] - xs[1]));
        if (pinch) { zoom(pinch / distance, main.time((xs[0] + xs[1]) / 2)); }
        pinch = distance;
        drag.moved = true;
        return;
      }
      const dx = event.offsetX - drag.x;
      const dy = event.offsetY - drag.y;
      if (drag.moved || Math.abs(dx) + Math.abs(dy) > 4) {
        drag.moved = true;
        drag.x = event.offsetX;
        drag.y = event.offsetY;
        pan(-dx / (main.width - GUTTER - RIGHT));
        if (event.pointerType !== 'touch') { scrollBy(-dy); }
      }
    });
    function up(event) {
      touches.delete(event.pointerId);
      pinch = 0;
      if (event.type === 'pointerup' && drag && !drag.moved) {
        select(at(event.offsetX, event.offsetY));
        main.draw();
      }
      if (!touches.size) { drag = null; }
    }
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', up);
    canvas.addEventListener('dblclick', function (event) { zoom(0.4, main.time(event.offsetX)); });
    // The plain wheel scrolls the page, as everywhere.
    canvas.addEventListener('wheel', function (event) {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoom(Math.pow(1.0015, event.deltaY), main.time(event.offsetX));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        pan((event.deltaX || event.deltaY) / (main.width - GUTTER - RIGHT));
      } else if (document.activeElement === canvas && lanesHeight() > main.height - top()) {
        event.preventDefault();
        scrollBy(event.deltaY);
      }
    }, { passive: false });
    const keys = {
      ArrowLeft: function () { pan(-0.2); }, ArrowRight: function () { pan(0.2); },
      ArrowUp: function () { scrollBy(-laneHeight * 3); }, ArrowDown: function () { scrollBy(laneHeight * 3); },
      '+': function () { zoom(0.5, focusTime()); }, '=': function () { zoom(0.5, focusTime()); },
      '-': function () { zoom(2, focusTime()); }, '0': function () { assay.showAll(main); },
      Home: function () { pan(-1e9); }, End: function () { pan(1e9); },
      n: function () { step(1); }, p: function () { step(-1); }, f: failing,
      Escape: function () { select(-1); main.draw(); },
      Enter: function () { if (selected >= 0) { document.getElementById('copy-operation').click(); } }
    };
    canvas.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) { return; }
      event.preventDefault();
      keys[event.key]();
    });
  }

  function focusTime() {
    return selected >= 0 && ops.start[selected] >= assay.view.from && ops.start[selected] <= assay.view.to
      ? ops.start[selected] : null;
  }

  function options(select, values) {
    const chosen = select.value;
    while (select.options.length > 1) { select.remove(1); }
    values.forEach(function (value) { select.add(new Option(value, value)); });
    select.value = values.includes(chosen) ? chosen : '';
  }

  function distinct(of) {
    return Array.from(new Set(ops.kinds.map(of))).filter(Boolean)
      .sort(function (a, b) { return a.localeCompare(b, 'en', { numeric: true }); });
  }

  function fillFilters() {
    options(document.getElementById('filter-node'), distinct(function (kind) { return kind.node; }));
    options(document.getElementById('filter-f'), distinct(function (kind) { return kind.f; }));
    const keys = document.getElementById('keys');
    keys.textContent = '';
    distinct(function (kind) { return kind.key; }).slice(0, 500).forEach(function (key) {
      const option = assay.element('option');
      option.value = key;
      keys.appendChild(option);
    });
    const note = document.getElementById('explorer-note');
    note.textContent = assay.windowed
      ? (ops.total === ops.n ? 'All ' + assay.count(ops.n) + ' operations that match, in view.'
        : assay.count(ops.n) + ' of the ' + assay.count(ops.total) + ' operations that match, in view: zoom in for all.')
      : ops.total === ops.n
      ? 'All ' + assay.count(ops.n) + ' operations of the run.'
      : assay.count(ops.n) + ' of ' + assay.count(ops.total) + ' operations: those nearest to a failure on its key,'
        + ' those whose outcome nobody knows, and others drawn evenly. '
        + (assay.live ? 'Zoom in, or filter, to see all.' : 'assay report --serve shows them all.');
    document.getElementById('to-failure').hidden = !ops.offending.length;
    document.getElementById('idle-lanes').closest('label').hidden = ops.lanes.length < 2;
  }

  function bindFilters() {
    ['key', 'process', 'node', 'f', 'text'].forEach(function (name) {
      const input = document.getElementById('filter-' + name);
      input.value = '';
      input.addEventListener('input', function () { filter[name] = input.value.trim(); refilter(); });
    });
    OUTCOMES.forEach(function (outcome, i) {
      const input = document.getElementById('filter-' + outcome);
      input.checked = true;
      input.addEventListener('change', function () { filter.outcomes[i] = input.checked; refilter(); });
    });
    document.getElementById('idle-lanes').addEventListener('change', main.draw);
    document.getElementById('explorer-filters').addEventListener('submit', function (event) { event.preventDefault(); });
    document.getElementById('zoom-in').addEventListener('click', function () { zoom(0.5, focusTime()); });
    document.getElementById('zoom-out').addEventListener('click', function () { zoom(2, focusTime()); });
    document.getElementById('zoom-all').addEventListener('click', function () { assay.showAll(main); });
    document.getElementById('to-failure').addEventListener('click', function () { failing(); main.canvas.focus(); });
    const list = document.getElementById('operations-in-view');
    function fill() { if (list.open) { document.getElementById('operations-text').textContent = inViewText(); } }
    list.addEventListener('toggle', fill);
    let waiting = 0;
    assay.watch(function () { clearTimeout(waiting); waiting = setTimeout(fill, 150); });
    assay.fillOperations = fill;
  }

  function refilter() {
    applyFilter();
    main.draw();
    redrawOverview();
    assay.fillOperations();
    if (assay.live) { assay.live.ask(filter); }
  }

  /* For a server that knows more than the page: other operations in place of these. */
  assay.showOperations = function (columns) {
    const chosen = selected >= 0 ? [ops.lanes[ops.lane[selected]].process, ops.start[selected]] : null;
    ops = decode(columns);
    selected = -1;
    applyFilter();
    if (chosen) {
      for (let i = 0; i < ops.n && selected < 0; i++) {
        if (ops.start[i] === chosen[1] && ops.lanes[ops.lane[i]].process === chosen[0]) { select(i); }
      }
      if (selected < 0) { select(-1); }
    }
    fillFilters();
    main.draw();
    redrawOverview();
  };

  ops = decode(assay.read('operations-data'));
  applyFilter();
  const redrawOverview = overview(document.getElementById('explorer-overview'));
  const main = assay.timeCanvas(document.getElementById('explorer-lanes'), {
    left: GUTTER, right: RIGHT, height: height, ownDrag: true,
    label: 'Operations as intervals, a lane for each process; what is in view follows as text',
    draw: draw
  });
  bindCanvas();
  bindFilters();
  fillFilters();
  select(-1);
  area.dataset.ready = 'yes';
})();
