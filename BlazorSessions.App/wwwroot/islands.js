// The few things that a live component cannot do by itself.
(() => {
  const longestLeaving = 20_000; // milliseconds
  let leaving = false; // the page is on its way to another, or a form of it is: whatever that brings is where it goes
  let typedCode = '';
  let isFetched = false; // another tab of this browser has gone for the session
  const tabs = new BroadcastChannel('collect');
  tabs.onmessage = () => { isFetched = true; };

  const stay = () => {
    leaving = false;
    document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent);
  };

  // A second click does not send a form twice.
  document.addEventListener('submit', event => {
    if (event.target.matches('[data-leaves]')) {
      if (leaving) {
        event.preventDefault();
      }
      leaving = true;
      event.target.dataset.sent = '';
      setTimeout(stay, longestLeaving); // whoever has stopped the browser can send it again
    }
    // What this script put into the field is told before the form is: browsers tell only of what was typed.
    event.target.querySelector('input[name=code]')?.dispatchEvent(new Event('change', { bubbles: true }));
  }, true);
  window.addEventListener('pageshow', stay);

  // What was typed before the page became live is not lost when it does. Six digits are easier to compare in two groups.
  document.addEventListener('input', event => {
    const field = event.target;
    if (field.name !== 'code') {
      return;
    }
    const digits = field.value.replace(/[\s-]/g, '');
    if (/^\d{4,6}$/.test(digits) && field.selectionEnd === field.value.length && !event.inputType?.startsWith('delete')) {
      field.value = `${digits.slice(0, 3)} ${digits.slice(3)}`;
    }
    typedCode = field.value;
  });

  // For a moment then, the field is there anew and its dialog not yet open, so that nothing has the focus.
  document.addEventListener('keydown', event => {
    if (/^\d$/.test(event.key) && document.activeElement === document.body && document.querySelector('dialog:not([open]) input[name=code]')) {
      typedCode += event.key;
    }
  });

  window.islands = {
    isLeaving: () => leaving,

    // Goes to another page, unless this one is leaving already: a second going would break off the first.
    leave(path) {
      if (!leaving) {
        leaving = true;
        location.assign(path);
      }
    },

    // Only a response can set a cookie, so the page posts its own form. One tab of the browser does it and holds the lock
    // until it has left; the others wait for that, and then ask the server where to go. One that hears of the yes only when that
    // tab has left already has nothing to post any more, and knows by its word.
    async collect(id) {
      const form = document.getElementById(id);
      if (!form || leaving) {
        return;
      }
      leaving = true;
      const post = () => { tabs.postMessage('fetched'); form.submit(); return new Promise(() => { }); };
      if (!navigator.locks) {
        await post(); // no secure context: plain HTTP under a name
      }
      await navigator.locks.request('collect', { ifAvailable: !isFetched }, lock =>
        isFetched ? null : lock ? post() : navigator.locks.request('collect', () => { }));
      location.assign('/signin/approval');
    },

    // Has a live part look at what is typed into a field, as soon as the typing rests.
    watch(id, part, method) {
      const field = document.getElementById(id);
      let rest = 0;
      const look = () => part.invokeMethodAsync(method, field.value.slice(0, 512)).catch(() => { });
      field?.addEventListener('input', () => {
        clearTimeout(rest);
        rest = setTimeout(look, 150);
      });
      if (field?.value) {
        look();
      }
    },

    // Shows the dialog while there is a request and hides it when there is none. A new request takes the focus again.
    modal(dialog, request) {
      const shown = request ?? '';
      if (!dialog) {
        return;
      }
      const before = dialog.dataset.request;
      dialog.dataset.request = shown;
      if ((before ?? '') === shown) {
        return;
      }
      if (dialog.open) {
        dialog.close();
        window.attention?.give(dialog);
      }
      if (shown) {
        window.attention?.ask(dialog, shown);
        // Escape must not lose the question; browsers that do not know closedby="none" are asked here.
        dialog.oncancel = event => event.preventDefault();
        dialog.showModal();
        const field = dialog.querySelector('input[name=code]');
        if (field && before === undefined && typedCode && !field.value) {
          field.value = typedCode;
          field.dispatchEvent(new Event('change', { bubbles: true }));
        }
      }
    }
  };
})();
