// What static pages need: their dialogs made modal, and the buttons beside recovery codes.
(() => {
  // Without this script such a dialog stands open on its page; with it nothing behind it can be reached. Escape is Cancel.
  const show = () => {
    for (const dialog of document.querySelectorAll('dialog[data-modal][open]:not(:modal)')) {
      dialog.close();
      dialog.addEventListener('cancel', () => dialog.querySelector('a.button')?.click(), { once: true });
      dialog.showModal();
    }
  };

  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // no permission, or plain HTTP under a name
    }
  };

  document.addEventListener('click', async event => {
    if (event.target.matches('[data-print]')) {
      window.print();
    }
    if (event.target.matches('[data-copy]')) {
      const from = document.getElementById(event.target.dataset.copy);
      const items = [...from.querySelectorAll('li')];
      const done = await copy((items.length ? items : [from]).map(item => item.textContent.trim()).join('\n'));
      const told = document.querySelector('[data-copied]');
      told.textContent = done ? told.dataset.textDone : told.dataset.textRefused;
    }
  });

  // An iPad says that it is a Mac; this tells its name in the session log. Only where a sign-in may begin.
  if (/^\/sign(in|up)\b/.test(location.pathname) && navigator.maxTouchPoints > 1 && navigator.userAgent.includes('Macintosh')) {
    document.cookie = `touch=1; path=/; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
  }

  show();
  document.addEventListener('DOMContentLoaded', () => window.Blazor?.addEventListener('enhancedload', show));
})();
