// While nobody looks at the page, a question on it shows in the tab's title and icon and, where the person allowed it, in a
// notification of the system that brings the tab forward.
(() => {
  const icon = document.querySelector('link[rel=icon]');
  const calmIcon = icon?.href;
  let asking = null; // { dialog, id, title, notification }

  // Of several tabs one may be in view: then nobody needs to be told by the system.
  const stayInView = () => {
    if (document.visibilityState === 'visible' && navigator.locks) {
      navigator.locks.request('in-view', { mode: 'shared' }, () =>
        new Promise(go => document.addEventListener('visibilitychange', go, { once: true })));
    }
  };

  const isAnyInView = async () =>
    Boolean(navigator.locks) && (await navigator.locks.query()).held.some(lock => lock.name === 'in-view');

  // Tabs of one browser use one tag, so that it shows one notification for a question, however many there are.
  const notify = async question => {
    if (window.Notification?.permission !== 'granted' || await isAnyInView() || asking !== question) {
      return;
    }
    try {
      const { title, text } = question.dialog.dataset;
      question.notification = new Notification(title, { body: text, tag: question.id, icon: calmIcon });
      question.notification.onclick = () => {
        window.focus();
        question.notification.close();
      };
    } catch {
      // A browser that has notifications for installed pages only.
    }
  };

  const tell = () => {
    if (asking && document.hidden && !asking.calm) {
      asking.calm = document.title;
      document.title = asking.dialog.dataset.title;
      if (icon) {
        icon.href = icon.dataset.alert;
      }
      notify(asking);
    }
  };

  const calm = () => {
    if (asking?.calm) {
      document.title = asking.calm;
      asking.calm = '';
      if (icon) {
        icon.href = calmIcon;
      }
    }
  };

  window.attention = {
    // The dialog asks something; its data has a title and a text for whoever does not see it.
    ask(dialog, id) {
      if (dialog.dataset.title) {
        asking = { dialog, id, calm: '' };
        tell();
      }
    },

    // It has its answer, or the time for it is over.
    give(dialog) {
      if (asking?.dialog === dialog) {
        calm();
        asking.notification?.close();
        asking = null;
      }
    }
  };

  document.addEventListener('visibilitychange', () => {
    stayInView();
    document.hidden ? tell() : calm();
  });
  stayInView();

  // The person is asked once, by a button of its own: a browser that is asked for it at other times says no.
  const showPermission = () => {
    const panel = document.querySelector('[data-alerts]');
    if (panel && window.Notification) {
      panel.hidden = false;
      panel.querySelectorAll('[data-when]').forEach(part => { part.hidden = part.dataset.when !== Notification.permission; });
    }
  };
  document.addEventListener('click', async event => {
    if (event.target.matches('[data-alerts] button')) {
      await Notification.requestPermission();
      showPermission();
    }
  });
  document.addEventListener('DOMContentLoaded', () => {
    showPermission();
    window.Blazor?.addEventListener('enhancedload', showPermission);
  });
})();
