// What the session log needs of a browser: that nothing moves while it is read, and that typing rests before it is looked for.
(() => {
  const restsFor = 150; // milliseconds
  let tops = new Map(); // where each row was, counted from the top of the document
  let field; // the search field as it was last seen
  let rest = 0;

  const rowsOf = table => table ? [...table.querySelectorAll('tbody tr')] : [];
  const topOf = row => row.getBoundingClientRect().top + scrollY;

  // The row that is being read: the one with the focus, the one that is open, the one under the pointer, or the first in view
  // once the top of the log has been scrolled away. While somebody says which rows are wanted, none is.
  const readRow = table => {
    if (document.activeElement?.closest('[data-log-tools]')) {
      return null;
    }
    const rows = [...tops.keys()];
    const gone = rows[0] && tops.get(rows[0]) < scrollY;
    const isInView = row => row?.isConnected && tops.get(row) >= scrollY && tops.get(row) < scrollY + innerHeight;
    return [
      table.contains(document.activeElement) && document.activeElement.closest('tr'),
      table.querySelector('[data-details]'),
      table.querySelector('tbody tr:hover'),
      ...(gone ? rows : [])
    ].find(row => row && isInView(row));
  };

  // A browser's own anchoring would correct the same movement a second time, and by another row.
  const keep = () => {
    const table = document.querySelector('[data-log]');
    document.documentElement.style.overflowAnchor = table ? 'none' : '';
    const row = table && readRow(table);
    if (row) {
      scrollBy({ top: topOf(row) - tops.get(row), behavior: 'instant' });
    }
    remember(table);
    keepTyping();
  };

  const remember = table => { tops = new Map(rowsOf(table).map(row => [row, topOf(row)])); };

  // When the page becomes live the field is made anew; what was typed until then goes over to it.
  const keepTyping = () => {
    const now = document.getElementById('log-search');
    if (field && now && now !== field && field.value !== field.defaultValue) {
      now.value = field.value;
      now.dispatchEvent(new Event('input', { bubbles: true }));
    }
    field = now;
  };

  document.addEventListener('input', event => {
    if (event.isTrusted && event.target.matches('[data-rests]')) {
      event.stopImmediatePropagation();
      clearTimeout(rest);
      rest = setTimeout(() => event.target.dispatchEvent(new Event('input', { bubbles: true })), restsFor);
    }
  }, true);

  window.log = {
    // What is wanted live stands in the address too: loaded anew the page shows the same.
    isAt(path) {
      if (document.querySelector('[data-log]')) {
        history.replaceState(history.state, '', path);
      }
    }
  };

  new MutationObserver(keep).observe(document.body, { childList: true, characterData: true, subtree: true });
  window.addEventListener('resize', () => remember(document.querySelector('[data-log]')));
  keep();
})();
