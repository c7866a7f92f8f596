// Shows each moment as the browser's zone and language have it, before anybody sees it otherwise. Loaded before the page's body.
(() => {
  const often = 10_000;
  const justNow = 45; // seconds; a clock that is a little behind must not speak of the future either
  const exact = new Intl.DateTimeFormat(navigator.languages, { dateStyle: 'medium', timeStyle: 'medium' });
  const full = new Intl.DateTimeFormat(navigator.languages, { dateStyle: 'full', timeStyle: 'long' });
  const relative = new Intl.RelativeTimeFormat(navigator.languages, { numeric: 'auto' });
  const language = exact.resolvedOptions().locale;
  const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

  const ago = (seconds, now) => {
    if (seconds < justNow && seconds > -justNow) {
      return now;
    }
    const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size);
    return relative.format(-Math.trunc(seconds / size), unit);
  };

  const set = (element, name, value) => element.getAttribute(name) === value || element.setAttribute(name, value);

  // The text stays the same node: the live parts of the page hold on to it.
  const show = time => {
    const at = Date.parse(time.dateTime);
    const text = exact.format(at);
    if (time.firstChild && time.firstChild.data !== text) {
      time.firstChild.data = text;
    }
    set(time, 'title', full.format(at));
    set(time, 'lang', language);
    if (time.classList.contains('ago')) {
      set(time, 'data-ago', ago((Date.now() - at) / 1000, document.documentElement.dataset.now));
    }
  };

  const showAll = () => document.querySelectorAll('time[datetime]').forEach(show);

  new MutationObserver(changes => {
    const found = new Set();
    for (const { target, addedNodes } of changes) {
      const around = (target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest?.('time[datetime]');
      if (around) {
        found.add(around);
      }
      addedNodes.forEach(node => {
        if (node.matches?.('time[datetime]')) {
          found.add(node);
        }
        node.querySelectorAll?.('time[datetime]').forEach(time => found.add(time));
      });
    }
    found.forEach(show);
  }).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ['datetime'] });
  setInterval(showAll, often);
})();
