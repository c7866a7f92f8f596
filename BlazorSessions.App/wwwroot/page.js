// What static pages need: their dialogs made modal, the buttons beside recovery codes, and what a cookie tells of the browser.
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

  // Over HTTPS by the name that browsers keep for one host, as the server looks for it.
  const isSecure = location.protocol === 'https:';
  const nameOf = name => isSecure ? `__Host-${name}` : name;
  window.cookies = {
    has: (name, value) => document.cookie.split('; ').includes(`${nameOf(name)}=${value}`),
    set(name, value, more = '') {
      document.cookie = `${nameOf(name)}=${value}; path=/; samesite=lax${more}${isSecure ? '; secure' : ''}`;
    }
  };

  // An iPad says that it is a Mac; this tells its name in the session log. Only where a sign-in may begin.
  if (/^\/sign(in|up)\b/.test(location.pathname) && navigator.maxTouchPoints > 1 && navigator.userAgent.includes('Macintosh')) {
    cookies.set('touch', 1);
  }

  // For what the server draws by days.
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC');
  if (!cookies.has('zone', zone)) {
    cookies.set('zone', zone, '; max-age=31536000');
  }

  show();
  document.addEventListener('DOMContentLoaded', () => window.Blazor?.addEventListener('enhancedload', show));
})();
