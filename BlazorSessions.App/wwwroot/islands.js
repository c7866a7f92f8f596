// The few things that a live component cannot do by itself.
window.islands = {
  // Only a response can set a cookie, so the page posts its own form. One tab of the browser does it; the others wait for
  // it, and then all ask the server where to go.
  async collect(id) {
    const form = document.getElementById(id);
    if (!navigator.locks) {
      form.requestSubmit(); // no secure context: plain HTTP under a name
      return;
    }
    await navigator.locks.request('collect', { ifAvailable: true }, lock => lock
      ? fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' })
      : navigator.locks.request('collect', () => { }));
    location.assign('/signin/approval');
  },

  // Shows the dialog while there is a request and hides it when there is none. A new request takes the focus again.
  modal(dialog, request) {
    if (!dialog || dialog.dataset.request === (request ?? '')) {
      return;
    }
    dialog.dataset.request = request ?? '';
    if (dialog.open) {
      dialog.close();
    }
    if (request) {
      // Escape must not lose the question; browsers that do not know closedby="none" are asked here.
      dialog.oncancel = event => event.preventDefault();
      dialog.showModal();
    }
  }
};
