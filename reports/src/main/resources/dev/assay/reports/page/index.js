(function () {
  'use strict';

  const search = document.getElementById('search');
  const found = document.getElementById('found');
  const rows = Array.from(document.querySelectorAll('table.runs tbody tr'));

  function show() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach(function (row) {
      const text = row.textContent.toLowerCase();
      const hit = words.every(function (word) { return text.includes(word); });
      row.hidden = !hit;
      count += hit ? 1 : 0;
    });
    found.textContent = words.length ? count + ' of ' + rows.length + ' runs' : '';
  }

  search.addEventListener('input', show);
  document.documentElement.dataset.rendered = String(rows.length);
})();
