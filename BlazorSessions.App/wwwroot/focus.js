// Where the focus goes when there is no telling otherwise: to what is wrong in a form, and near what has gone from the page.
(() => {
  let last = null; // what had the focus
  let home = null; // what it stood in

  document.addEventListener('focusin', event => {
    last = event.target;
    home = last.closest('tr, section, nav, form');
  });

  const isShown = element => element?.isConnected && !element.closest('dialog:not([open])');

  // The same control made anew, a neighbour of it, or the page's heading; a dialog that opens or closes sees to itself.
  const comeBack = () => {
    if (!last || last.isConnected || document.activeElement !== document.body || document.querySelector('dialog:modal') || last.closest('dialog')) {
      return;
    }
    const again = last.id && document.getElementById(last.id);
    const near = home?.isConnected ? home.querySelector('button, a[href], input:not([type=hidden]), select') : null;
    const heading = document.querySelector('h1');
    const target = [again, near, heading].find(isShown);
    if (target === heading) {
      heading.tabIndex = -1;
    }
    target?.focus({ preventScroll: target !== again });
    last = null;
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
