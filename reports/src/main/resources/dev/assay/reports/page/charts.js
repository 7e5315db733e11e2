/* Rates and latencies over time, by uPlot. */
(function () {
  'use strict';

  const assay = window.assay;
  const data = assay.data;
  const root = document.documentElement;
  const FONT = '12px ' + assay.font;
  const LABEL_ROOM = 24;
  const AXIS_LABEL = 18;
  const AXIS_WIDTH = assay.PLOT_LEFT - AXIS_LABEL;
  const DASHES = { solid: undefined, dashed: [7, 3], dotted: [2, 3] };
  let charts = [];
  let heats = [];
  let drawn = 0; // for the tests in a browser

  /* Faults: a shade behind the lines, and above them the number and, where it fits, the name. */
  function shade(u) {
    const ctx = u.ctx;
    ctx.save();
    data.bands.forEach(function (band) {
      const edges = visible(u, band);
      if (!edges) { return; }
      ctx.fillStyle = assay.colors.band;
      ctx.fillRect(edges[0], u.bbox.top, Math.max(edges[1] - edges[0], 2), u.bbox.height);
      ctx.fillStyle = assay.colors.edge;
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
    ctx.font = '600 ' + 12 * ratio + 'px ' + assay.font;
    ctx.fillStyle = assay.colors.label;
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

  /* Leaders: a dashed line with a diamond where another node leads than before. */
  function leaders(u) {
    const ctx = u.ctx;
    const ratio = devicePixelRatio;
    const scale = u.scales.x;
    ctx.save();
    ctx.strokeStyle = assay.colors.leader;
    ctx.fillStyle = assay.colors.leader;
    ctx.lineWidth = ratio;
    ctx.font = '600 ' + 11 * ratio + 'px ' + assay.font;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    let taken = -Infinity;
    data.leaders.forEach(function (leader) {
      if (leader.at < scale.min || leader.at > scale.max) { return; }
      const x = u.valToPos(leader.at, 'x', true);
      const y = u.bbox.top + 12 * ratio;
      ctx.setLineDash([3 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(x, u.bbox.top);
      ctx.lineTo(x, u.bbox.top + u.bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      const r = 4.5 * ratio;
      ctx.beginPath();
      ctx.moveTo(x, y - r); ctx.lineTo(x + r, y); ctx.lineTo(x, y + r); ctx.lineTo(x - r, y); ctx.closePath();
      if (leader.node) { ctx.fill(); } else { ctx.stroke(); }
      const text = leader.node || 'nobody';
      const width = ctx.measureText(text).width;
      if (x > taken && x + width + 8 * ratio < u.bbox.left + u.bbox.width) {
        ctx.fillText(text, x + 7 * ratio, y);
        taken = x + width + 12 * ratio;
      }
    });
    ctx.restore();
  }

  /* Outages: a bar on the floor of the chart. */
  function outages(u) {
    const ctx = u.ctx;
    ctx.save();
    ctx.fillStyle = assay.colors.invalid;
    for (let i = 0; i < data.outages.length; i += 2) {
      const edges = visible(u, { from: data.outages[i], to: data.outages[i + 1] });
      if (edges) {
        const height = 5 * devicePixelRatio;
        ctx.fillRect(edges[0], u.bbox.top + u.bbox.height - height, Math.max(edges[1] - edges[0], 2), height);
      }
    }
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
      stroke: assay.colors.text, font: FONT, labelFont: FONT, grid: { stroke: assay.colors.grid, width: 1 },
      ticks: { stroke: assay.colors.grid, width: 1 }
    }, options);
  }

  /*
   * chart: title, t, lines, yAxis, yScale, and whether the time axis is named (the lowest of several
   * charts names it for all).
   */
  function draw(target, chart) {
    const lines = chart.lines;
    const colors = assay.colors;
    const plot = new uPlot({
      title: chart.title,
      width: target.clientWidth,
      height: Math.max(chart.height - 30, Math.min(chart.height, target.clientWidth * 0.5)),
      padding: [LABEL_ROOM, 14, 0, 0],
      cursor: { sync: { key: 'run', scales: ['x', null] }, drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
      scales: { x: { time: false, range: function () { return [assay.view.from, assay.view.to]; } }, y: chart.yScale },
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
        draw: [name].concat(chart.events ? [leaders, outages] : []),
        setSelect: [function (u) {
          if (u.select.width > 4) {
            const from = u.posToVal(u.select.left, 'x');
            const to = u.posToVal(u.select.left + u.select.width, 'x');
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            assay.show(from, to, u);
          }
        }],
        ready: [function (u) {
          u.over.addEventListener('dblclick', function () { assay.showAll(u); });
          drawn++;
          root.dataset.rendered = String(drawn);
        }]
      }
    }, [chart.t].concat(lines.map(function (line) { return line.values; })), target);
    charts.push({ plot: plot, target: target });
  }

  function rows(t, columns) {
    return function () {
      return t.map(function (time, i) {
        return [time].concat(columns.map(function (values) { return values[i]; }));
      }).slice(1, -1);
    };
  }

  function drawRates() {
    const target = document.getElementById('rates');
    if (!target) { return; }
    const rates = data.rates;
    const value = function (u, v) { return assay.rate(v); };
    draw(target, { title: '', t: rates.t, height: 280, namesTime: true, events: true, lines: [
      { label: 'ok', color: 'ok', width: 2, fill: true, values: rates.ok, value: value },
      { label: 'fail', color: 'fail', width: 2, dash: 'dashed', values: rates.fail, value: value },
      { label: 'info', color: 'info', width: 2, dash: 'dotted', values: rates.info, value: value }
    ], yAxis: { label: 'operations per second', labelSize: AXIS_LABEL }, yScale: {
      range: function (u, min, max) { return [0, Math.max(1, (max || 0) * 1.08)]; }
    } });
  }

  function drawLatencies(measure) {
    const area = document.getElementById('latencies');
    if (!area) { return; }
    area.textContent = '';
    const kinds = data.latencies.filter(function (kind) { return kind.measure === measure; });
    const range = commonRange(kinds);
    const value = function (u, v) { return assay.milliseconds(v); };
    kinds.forEach(function (kind, i) {
      const target = assay.element('div', '', 'chart');
      target.setAttribute('role', 'img');
      target.setAttribute('aria-label', 'Latency of ' + kind.f + ' over time, ' + measure + ' time');
      area.appendChild(target);
      draw(target, { title: kind.f, t: kind.t, height: 210, namesTime: false, lines: [
        { label: 'p50', color: 'p50', width: 2, values: kind.p50, value: value },
        { label: 'p99', color: 'p99', width: 2, dash: 'dashed', values: kind.p99, value: value },
        { label: 'max', color: 'max', width: 1.5, dash: 'dotted', values: kind.max, value: value }
      ], yAxis: {
        label: measure + ' time', labelSize: AXIS_LABEL,
        values: function (u, splits) {
          return splits.map(function (v) { return v == null ? '' : assay.milliseconds(v); });
        }
      }, yScale: { distr: 3, log: 10, range: range } });
      const map = assay.element('div', '', 'heat');
      area.appendChild(map);
      heats.push(assay.heatMap(map, kind, assay.PLOT_LEFT, i === kinds.length - 1));
      area.appendChild(assay.numbers(
        kind.f + ', ' + measure + ' time in milliseconds', ['second', 'p50', 'p99', 'max'],
        rows(kind.t, [kind.p50, kind.p99, kind.max])));
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
      const label = assay.element('label');
      const input = assay.element('input');
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
    heats.forEach(function (heat) { heat.dispose(); });
    charts = [];
    heats = [];
    drawn = 0;
    root.dataset.rendered = '0';
    drawRates();
    drawLatencies(measure);
  }

  const ratesTable = document.querySelector('details[data-table="rates"]');
  if (ratesTable) {
    assay.numbers('Operations per second', ['second', 'ok', 'fail', 'info'],
      rows(data.rates.t, [data.rates.ok, data.rates.fail, data.rates.info]), ratesTable);
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
  assay.redrawCharts = drawAll;
  assay.paint(drawAll);
  assay.watch(function () {
    charts.forEach(function (chart) {
      chart.plot.setScale('x', { min: assay.view.from, max: assay.view.to });
    });
  });
  let waiting = 0;
  window.addEventListener('resize', function () {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(function () {
      charts.forEach(function (chart) {
        chart.plot.setSize({ width: chart.target.clientWidth, height: chart.plot.height });
      });
    });
  });

  /* The time in view, for all charts at once. */
  const bar = document.getElementById('in-view');
  if (bar) {
    const text = bar.querySelector('span');
    bar.querySelector('button').addEventListener('click', function () { assay.showAll(null); });
    assay.watch(function () {
      const span = assay.view.to - assay.view.from;
      bar.hidden = assay.isWhole();
      text.textContent = 'In view: ' + assay.moment(assay.view.from, span) + ' to '
        + assay.moment(assay.view.to, span);
    });
  }
})();
