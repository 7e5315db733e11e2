(function () {
  'use strict';

  /* The clipboard is not allowed everywhere a file may be opened: then the text is at least selected. */
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

  function oldWay(button, source) {
    select(source);
    say(button, document.execCommand('copy') ? 'Copied' : 'Selected');
  }

  document.querySelectorAll('button[data-copy]').forEach(function (button) {
    const source = document.getElementById(button.dataset.copy);
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () {
      if (!navigator.clipboard) {
        oldWay(button, source);
        return;
      }
      navigator.clipboard.writeText(source.textContent).then(
        function () { say(button, 'Copied'); },
        function () { oldWay(button, source); });
    });
  });
})();
