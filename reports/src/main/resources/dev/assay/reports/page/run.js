/* What all parts of a run's page share: its data, its colours, its words, and the time that is in view. */
window.assay = (function () {
  'use strict';

  function read(id) {
    const source = document.getElementById(id);
    return source ? JSON.parse(source.textContent) : null;
  }

  const data = read('chart-data');
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  /* Okabe and Ito's colours, darker or lighter for contrast; shapes and dashes tell the same. */
  const PALETTES = {
    light: {
      text: '#3d4852', strong: '#17202a', grid: '#e3e7ec', ground: '#f6f7f9', card: '#ffffff',
      band: 'rgba(217, 142, 0, 0.13)', edge: '#b87500', label: '#6b4400', veil: 'rgba(246, 247, 249, 0.72)',
      ok: '#0067a5', okSoft: '#cfe6f6', fill: 'rgba(0, 103, 165, 0.12)', fail: '#c8500a', failSoft: '#fbdcc6',
      info: '#5c6470', infoSoft: '#dfe2e6', invalid: '#b3260e', invalidSoft: '#fdd9d1', leader: '#6b3fa0',
      p50: '#0067a5', p99: '#a3236f', max: '#7a828e', focus: '#005fcc',
      heat: [[226, 239, 248], [0, 103, 165], [3, 36, 66]]
    },
    dark: {
      text: '#b6c0cc', strong: '#e4e9ef', grid: '#2a323c', ground: '#10151b', card: '#171e26',
      band: 'rgba(240, 180, 60, 0.13)', edge: '#c9973a', label: '#f0cf8e', veil: 'rgba(16, 21, 27, 0.68)',
      ok: '#5cb8f2', okSoft: '#17405f', fill: 'rgba(92, 184, 242, 0.14)', fail: '#ff9a52', failSoft: '#5a300f',
      info: '#a7b0bc', infoSoft: '#39434f', invalid: '#ff8a70', invalidSoft: '#5a2318', leader: '#c4a3f0',
      p50: '#5cb8f2', p99: '#f18bc4', max: '#98a1ad', focus: '#8ab8ff',
      heat: [[23, 48, 70], [92, 184, 242], [232, 246, 255]]
    }
  };
  const painters = [];
  const watchers = [];
  const view = { from: 0, to: data ? data.end : 1 };
  const assay = {
    data: data, read: read, view: view, colors: PALETTES.light, font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
  };

  assay.milliseconds = function (value) {
    if (value == null) { return '–'; }
    if (value < 0.001) { return Number((value * 1e6).toPrecision(3)) + ' ns'; }
    if (value < 1) { return Number((value * 1000).toPrecision(3)) + ' µs'; }
    if (value < 1000) { return Number(value.toPrecision(3)) + ' ms'; }
    return Number((value / 1000).toPrecision(3)) + ' s';
  };

  assay.count = function (value) { return value.toLocaleString('en-US'); };

  assay.rate = function (value) {
    return value == null ? '–' : assay.count(Number(value.toPrecision(4))) + ' /s';
  };

  /* A moment, as fine as the view needs. */
  assay.moment = function (seconds, span) {
    const digits = span == null ? 3 : Math.max(0, Math.min(6, Math.ceil(1 - Math.log10(span / 8))));
    return seconds.toFixed(digits) + ' s';
  };

  assay.element = function (tag, text, style) {
    const made = document.createElement(tag);
    if (text) { made.textContent = text; }
    if (style) { made.className = style; }
    return made;
  };

  function forget(list, entry) {
    const at = list.indexOf(entry);
    if (at >= 0) { list.splice(at, 1); }
  }

  /* Draws now, and again whenever the colours change. */
  assay.paint = function (painter) {
    painters.push(painter);
    painter();
  };

  /* Tells of every change of the time in view. */
  assay.watch = function (watcher) { watchers.push(watcher); };

  assay.show = function (from, to, source) {
    const end = data ? data.end : 1;
    const least = Math.min(end, 2e-6);
    let a = Math.max(0, Math.min(from, to));
    let b = Math.min(end, Math.max(from, to));
    if (b - a < least) { b = Math.min(end, a + least); a = Math.max(0, b - least); }
    if (a === view.from && b === view.to) { return; }
    view.from = a;
    view.to = b;
    root.dataset.view = a.toFixed(6) + ' ' + b.toFixed(6);
    watchers.forEach(function (watcher) { watcher(source); });
  };

  assay.showAll = function (source) { assay.show(0, data.end, source); };

  assay.isWhole = function () { return view.from <= 0 && view.to >= data.end; };

  /* Where the ticks of a time axis go. */
  assay.ticks = function (from, to, room) {
    const raw = (to - from) / Math.max(1, Math.floor(room / 90));
    const power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 5, 10].map(function (m) { return m * power; })
      .find(function (s) { return s >= raw * 0.999; });
    const ticks = [];
    for (let i = Math.ceil(from / step); i * step <= to; i++) { ticks.push(i * step); }
    return { at: ticks, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
  };

  /* Where time begins in all charts, in pixels from their left: what stands below each other is one moment. */
  assay.PLOT_LEFT = 80;

  /*
   * A canvas with time on its x axis: knows its size in CSS pixels, draws once a frame at most, and
   * lets people choose a time by dragging. spec: height (a function or a number), left, right, label,
   * draw(ctx, canvas), and hover(x, y), which returns a text.
   */
  assay.timeCanvas = function (target, spec) {
    const canvas = assay.element('canvas', '', 'time-canvas');
    const made = { canvas: canvas, width: 0, height: 0, left: spec.left, right: spec.right };
    let frame = 0;
    let drag = null;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', spec.label);
    canvas.dataset.plotLeft = String(spec.left); // for the tests in a browser
    target.appendChild(canvas);

    made.x = function (seconds) {
      return made.left + (seconds - view.from) / (view.to - view.from) * (made.width - made.left - made.right);
    };
    made.time = function (x) {
      return view.from + (x - made.left) / (made.width - made.left - made.right) * (view.to - view.from);
    };
    made.drawNow = function () {
      frame = 0;
      const ratio = window.devicePixelRatio || 1;
      made.width = Math.max(120, target.clientWidth);
      made.height = typeof spec.height === 'function' ? spec.height(made) : spec.height;
      if (canvas.width !== Math.round(made.width * ratio) || canvas.height !== Math.round(made.height * ratio)) {
        canvas.width = Math.round(made.width * ratio);
        canvas.height = Math.round(made.height * ratio);
        canvas.style.height = made.height + 'px';
      }
      const ctx = canvas.getContext('2d');
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.clearRect(0, 0, made.width, made.height);
      spec.draw(ctx, made);
      if (drag && drag.moved) {
        ctx.fillStyle = 'rgba(110, 140, 190, .25)';
        ctx.fillRect(Math.min(drag.from, drag.to), 0, Math.abs(drag.to - drag.from), made.height);
      }
    };
    made.draw = function () { if (!frame) { frame = requestAnimationFrame(made.drawNow); } };
    /* Faults as shades, leaders as dashed lines, as in the other charts. */
    made.bands = function (ctx, top, bottom) {
      ctx.save();
      ctx.beginPath();
      ctx.rect(made.left, top, made.width - made.left - made.right, bottom - top);
      ctx.clip();
      data.bands.forEach(function (band) {
        const a = made.x(band.from);
        ctx.fillStyle = assay.colors.band;
        ctx.fillRect(a, top, Math.max(2, made.x(band.to) - a), bottom - top);
      });
      ctx.restore();
    };
    made.axis = function (ctx, y) {
      const ticks = assay.ticks(view.from, view.to, made.width - made.left - made.right);
      ctx.fillStyle = assay.colors.text;
      ctx.font = '12px ' + assay.font;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'top';
      ticks.at.forEach(function (t) {
        const x = made.x(t);
        if (x > made.left + 4 && x < made.width - made.right - 4) { ctx.fillText(t.toFixed(ticks.digits), x, y); }
      });
      return ticks;
    };
    canvas.addEventListener('pointermove', function (event) {
      if (drag) {
        drag.to = event.offsetX;
        drag.moved = drag.moved || Math.abs(drag.to - drag.from) > 4;
        made.draw();
      }
      if (spec.hover) { canvas.title = spec.hover(event.offsetX, event.offsetY); }
    });
    if (!spec.ownDrag) {
      canvas.addEventListener('pointerdown', function (event) {
        if (event.button !== 0 || event.pointerType === 'touch') { return; }
        canvas.setPointerCapture(event.pointerId);
        drag = { from: event.offsetX, to: event.offsetX, moved: false };
      });
      canvas.addEventListener('pointerup', function () {
        const was = drag;
        drag = null;
        if (was && was.moved) { assay.show(made.time(was.from), made.time(was.to), made); }
        made.draw();
      });
      canvas.addEventListener('pointercancel', function () { drag = null; made.draw(); });
      canvas.addEventListener('dblclick', function () { assay.showAll(made); });
    }
    const size = new ResizeObserver(made.draw);
    made.dispose = function () {
      size.disconnect();
      cancelAnimationFrame(frame);
      forget(painters, made.drawNow);
      forget(watchers, made.draw);
    };
    assay.watch(made.draw);
    assay.paint(made.drawNow);
    size.observe(target);
    return made;
  };

  /* The same numbers for who cannot see a chart, or wants them elsewhere; filled when opened. */
  assay.numbers = function (caption, head, rows, details) {
    const box = details || assay.element('details', '', 'numbers');
    if (!details) { box.appendChild(assay.element('summary', 'The numbers as a table')); }
    box.assayFill = function () {
      if (box.querySelector('table')) { return; }
      const grid = assay.element('table');
      grid.appendChild(assay.element('caption', caption));
      const line = grid.createTHead().insertRow();
      head.forEach(function (label) {
        const cell = assay.element('th', label, 'number');
        cell.scope = 'col';
        line.appendChild(cell);
      });
      const body = grid.createTBody();
      rows().forEach(function (values) {
        const row = body.insertRow();
        values.forEach(function (v) {
          const cell = row.insertCell();
          cell.className = 'number';
          cell.textContent = v == null ? '–' : String(v);
        });
      });
      const frame = assay.element('div', '', 'frame');
      frame.tabIndex = 0;
      frame.setAttribute('role', 'region');
      frame.setAttribute('aria-label', caption);
      frame.appendChild(grid);
      box.appendChild(frame);
    };
    box.addEventListener('toggle', function () { if (box.open) { box.assayFill(); } });
    return box;
  };

  function repaint(isDark) {
    assay.colors = isDark ? PALETTES.dark : PALETTES.light;
    painters.slice().forEach(function (painter) { painter(); });
  }
  assay.colors = dark.matches ? PALETTES.dark : PALETTES.light;
  dark.addEventListener('change', function () { repaint(dark.matches); });
  window.addEventListener('beforeprint', function () { repaint(false); });
  window.addEventListener('afterprint', function () { repaint(dark.matches); });
  root.dataset.view = view.from.toFixed(6) + ' ' + view.to.toFixed(6);
  return assay;
})();
