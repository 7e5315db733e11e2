/* In an overview that came from `assay report --serve`: shows how runs go on, and loads itself again
   when one begins or ends. */
(function () {
  'use strict';

  const root = document.documentElement;
  const EVERY_MS = 1000;
  const LOST_EVERY_MS = 5000;
  const hint = document.getElementById('live-hint');
  const words = hint ? hint.textContent : '';
  const rows = new Map(Array.from(document.querySelectorAll('table.live tbody tr')).map(function (row) {
    return [row.dataset.run, row];
  }));

  function show(run) {
    const row = rows.get(run.link);
    if (!row) { return; }
    row.querySelectorAll('[data-live]').forEach(function (cell) {
      const text = run[cell.dataset.live];
      if (cell.textContent !== text) { cell.textContent = text; }
    });
    row.querySelector('progress').value = run.share;
  }

  function tell(text) { if (hint && hint.textContent !== text) { hint.textContent = text; } }

  function look() {
    fetch('state.json', { cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) { throw new Error('state.json: ' + answer.status); }
      return answer.json();
    }).then(function (state) {
      if (state.runs !== root.dataset.runs && !document.getElementById('search').value) { // nobody is torn away from a search
        location.reload();
        return;
      }
      state.running.forEach(show);
      tell(words);
      delete root.dataset.lost;
      root.dataset.followed = String(Number(root.dataset.followed || 0) + 1);
      setTimeout(look, EVERY_MS);
    }).catch(function () {
      tell('The server does not answer any more.');
      root.dataset.lost = 'yes';
      setTimeout(look, LOST_EVERY_MS);
    });
  }

  look();
})();
