/* Everything can be copied as text: what has a button of its own, and every section as a whole. */
(function () {
  'use strict';

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function say(button, word) {
    const before = button.dataset.label || button.textContent;
    button.dataset.label = before;
    button.textContent = word;
    setTimeout(function () { button.textContent = before; }, 1500);
  }

  /* The clipboard is not allowed everywhere a file may be opened: then the text is at least selected. */
  function oldWay(button, text) {
    const area = document.createElement('pre');
    area.className = 'copied';
    area.textContent = text;
    document.body.appendChild(area);
    select(area);
    const done = document.execCommand('copy');
    area.remove();
    say(button, done ? 'Copied' : 'Not allowed');
  }

  function copy(button, text) {
    document.documentElement.dataset.copied = text.slice(0, 2000);
    if (!navigator.clipboard) {
      oldWay(button, text);
      return;
    }
    navigator.clipboard.writeText(text).then(
      function () { say(button, 'Copied'); },
      function () { oldWay(button, text); });
  }

  function cell(text) { return text.replace(/\s+/g, ' ').trim().replace(/\|/g, '\\|'); }

  /* A table as Markdown, which is readable as it stands. */
  function tableText(table) {
    const rows = Array.from(table.rows).filter(function (row) { return !row.hidden; })
      .map(function (row) { return Array.from(row.cells).map(function (c) { return cell(c.textContent); }); });
    if (!rows.length) { return ''; }
    const widths = rows[0].map(function (_, i) {
      return Math.max(3, Math.max.apply(null, rows.map(function (row) { return (row[i] || '').length; })));
    });
    function line(row) {
      return '| ' + widths.map(function (w, i) { return (row[i] || '').padEnd(w); }).join(' | ') + ' |';
    }
    const rule = '|' + widths.map(function (w) { return '-'.repeat(w + 2); }).join('|') + '|';
    const caption = table.caption ? table.caption.textContent.trim() + '\n\n' : '';
    return caption + [line(rows[0]), rule].concat(rows.slice(1).map(line)).join('\n');
  }

  function walk(node, parts) {
    if (node.nodeType !== 1 || node.hidden || node.matches('button, svg, canvas, form, fieldset, script, datalist, .uplot, .scroll')) { return; }
    if (node.matches('details.numbers') && node.assayFill) { node.assayFill(); }
    if (node.matches('table')) { parts.push(tableText(node)); return; }
    if (node.matches('h1, h2')) { parts.push('## ' + cell(node.textContent)); return; }
    if (node.matches('h3')) { parts.push('### ' + cell(node.textContent)); return; }
    if (node.matches('pre')) { if (node.textContent) { parts.push(node.textContent); } return; }
    if (node.matches('li')) {
      parts.push('- ' + Array.from(node.childNodes).map(function (c) { return c.textContent.trim(); }).filter(Boolean).join('  '));
      return;
    }
    if (node.matches('dl')) {
      parts.push(Array.from(node.querySelectorAll('dt')).map(function (dt) {
        return cell(dt.textContent) + ': ' + cell(dt.parentElement.querySelector('dd').textContent);
      }).join('\n'));
      return;
    }
    if (node.matches('p, summary')) { const text = cell(node.textContent); if (text) { parts.push(text); } return; }
    Array.from(node.children).forEach(function (child) { walk(child, parts); });
  }

  window.assayText = function (section) {
    const parts = [];
    walk(section, parts);
    return parts.join('\n\n').replace(/\n\n- /g, '\n- ') + '\n';
  };

  document.querySelectorAll('button[data-copy]').forEach(function (button) {
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () {
      copy(button, document.getElementById(button.dataset.copy).textContent);
    });
  });
  document.querySelectorAll('main > section').forEach(function (section) {
    const title = section.querySelector('h2');
    if (!title) { return; }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy-section';
    button.textContent = 'Copy';
    button.setAttribute('aria-live', 'polite');
    button.setAttribute('aria-label', 'Copy the section ' + title.textContent.trim() + ' as text');
    button.addEventListener('click', function () { copy(button, window.assayText(section)); });
    section.insertBefore(button, section.firstChild);
  });
})();
