/* In an overview that came from `assay report --serve`: loads itself again when a run begins or ends. */
(function () {
  'use strict';

  const EVERY_MS = 2000;
  let seen = null;

  function look() {
    fetch('state.json', { cache: 'no-store' }).then(function (answer) { return answer.text(); }).then(function (state) {
      if (seen !== null && state !== seen && !document.getElementById('search').value) { location.reload(); return; }
      seen = state;
      setTimeout(look, EVERY_MS);
    }).catch(function () { document.documentElement.dataset.lost = 'yes'; });
  }

  look();
})();
