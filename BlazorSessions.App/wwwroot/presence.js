// A person who points or types in an open page keeps the session alive; a timer or a live update does not.
(() => {
  const asleepAfter = 90_000; // milliseconds without a tick: more than browsers hold back the timers of a hidden tab
  const newTokenWithin = 1_000;
  let toldAt = cookies.has('unattended', 1) ? 0 : Date.now(); // what a person loads is a use that the server saw
  let toTell = 0;
  let pointer = '';

  const interval = () => Number(document.querySelector('[data-activity]')?.dataset.activity ?? 0);

  const unattended = { 'X-Unattended': '1' };

  const isOver = async headers => {
    try {
      return (await fetch('/api/session', { cache: 'no-store', headers })).status === 401;
    } catch {
      return false; // the server is away; the page is told so by its socket
    }
  };

  // Any request is a use of the session. What answers it also says whether there still is one. In another tab the session may
  // just be getting a new token, and the old one opens nothing while the new one is on its way: so a no is asked once more.
  const ask = async headers => {
    if (await isOver(headers)) {
      await new Promise(resolve => setTimeout(resolve, newTokenWithin));
      if (await isOver(unattended)) {
        islands.leave('/signin');
      }
    }
  };

  // What the page asks by itself is none, and neither is its loading anew, which can carry a cookie only.
  const mark = seconds => cookies.set('unattended', 1, `; max-age=${seconds}`);

  window.presence = {
    async check() {
      if (interval()) {
        await ask(unattended);
      }
    },

    reload() {
      mark(5);
      location.reload();
    }
  };
  mark(0); // this page has loaded

  const active = event => {
    const every = interval();
    if (!every || !event.isTrusted || toTell || document.querySelector('[data-still-there][open]')) {
      return; // the open question wants an answer, not a movement
    }
    if (event.type === 'pointermove') {
      const here = `${event.screenX} ${event.screenY}`; // browsers also send one when the page moves under a resting pointer
      const rests = here === pointer || !pointer;
      pointer = here;
      if (rests) {
        return;
      }
    }
    toTell = setTimeout(() => {
      toTell = 0;
      toldAt = Date.now();
      ask();
    }, Math.max(0, toldAt + every - Date.now()));
  };
  ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel'].forEach(type =>
    document.addEventListener(type, active, { capture: true, passive: true }));

  // A page that slept asks whether its session is still there.
  let ticked = Date.now();
  setInterval(() => {
    if (Date.now() - ticked > asleepAfter) {
      presence.check();
    }
    ticked = Date.now();
  }, 5_000);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && presence.check());
  window.addEventListener('online', presence.check);

  // So does one that the browser kept and shows again, before anybody sees it.
  window.addEventListener('pageshow', async event => {
    if (event.persisted) {
      const { style } = document.documentElement;
      style.visibility = 'hidden';
      await presence.check();
      style.visibility = islands.isLeaving() ? 'hidden' : '';
    }
  });
})();
