// The little that the browser does by itself: theme, copying, the reader's time zone, and the way back after a lost connection.

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
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
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
  focus: (id) => {
    const element = document.getElementById(id);
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  },
};
