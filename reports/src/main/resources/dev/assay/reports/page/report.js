(function () {
  'use strict';

  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const PALETTES = {
    light: {
      text: '#3d4852', grid: '#e3e7ec', band: 'rgba(217, 142, 0, 0.13)', edge: '#b87500',
      label: '#6b4400',
      ok: '#0067a5', fill: 'rgba(0, 103, 165, 0.12)', fail: '#c8500a', info: '#68707c',
      p50: '#0067a5', p99: '#a3236f', max: '#7a828e'
    },
    dark: {
      text: '#b6c0cc', grid: '#2a323c', band: 'rgba(240, 180, 60, 0.13)', edge: '#c9973a',
      label: '#f0cf8e',
      ok: '#5cb8f2', fill: 'rgba(92, 184, 242, 0.14)', fail: '#ff9a52', info: '#a7b0bc',
      p50: '#5cb8f2', p99: '#f18bc4', max: '#98a1ad'
    }
  };
  const FONT = '12px system-ui, sans-serif';
  const LABEL_ROOM = 24;
  const AXIS_WIDTH = 68;
  let colors = PALETTES.light;
  let charts = [];
  let drawn = 0; // for the tests in a browser

  function milliseconds(value) {
    if (value == null) { return '–'; }
    if (value < 0.001) { return (value * 1e6).toPrecision(3) + ' ns'; }
    if (value < 1) { return Number((value * 1000).toPrecision(3)) + ' µs'; }
    if (value < 1000) { return Number(value.toPrecision(3)) + ' ms'; }
    return Number((value / 1000).toPrecision(3)) + ' s';
  }

  function rate(value) {
    return value == null ? '–' : Number(value.toPrecision(4)).toLocaleString('en-US') + ' /s';
  }

  /* Faults: a shade behind the lines, and above them the number and, where it fits, the name. */
  function shade(u) {
    const ctx = u.ctx;
    ctx.save();
    data.bands.forEach(function (band) {
      const edges = visible(u, band);
      if (!edges) { return; }
      ctx.fillStyle = colors.band;
      ctx.fillRect(edges[0], u.bbox.top, Math.max(edges[1] - edges[0], 2), u.bbox.height);
      ctx.fillStyle = colors.edge;
      ctx.fillRect(edges[0], u.bbox.top, Math.max(edges[1] - edges[0], 2), 3 * devicePixelRatio);
    });
    ctx.restore();
  }

  function visible(u, band) {
    const scale = u.scales.x;
    if (scale.min == null || band.to < scale.min || band.from > scale.max) { return null; }
    return [
      u.valToPos(Math.max(band.from, scale.min), 'x', true),
      u.valToPos(Math.min(band.to, scale.max), 'x', true)
    ];
  }

  function name(u) {
    const ctx = u.ctx;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = '600 ' + 12 * ratio + 'px system-ui, sans-serif';
    ctx.fillStyle = colors.label;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    const shown = data.bands
      .map(function (band) { return { band: band, edges: visible(u, band) }; })
      .filter(function (entry) { return entry.edges; })
      .sort(function (a, b) { return a.edges[0] - b.edges[0]; });
    let taken = u.bbox.left;
    shown.forEach(function (entry, i) {
      const left = Math.max(entry.edges[0], taken);
      const next = i + 1 < shown.length ? shown[i + 1].edges[0] : u.bbox.left + u.bbox.width;
      const full = entry.band.number + ' ' + entry.band.name;
      const short = String(entry.band.number);
      const room = next - left - 6 * ratio;
      const text = ctx.measureText(full).width <= room ? full : short;
      const width = ctx.measureText(text).width;
      if (width <= room) {
        ctx.fillText(text, left, u.bbox.top - 4 * ratio);
        taken = left + width + 6 * ratio;
      }
    });
    ctx.restore();
  }

  /* A value between two gaps makes no line: it gets a point. */
  function alone(u, series) {
    const values = u.data[series];
    const found = [];
    values.forEach(function (v, i) {
      if (v != null && values[i - 1] == null && values[i + 1] == null) { found.push(i); }
    });
    return found;
  }

  function axis(options) {
    return Object.assign({
      stroke: colors.text, font: FONT, labelFont: FONT, grid: { stroke: colors.grid, width: 1 },
      ticks: { stroke: colors.grid, width: 1 }
    }, options);
  }

  const DASHES = { solid: undefined, dashed: [7, 3], dotted: [2, 3] };

  /*
   * chart: title, t, lines, yAxis, yScale, and whether the time axis is named (the lowest of several
   * charts names it for all).
   */
  function draw(target, chart) {
    const lines = chart.lines;
    const plot = new uPlot({
      title: chart.title,
      width: target.clientWidth,
      height: Math.max(chart.height - 30, Math.min(chart.height, target.clientWidth * 0.5)),
      padding: [LABEL_ROOM, 14, 0, 0],
      cursor: { sync: { key: 'run' }, drag: { x: true, y: false }, points: { size: 7 } },
      scales: { x: { time: false }, y: chart.yScale },
      series: [{ label: 'at', value: function (u, v) { return v == null ? '–' : v.toFixed(2) + ' s'; } }]
        .concat(lines.map(function (line) {
          return {
            label: line.label, stroke: colors[line.color], width: line.width, dash: DASHES[line.dash],
            fill: line.fill ? colors.fill : undefined, value: line.value,
            points: { show: false, size: 6, fill: colors[line.color], filter: alone },
            spanGaps: false
          };
        })),
      axes: [
        axis(chart.namesTime ? { size: 30, label: 'seconds since the start', labelSize: 20 } : { size: 30 }),
        axis(Object.assign({ size: AXIS_WIDTH }, chart.yAxis))
      ],
      legend: {
        markers: {
          width: 3,
          stroke: function (u, i) { return i === 0 ? 'transparent' : colors[lines[i - 1].color]; },
          dash: function (u, i) { return i === 0 ? 'solid' : lines[i - 1].dash || 'solid'; }
        }
      },
      hooks: {
        drawClear: [shade],
        draw: [name],
        setScale: [function (u, key) { if (key === 'x') { zoomed(u); } }],
        ready: [function () { drawn++; root.dataset.rendered = String(drawn); }]
      }
    }, [chart.t].concat(lines.map(function (line) { return line.values; })), target);
    charts.push({ plot: plot, target: target });
  }

  function zoomed(u) {
    const reset = document.getElementById('reset-zoom');
    if (reset) {
      reset.hidden = u.scales.x.min <= 0 && u.scales.x.max >= u.data[0][u.data[0].length - 1];
    }
  }

  function drawRates() {
    const target = document.getElementById('rates');
    if (!target) { return; }
    const rates = data.rates;
    draw(target, { title: '', t: rates.t, height: 270, namesTime: true, lines: [
      { label: 'ok', color: 'ok', width: 2, fill: true, values: rates.ok, value: function (u, v) { return rate(v); } },
      { label: 'fail', color: 'fail', width: 2, dash: 'dashed', values: rates.fail, value: function (u, v) { return rate(v); } },
      { label: 'info', color: 'info', width: 2, dash: 'dotted', values: rates.info, value: function (u, v) { return rate(v); } }
    ], yAxis: { label: 'operations per second', labelSize: 18 }, yScale: {
      range: function (u, min, max) { return [0, Math.max(1, (max || 0) * 1.08)]; }
    } });
  }

  function drawLatencies(measure) {
    const area = document.getElementById('latencies');
    if (!area) { return; }
    area.textContent = '';
    const kinds = data.latencies.filter(function (kind) { return kind.measure === measure; });
    const range = commonRange(kinds);
    const value = function (u, v) { return milliseconds(v); };
    kinds.forEach(function (kind, i) {
      const target = document.createElement('div');
      target.className = 'chart';
      target.setAttribute('role', 'img');
      target.setAttribute('aria-label', 'Latency of ' + kind.f + ' over time, ' + measure + ' time');
      area.appendChild(target);
      draw(target, { title: kind.f, t: kind.t, height: 210, namesTime: i === kinds.length - 1, lines: [
        { label: 'p50', color: 'p50', width: 2, values: kind.p50, value: value },
        { label: 'p99', color: 'p99', width: 2, dash: 'dashed', values: kind.p99, value: value },
        { label: 'max', color: 'max', width: 1.5, dash: 'dotted', values: kind.max, value: value }
      ], yAxis: {
        label: measure + ' time', labelSize: 18,
        values: function (u, splits) {
          return splits.map(function (v) { return v == null ? '' : milliseconds(v); });
        }
      }, yScale: { distr: 3, log: 10, range: range } });
      area.appendChild(table(kind.f + ', ' + measure + ' time in milliseconds', kind.t, [
        ['p50', kind.p50], ['p99', kind.p99], ['max', kind.max]]));
    });
  }

  /* Whole powers of ten around all values: charts that stand below each other can be compared. */
  function commonRange(kinds) {
    let least = Infinity;
    let most = 0;
    kinds.forEach(function (kind) {
      kind.p50.forEach(function (v) { if (v != null) { least = Math.min(least, v); } });
      kind.max.forEach(function (v) { if (v != null) { most = Math.max(most, v); } });
    });
    if (most === 0) { return [0.1, 10]; }
    const low = Math.floor(Math.log10(least));
    const high = Math.max(low + 1, Math.ceil(Math.log10(most)));
    return [Math.pow(10, low), Math.pow(10, high)];
  }

  /* The same numbers for who cannot see the chart, or wants them elsewhere; filled when opened. */
  function table(caption, t, columns, details) {
    const box = details || document.createElement('details');
    if (!details) {
      box.className = 'numbers';
      box.appendChild(element('summary', 'The numbers as a table'));
    }
    box.addEventListener('toggle', function () {
      if (!box.open || box.querySelector('table')) { return; }
      const grid = element('table');
      grid.appendChild(element('caption', caption));
      const head = grid.createTHead().insertRow();
      ['second'].concat(columns.map(function (c) { return c[0]; })).forEach(function (label) {
        const cell = element('th', label);
        cell.scope = 'col';
        cell.className = 'number';
        head.appendChild(cell);
      });
      const body = grid.createTBody();
      t.forEach(function (time, i) {
        if (i === 0 || i === t.length - 1) { return; }
        const row = body.insertRow();
        [time].concat(columns.map(function (c) { return c[1][i]; })).forEach(function (v) {
          const cell = row.insertCell();
          cell.className = 'number';
          cell.textContent = v == null ? '–' : String(v);
        });
      });
      const frame = element('div');
      frame.className = 'frame';
      frame.tabIndex = 0;
      frame.appendChild(grid);
      box.appendChild(frame);
    });
    return box;
  }

  function element(tag, text) {
    const made = document.createElement(tag);
    if (text) { made.textContent = text; }
    return made;
  }

  function measures() {
    return ['response', 'service'].filter(function (measure) {
      return data.latencies.some(function (kind) { return kind.measure === measure; });
    });
  }

  let measure = measures()[0];

  function chooseMeasure() {
    const field = document.getElementById('measures');
    if (!field || measures().length < 2) { return; }
    measures().forEach(function (choice) {
      const label = element('label');
      const input = element('input');
      input.type = 'radio';
      input.name = 'measure';
      input.checked = choice === measure;
      input.addEventListener('change', function () { measure = choice; drawAll(); });
      label.appendChild(input);
      label.appendChild(document.createTextNode(' ' + choice + ' time'));
      field.appendChild(label);
    });
    field.hidden = false;
  }

  function drawAll() {
    charts.forEach(function (chart) { chart.plot.destroy(); });
    charts = [];
    drawn = 0;
    root.dataset.rendered = '0';
    drawRates();
    drawLatencies(measure);
  }

  function paint(isDark) {
    colors = isDark ? PALETTES.dark : PALETTES.light;
    drawAll();
  }

  const ratesTable = document.querySelector('details[data-table="rates"]');
  if (ratesTable) {
    table('Operations per second', data.rates.t, [
      ['ok', data.rates.ok], ['fail', data.rates.fail], ['info', data.rates.info]], ratesTable);
  }
  const reset = document.getElementById('reset-zoom');
  if (reset) {
    reset.addEventListener('click', function () {
      charts.forEach(function (chart) {
        const t = chart.plot.data[0];
        chart.plot.setScale('x', { min: t[0], max: t[t.length - 1] });
      });
    });
  }
  /* On a narrow screen the operation that matters would lie outside. */
  const offending = document.querySelector('.bar.offending');
  if (offending) {
    const frame = offending.closest('.scroll');
    const box = offending.getBoundingClientRect();
    const end = box.right - frame.getBoundingClientRect().left + 24;
    frame.scrollLeft = Math.max(0, end - frame.clientWidth);
  }
  chooseMeasure();
  paint(dark.matches);
  dark.addEventListener('change', function () { paint(dark.matches); });
  window.addEventListener('beforeprint', function () { paint(false); });
  window.addEventListener('afterprint', function () { paint(dark.matches); });
  let waiting = 0;
  window.addEventListener('resize', function () {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(function () {
      charts.forEach(function (chart) {
        chart.plot.setSize({ width: chart.target.clientWidth, height: chart.plot.height });
      });
    });
  });
})();
