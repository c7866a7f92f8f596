// The page's own dialog while its socket is down. It tries for as long as the page is open, first often, then every five
// seconds; a server that no longer knows the page, as after a restart, has it load anew.
(() => {
  const longestWait = 5_000;
  const dialog = document.getElementById('components-reconnect-modal');

  dialog.addEventListener('components-reconnect-state-changed', event => {
    if (event.detail.state === 'show' && !dialog.open) {
      dialog.showModal();
    } else if (event.detail.state === 'hide') {
      dialog.close();
    } else if (event.detail.state === 'rejected' || event.detail.state === 'failed') {
      presence.reload();
    }
  });

  // Not all pages of a server that comes back at the same moment.
  const wait = attempt => Math.min(longestWait, 100 * 2 ** attempt) * (0.75 + Math.random() / 2);

  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: wait } } });
})();
