// The few things that a live component cannot do by itself.
window.islands = {
  // Only a response can set a cookie: the component that hears "approved" has the page post its own form.
  submit: id => document.getElementById(id)?.requestSubmit(),

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
