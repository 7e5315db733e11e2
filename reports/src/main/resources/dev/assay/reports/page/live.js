/* In a page that came from `assay report --serve`: asks for the operations in view, and follows the run. */
(function () {
  'use strict';

  const assay = window.assay;
  const root = document.documentElement;
  const EVERY_MS = 1000;
  let filter = null;
  let asked = 0;
  let waiting = 0;
  let total = assay.read('operations-data').total;
  let held = assay.read('operations-data').lane.length;

  function get(path) {
    return fetch(path, { cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) { throw new Error(path + ': ' + answer.status); }
      return answer.json();
    });
  }

  /* The operations in view. A newer question makes an older answer worthless. */
  function load() {
    const number = ++asked;
    const query = new URLSearchParams();
    if (!assay.isWhole()) {
      query.set('from', assay.view.from);
      query.set('to', assay.view.to);
    }
    if (filter) {
      ['key', 'process', 'node', 'f', 'text'].forEach(function (name) {
        if (filter[name]) { query.set(name, filter[name]); }
      });
      query.set('outcomes', ['ok', 'fail', 'info'].filter(function (_, i) { return filter.outcomes[i]; }).join(','));
    }
    get('operations.json?' + query).then(function (columns) {
      if (number !== asked) { return; }
      assay.windowed = query.toString() !== '';
      if (!assay.windowed) { held = columns.lane.length; total = columns.total; }
      assay.showOperations(columns);
      root.dataset.loaded = String(number);
    }).catch(lost);
  }

  function later() { clearTimeout(waiting); waiting = setTimeout(load, 120); }

  assay.live = {
    ask: function (next) { filter = next; if (held < total || filtered) { filtered = true; later(); } }
  };
  let filtered = false;
  assay.watch(function () { if (held < total || filtered || zoomed) { zoomed = true; later(); } });
  let zoomed = held < total;

  function lost() {
    const sentence = document.getElementById('live-sentence');
    if (sentence) { sentence.textContent = 'The server does not answer any more.'; }
    root.dataset.lost = 'yes';
  }

  function tile(name, text) {
    const place = document.querySelector('.tile.' + name.replace(/ /g, '-') + ' dd');
    if (place) { place.textContent = text; }
  }

  function follow() {
    get('state.json').then(function (state) {
      if (!state.running) { // verdict, faults and logs are there now
        location.reload();
        return;
      }
      document.getElementById('live-sentence').textContent = state.sentence;
      const share = document.getElementById('live-share');
      if (state.share > 0) { share.value = state.share; }
      Object.keys(state.tiles).forEach(function (name) { tile(name, state.tiles[name]); });
      const whole = assay.isWhole();
      Object.assign(assay.data, state.charts);
      assay.drawErrors();
      if (whole) { assay.view.to = assay.data.end; }
      assay.redrawCharts();
      if (whole) { load(); }
      root.dataset.followed = String(Number(root.dataset.followed || 0) + 1);
      setTimeout(follow, EVERY_MS);
    }).catch(lost);
  }

  if (root.dataset.running === 'yes') { follow(); } else if (held < total) { load(); }
})();
