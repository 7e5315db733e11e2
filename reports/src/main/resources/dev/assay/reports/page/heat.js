/* How many operations took how long, when; and how often each error came. */
(function () {
  'use strict';

  const assay = window.assay;
  const ROWS_PER_DECADE = 10;
  const STRIP_LEFT = assay.PLOT_LEFT; // below the chart of rates, second for second

  /* From few to many, along the palette's three colours. */
  function shade(share) {
    const stops = assay.colors.heat;
    const place = Math.min(0.999, Math.max(0, share)) * 2;
    const from = stops[Math.floor(place)];
    const to = stops[Math.floor(place) + 1];
    const part = place - Math.floor(place);
    return 'rgb(' + from.map(function (c, i) { return Math.round(c + (to[i] - c) * part); }).join(',') + ')';
  }

  /* Counts span decades: a cell of one is to be seen beside one of a thousand. */
  function scale(most) {
    return function (count) { return most <= 1 ? 0.5 : 0.06 + 0.94 * Math.log(count) / Math.log(most); };
  }

  /* Latency at the foot of a row, in milliseconds. */
  function lowest(row) { return Math.pow(10, row / ROWS_PER_DECADE) / 1e6; }

  assay.heatMap = function (target, kind, left, namesTime) {
    const columns = kind.heat.columns;
    const width = kind.heat.width;
    let low = Infinity;
    let high = -Infinity;
    let most = 1;
    columns.forEach(function (column) {
      if (!column.length) { return; }
      low = Math.min(low, column[0]);
      high = Math.max(high, column[0] + column.length - 1);
      for (let i = 1; i < column.length; i++) { most = Math.max(most, column[i]); }
    });
    if (low > high) { return { dispose: function () {} }; }
    low = Math.floor(low / ROWS_PER_DECADE) * ROWS_PER_DECADE;
    high = Math.max(low + ROWS_PER_DECADE, Math.ceil(high / ROWS_PER_DECADE) * ROWS_PER_DECADE);
    const share = scale(most);
    const top = 8;
    const foot = namesTime ? 40 : 8;
    const height = Math.min(190, Math.max(90, (high - low) * 3.4));

    function rowY(row) { return top + height * (1 - (row - low) / (high - low)); }

    function draw(ctx, canvas) {
      canvas.bands(ctx, top, top + height);
      ctx.font = '12px ' + assay.font;
      ctx.textBaseline = 'middle';
      ctx.textAlign = 'right';
      for (let row = low; row <= high; row += ROWS_PER_DECADE) {
        ctx.strokeStyle = assay.colors.grid;
        ctx.beginPath();
        ctx.moveTo(canvas.left, rowY(row) + 0.5);
        ctx.lineTo(canvas.width - canvas.right, rowY(row) + 0.5);
        ctx.stroke();
        ctx.fillStyle = assay.colors.text;
        ctx.fillText(assay.milliseconds(lowest(row)), canvas.left - 8, rowY(row));
      }
      ctx.save();
      ctx.beginPath();
      ctx.rect(canvas.left, top, canvas.width - canvas.left - canvas.right, height);
      ctx.clip();
      columns.forEach(function (column, i) {
        const a = canvas.x(i * width);
        const b = canvas.x((i + 1) * width);
        if (b < canvas.left || a > canvas.width - canvas.right) { return; }
        for (let k = 1; k < column.length; k++) {
          if (column[k] > 0) {
            const y = rowY(column[0] + k);
            ctx.fillStyle = shade(share(column[k]));
            ctx.fillRect(a, y, Math.max(1, b - a - (b - a > 4 ? 0.6 : 0)), rowY(column[0] + k - 1) - y);
          }
        }
      });
      ctx.restore();
      if (namesTime) {
        canvas.axis(ctx, top + height + 6);
        ctx.fillText('seconds since the start', (canvas.left + canvas.width - canvas.right) / 2, top + height + 24);
      }
    }

    const made = assay.timeCanvas(target, {
      left: left, right: 14, height: top + height + foot,
      label: 'Heat map: how many operations of ' + kind.f + ' took how long, when; the table below has percentiles',
      draw: draw,
      hover: function (x, y) {
        const i = Math.floor(made.time(x) / width);
        const row = Math.floor(low + (1 - (y - top) / height) * (high - low));
        const column = columns[i];
        const count = column && column.length && row >= column[0] ? column[row - column[0] + 1] || 0 : 0;
        return assay.count(count) + ' of ' + kind.f + ' took ' + assay.milliseconds(lowest(row)) + ' to '
          + assay.milliseconds(lowest(row + 1)) + ', from ' + (i * width).toFixed(2) + ' s to '
          + ((i + 1) * width).toFixed(2) + ' s';
      }
    });
    const legend = assay.element('p', 'Each cell: how many ', 'heat-legend');
    legend.appendChild(assay.element('b', kind.f));
    legend.appendChild(document.createTextNode(' took that long. 1 '));
    for (let i = 0; i < 6; i++) {
      const cell = assay.element('i');
      cell.style.background = shade(0.06 + 0.94 * i / 5);
      legend.appendChild(cell);
    }
    legend.appendChild(document.createTextNode(' ' + assay.count(most)));
    target.appendChild(legend);
    return made;
  };

  let strips = [];
  assay.drawErrors = function () {
    const area = document.getElementById('error-strips');
    if (!area) { return; }
    strips.forEach(function (strip) { strip.dispose(); });
    strips = [];
    area.textContent = '';
    assay.data.errors.forEach(function (error, i) {
      const box = assay.element('div', '', 'strip');
      const words = assay.element('p');
      words.appendChild(assay.element('b', assay.count(error.total)));
      words.appendChild(assay.element('span', error.error, 'error'));
      words.appendChild(assay.element('span', error.f + ', ' + error.outcome, 'of'));
      box.appendChild(words);
      area.appendChild(box);
      const most = error.counts.reduce(function (a, b) { return Math.max(a, b); }, 1);
      const last = i === assay.data.errors.length - 1;
      strips.push(assay.timeCanvas(box, {
        left: STRIP_LEFT, right: 14, height: last ? 38 : 20,
        label: 'When ' + error.error + ' came, ' + error.total + ' times in all',
        draw: function (ctx, canvas) {
          ctx.fillStyle = assay.colors.ground;
          ctx.fillRect(STRIP_LEFT, 0, canvas.width - 14 - STRIP_LEFT, 18);
          canvas.bands(ctx, 0, 18);
          ctx.save();
          ctx.beginPath();
          ctx.rect(STRIP_LEFT, 0, canvas.width - 14 - STRIP_LEFT, 18);
          ctx.clip();
          ctx.fillStyle = error.outcome === 'fail' ? assay.colors.fail : assay.colors.info;
          error.counts.forEach(function (count, k) {
            if (count === 0) { return; }
            // Never less than a hint: one error is as much to be seen as a thousand.
            const high = 4 + 14 * count / most;
            const x = canvas.x(k * error.width);
            ctx.fillRect(x, 18 - high, Math.max(1.5, canvas.x((k + 1) * error.width) - x - 0.5), high);
          });
          ctx.restore();
          if (last) { canvas.axis(ctx, 23); }
        },
        hover: function (x) {
          const canvas = box.querySelector('canvas');
          const part = (x - STRIP_LEFT) / (canvas.clientWidth - 14 - STRIP_LEFT);
          const t = assay.view.from + part * (assay.view.to - assay.view.from);
          const k = Math.floor(t / error.width);
          return (error.counts[k] || 0) + ' from ' + (k * error.width).toFixed(2) + ' s to '
            + ((k + 1) * error.width).toFixed(2) + ' s';
        }
      }));
    });
  };
  assay.drawErrors();
})();
