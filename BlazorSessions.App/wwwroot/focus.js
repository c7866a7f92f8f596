// Where the focus goes when there is no telling otherwise: to what is wrong in a form, and near what has gone from the page.
(() => {
  const parts = 'tr, form, nav, section';
  let last = null; // what had the focus
  let homes = []; // what it stood in, the nearest first
  let isInDialog = false; // which sees to the focus itself when it closes

  document.addEventListener('focusin', event => {
    last = event.target;
    homes = [];
    for (let part = last.closest(parts); part; part = part.parentElement.closest(parts)) {
      homes.push(part);
    }
    isInDialog = Boolean(last.closest('dialog'));
  });

  const isShown = element => element?.isConnected && !element.closest('dialog:not([open])');

  // The same control made anew, one of its kind beside it, or the page's heading.
  const comeBack = () => {
    if (!last || last.isConnected || isInDialog || document.activeElement !== document.body || document.querySelector('dialog:modal')) {
      return;
    }
    const again = last.id && document.getElementById(last.id);
    const near = homes.find(part => part.isConnected)?.querySelector(last.localName);
    const heading = document.querySelector('h1');
    const target = [again, near, heading].find(isShown);
    if (target === heading) {
      heading.tabIndex = -1;
    }
    last = null;
    target?.focus({ preventScroll: true });
  };
  new MutationObserver(comeBack).observe(document.body, { childList: true, subtree: true });

  if (!document.querySelector('dialog[open]')) {
    document.querySelector('main [aria-invalid]')?.focus();
  }

  // A page of the log begins at its top.
  const goToLog = () => {
    if (location.hash === '#session-log') {
      document.getElementById('session-log')?.focus();
    }
  };
  document.addEventListener('DOMContentLoaded', () => window.Blazor?.addEventListener('enhancedload', goToLog));
})();
