// The little that the browser does by itself: theme, copying, the reader's time zone. The connection, and the way back to it, is in connection.js.

const stylesheets = { light: document.getElementById('theme-light'), dark: document.getElementById('theme-dark') };

function currentTheme() {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function choose(theme) {
  const other = theme === 'dark' ? 'light' : 'dark';
  stylesheets[theme].disabled = false;
  stylesheets[theme].media = 'all';
  stylesheets[other].disabled = true;
  document.documentElement.dataset.theme = theme;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
}

document.addEventListener('click', async (event) => {
  if (event.target.closest('[data-theme-toggle]')) {
    choose(currentTheme() === 'dark' ? 'light' : 'dark');
    return;
  }

  const copy = event.target.closest('[data-copy]');
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.classList.add('copied');
    setTimeout(() => copy.classList.remove('copied'), 1500);
  }
});

// What a summary of the header opens closes as a menu does: by Escape, and by a click elsewhere.
const openCards = () => document.querySelectorAll('.portal-header details[open]');

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const card of openCards()) {
    card.open = false;
    card.querySelector('summary').focus();
  }
});

document.addEventListener('click', (event) => {
  for (const card of openCards()) {
    if (!card.contains(event.target)) card.open = false;
  }
});

// Shift and a click on a row's checkbox: the rows since the last one follow it.
let lastPicked = null;
document.addEventListener('click', (event) => {
  const box = event.target.closest('input[data-pick]');
  if (!box) return;
  if (event.shiftKey && lastPicked?.isConnected) {
    const boxes = [...box.closest('tbody').querySelectorAll('input[data-pick]')];
    const [from, to] = [boxes.indexOf(lastPicked), boxes.indexOf(box)].sort((one, other) => one - other);
    boxes.slice(from, to + 1).filter((other) => other !== box && other.checked !== box.checked).forEach((other) => other.click());
  }
  lastPicked = box;
});

// A long text is sent to the server when typing pauses or the box is left, not at every key.
const typingPause = 250;
document.addEventListener('input', (event) => {
  const box = event.target;
  if (!event.isTrusted || !box.matches('[data-settle]')) return;
  event.stopPropagation();
  clearTimeout(box.settling);
  box.settling = setTimeout(() => settle(box), typingPause);
}, true);
document.addEventListener('focusout', (event) => {
  if (event.target.matches('[data-settle]')) settle(event.target);
}, true);

function settle(box) {
  if (!box.settling) return;
  clearTimeout(box.settling);
  box.settling = null;
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

// Escape closes what a button has disclosed, and gives the button the focus back.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const panel = event.target.closest('[data-disclosed-by]');
  const button = panel ? document.getElementById(panel.dataset.disclosedBy) : event.target.closest('[data-disclosure][aria-expanded="true"]');
  button?.focus();
  button?.click();
});

window.portal = {
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
  showModal: (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  },
  focus: (id) => {
    const element = document.getElementById(id);
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  },
};
