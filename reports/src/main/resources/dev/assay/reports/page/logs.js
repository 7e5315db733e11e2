/* The nodes' logs beside the time line: what they said in the time that is in view. */
(function () {
  'use strict';

  const assay = window.assay;
  const area = document.getElementById('logs');
  const logs = assay.read('log-data');
  if (!area || !logs) { return; }

  const ROWS = 500;
  const ROW = 22;
  const LEVELS = ['', '▲', '✖'];
  const WORDS = ['', 'warning', 'error'];
  const list = document.getElementById('log-lines');
  const note = document.getElementById('log-note');
  const level = document.getElementById('log-level');
  const node = document.getElementById('log-node');
  const text = document.getElementById('log-text');

  /* One list of all nodes, in the order of time; lines without a time come first. */
  const lines = [];
  logs.nodes.forEach(function (from, i) {
    node.add(new Option(from.name, String(i)));
    from.lines.forEach(function (line, k) {
      const before = k ? from.lines[k - 1].n : 0;
      lines.push({ node: i, t: line.t, level: line.l, text: line.s, n: line.n, skipped: line.n - before - 1 });
    });
  });
  lines.sort(function (a, b) { return (a.t == null ? -Infinity : a.t) - (b.t == null ? -Infinity : b.t) || a.node - b.node || a.n - b.n; });

  function inView() {
    const word = text.value.trim().toLowerCase();
    const whole = assay.isWhole();
    return lines.filter(function (line) {
      return (whole || line.t != null && line.t >= assay.view.from && line.t <= assay.view.to)
        && line.level >= Number(level.value) && (!node.value || Number(node.value) === line.node)
        && (!word || line.text.toLowerCase().includes(word));
    });
  }

  let waiting = 0;
  function later() { clearTimeout(waiting); waiting = setTimeout(fill, 120); }

  function fill() {
    const found = inView();
    const shown = found.slice(-ROWS);
    list.textContent = '';
    shown.forEach(function (line) {
      const row = assay.element('li', '', WORDS[line.level]);
      row.appendChild(assay.element('span', line.t == null ? '' : line.t.toFixed(3) + ' s', 'when'));
      row.appendChild(assay.element('b', logs.nodes[line.node].name));
      const sign = assay.element('span', LEVELS[line.level], 'level');
      if (line.level) { sign.setAttribute('aria-label', WORDS[line.level]); sign.setAttribute('role', 'img'); }
      row.appendChild(sign);
      row.appendChild(assay.element('code', line.text));
      list.appendChild(row);
    });
    note.textContent = found.length === 0 ? 'No line in view.'
      : assay.count(found.length) + (found.length === 1 ? ' line' : ' lines') + ' in view'
        + (found.length > ROWS ? ', the last ' + ROWS + ' are shown' : '') + '.';
    area.dataset.lines = String(found.length);
  }

  /* A strip for each node: where its lines lie; warnings and errors have shapes of their own. */
  const strip = assay.timeCanvas(document.getElementById('log-strip'), {
    left: 124, right: 14, height: 30 + logs.nodes.length * ROW,
    label: 'When the nodes wrote into their logs; the lines follow as text',
    draw: function (ctx, canvas) {
      const foot = 4 + logs.nodes.length * ROW;
      ctx.fillStyle = assay.colors.ground;
      ctx.fillRect(canvas.left, 2, canvas.width - canvas.left - canvas.right, foot - 2);
      canvas.bands(ctx, 2, foot);
      canvas.axis(ctx, foot + 6);
      ctx.textBaseline = 'middle';
      ctx.font = '600 12px ' + assay.font;
      logs.nodes.forEach(function (from, i) {
        ctx.textAlign = 'right';
        ctx.fillStyle = assay.colors.strong;
        ctx.fillText(from.name.slice(0, 16), canvas.left - 12, 2 + i * ROW + ROW / 2);
      });
      ctx.save();
      ctx.beginPath();
      ctx.rect(canvas.left, 0, canvas.width - canvas.left - canvas.right, foot);
      ctx.clip();
      [0, 1, 2].forEach(function (loud) {
        ctx.fillStyle = [assay.colors.info, assay.colors.fail, assay.colors.invalid][loud];
        lines.forEach(function (line) {
          if (line.level !== loud || line.t == null) { return; }
          const x = canvas.x(line.t);
          const y = 2 + line.node * ROW + ROW / 2;
          if (x < canvas.left - 5 || x > canvas.width) { return; }
          ctx.beginPath();
          if (loud === 0) {
            ctx.rect(x - 0.5, y - 5, 1.2, 10);
          } else if (loud === 1) {
            ctx.moveTo(x, y - 5); ctx.lineTo(x + 5, y + 4.5); ctx.lineTo(x - 5, y + 4.5);
          } else {
            ctx.rect(x - 4, y - 4, 8, 8);
          }
          ctx.fill();
        });
      });
      ctx.restore();
    },
    hover: function (x, y) {
      const i = Math.floor((y - 2) / ROW);
      const near = lines.filter(function (line) { return line.node === i && line.t != null && Math.abs(strip.x(line.t) - x) < 4; });
      return near.slice(0, 5).map(function (line) { return line.text.slice(0, 160); }).join('\n');
    }
  });

  [level, node, text].forEach(function (input) { input.addEventListener('input', later); });
  assay.watch(later);
  fill();
})();
