// While nobody looks at the page, a question on it shows in the tab's title and icon and, where the person allowed it, in a
// notification of the system that brings the tab forward.
(() => {
  const icon = document.querySelector('link[rel=icon]');
  const calmIcon = icon?.href;
  const questions = new Map(); // each open dialog, with what it asks
  let calmTitle = null; // while the tab shows another

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
  const notify = async (dialog, question) => {
    if (question.isTold || window.Notification?.permission !== 'granted' || await isAnyInView() || questions.get(dialog) !== question) {
      return;
    }
    question.isTold = true;
    const notification = new Notification(dialog.dataset.title, { body: dialog.dataset.text, tag: question.id, icon: calmIcon });
    question.close = () => notification.close();
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  };

  const show = (title, href) => {
    document.title = title;
    if (icon) {
      icon.href = href;
    }
  };

  const look = () => {
    const newest = [...questions.keys()].at(-1);
    if (newest && document.hidden) {
      calmTitle ??= document.title;
      show(newest.dataset.title, icon?.dataset.alert);
      questions.forEach((question, dialog) => notify(dialog, question));
    } else if (calmTitle !== null) {
      show(calmTitle, calmIcon);
      calmTitle = null;
    }
  };

  window.attention = {
    // The dialog asks something; its data has a title and a text for whoever does not see it.
    ask(dialog, id) {
      questions.set(dialog, { id });
      look();
    },

    // It has its answer, or the time for it is over.
    give(dialog) {
      questions.get(dialog)?.close?.();
      questions.delete(dialog);
      look();
    }
  };

  document.addEventListener('visibilitychange', () => {
    stayInView();
    look();
  });
  stayInView();

  // Some browsers have notifications for installed pages only, and say so only when one is made; without a yes none is shown.
  const canNotify = () => {
    try {
      return Notification.permission !== 'default' || Boolean(new Notification(''));
    } catch {
      return false;
    }
  };

  // The person is asked once, by a button of its own: a browser that is asked for it at other times says no.
  const showPermission = () => {
    const panel = document.querySelector('[data-alerts]');
    if (panel && canNotify()) {
      panel.hidden = false;
      panel.querySelectorAll('[data-when]').forEach(part => { part.hidden = part.dataset.when !== Notification.permission; });
    }
  };
  document.addEventListener('click', async event => {
    if (event.target.matches('[data-alerts] button')) {
      await Notification.requestPermission();
      showPermission();
      document.querySelector('[data-alerts] [role=status]').focus(); // the button may be gone
    }
  });
  document.addEventListener('DOMContentLoaded', () => {
    showPermission();
    window.Blazor?.addEventListener('enhancedload', showPermission);
  });
})();
