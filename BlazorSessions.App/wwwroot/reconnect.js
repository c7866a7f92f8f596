// The page's own dialog while its socket is down. It tries for as long as the page is open, first often, then every five
// seconds; a server that no longer knows the page, as after a restart, has it load anew.
(() => {
  const longestWait = 5_000;
  const unnoticed = 400; // most losses are over before anybody needs to know
  const dialog = document.getElementById('components-reconnect-modal');
  let opened = false; // the page has been live
  let down = false;
  let askedToLeaveAt = 0;
  let downAt = 0;

  // Not all pages of a server that goes or comes back at the same moment. The framework's own timer knows no part of a second.
  const pause = attempt => new Promise(go =>
    setTimeout(go, Math.min(longestWait, 250 * 2 ** attempt) * (0.5 + Math.random())));

  const statusOf = async (path, method) => {
    try {
      return (await fetch(path, { method, cache: 'no-store' })).status;
    } catch {
      return 0;
    }
  };

  // 401: it answers, and knows nobody here any more.
  const toSocket = () => statusOf('/_blazor/negotiate?negotiateVersion=1', 'POST');

  // Firefox closes the socket of a page as soon as it begins to leave, or to download something. Then nothing is lost, and to
  // load the page anew would break off what it leaves for, and the cookie that this may bring. Who stops the leaving waits a bit.
  window.addEventListener('beforeunload', () => { askedToLeaveAt = Date.now(); });
  const leaves = attempt => islands.isLeaving() && attempt < 6;

  // Only when there is a page to load and a socket to open: the error page of a proxy would not come back by itself.
  const loadAnew = async () => {
    for (let attempt = 0; down; attempt++) {
      await pause(attempt);
      if (leaves(attempt)) {
        continue;
      }
      if (await statusOf('/health/ready', 'GET') === 200 && [200, 401].includes(await toSocket()) && down) {
        presence.reload();
        return;
      }
    }
  };

  // The server went while the page loaded. Once a minute at the most: where no socket ever opens, the page's forms do it all.
  const neverOpened = () => {
    const before = Number(sessionStorage.getItem('never-opened'));
    const isLive = document.querySelector('[data-activity], #collect'); // other pages open no socket
    if (isLive && !opened && !down && Date.now() - before > 60_000) {
      down = true;
      sessionStorage.setItem('never-opened', Date.now());
      loadAnew();
    }
  };
  window.addEventListener('unhandledrejection', neverOpened);

  const tellOffline = () => dialog.toggleAttribute('data-offline', !navigator.onLine);
  window.addEventListener('online', tellOffline);
  window.addEventListener('offline', tellOffline);

  const up = () => {
    down = false;
    dialog.close();
  };

  const tell = attempt => {
    if (down && !dialog.open && !leaves(attempt) && Date.now() - downAt >= unnoticed && Date.now() - askedToLeaveAt > 1_000) {
      tellOffline();
      dialog.showModal();
    }
  };

  const comeBack = async () => {
    if (!opened) {
      neverOpened();
      return;
    }
    if (down) {
      return;
    }
    down = true;
    downAt = Date.now();
    setTimeout(() => tell(0), unnoticed);
    for (let attempt = 0; ; attempt++) {
      tell(attempt);
      await pause(attempt);
      if (leaves(attempt)) {
        continue;
      }
      try {
        if (!await Blazor.reconnect()) {
          await loadAnew();
        }
        return;
      } catch {
        // It cannot be reached yet, or the browser has lost its cookie, as by signing out in another tab.
        if (await toSocket() === 401) {
          await loadAnew();
          return;
        }
      }
    }
  };

  dialog.addEventListener('cancel', event => event.preventDefault()); // browsers that do not know closedby="none"
  Blazor.start({
    circuit: {
      configureSignalR: connection => connection.withUrl('_blazor', { transport: 1 }), // a web socket: the server takes nothing else
      circuitHandlers: [{ onCircuitOpened: () => { opened = true; down = false; } }],
      reconnectionHandler: { onConnectionDown: comeBack, onConnectionUp: up }
    }
  });
})();
