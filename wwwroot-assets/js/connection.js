// Begins the page's circuit, connects it again when the connection is lost, and loads the page again by itself when no instance has its circuit any more.

const modal = document.getElementById('components-reconnect-modal');
const failure = document.getElementById('blazor-error-ui');
const states = ['show', 'failed', 'rejected'].map((state) => `components-reconnect-${state}`);

const firstPause = 250;
const longestPause = 5000;
const patience = 15 * 60 * 1000;
const lastMoment = 10000;

// A page that is loaded again so often, each time without staying, is not helped by being loaded once more.
const mostReturns = 5;
const settledAfter = 3000;

const marks = { back: 'portal.back', returns: 'portal.returns' };
const webSocketsOnly = 1;

let downSince = null;
let isLeaving = false;

const rest = (milliseconds) => new Promise((rested) => setTimeout(rested, milliseconds));
const here = () => location.pathname + location.search;

function show(state) {
  modal.classList.remove(...states);
  if (state) modal.classList.add(`components-reconnect-${state}`);
  modal.querySelector('a').href = here();
}

// What the console says of this very address: 'away', 'elsewhere' (it leads to the sign-in, or refuses with words of its own), or 'there'.
async function ask() {
  try {
    const answer = await fetch(here(), { cache: 'no-store', redirect: 'manual', headers: { accept: 'text/html' } });
    if (answer.type === 'opaqueredirect') return 'elsewhere';
    if (answer.status >= 500) return 'away';
    return answer.ok || answer.status === 404 ? 'there' : 'elsewhere';
  } catch {
    return 'away';
  }
}

async function waitUntilThere(attempt) {
  const until = performance.now() + patience;
  for (let pause = firstPause; performance.now() < until && downSince !== null; pause = Math.min(pause * 2, longestPause)) {
    const said = await ask();
    if (said === 'elsewhere') return comeBack();
    if (said === 'there' && await attempt()) return;
    await rest(pause);
  }
  if (downSince !== null) show('failed');
}

// True where there is nothing more to try.
async function reconnect() {
  try {
    if (await Blazor.reconnect()) return true;
  } catch {
    // The script says so in a bar of its own, which speaks of something else.
    failure.style.display = 'none';
    return false;
  }
  await comeBack();
  return true;
}

async function comeBack() {
  if (isLeaving) return;
  isLeaving = true;
  const returns = Number(sessionStorage.getItem(marks.returns) ?? 0);
  if (returns >= mostReturns) {
    downSince = null;
    show('rejected');
    return;
  }
  sessionStorage.setItem(marks.returns, returns + 1);
  // Up to the last moment somebody may go on typing.
  addEventListener('pagehide', () => sessionStorage.setItem(marks.back, JSON.stringify(whatIsOnThePage())));
  await rest(returns * firstPause);
  location.reload();
}

// What was typed since shortly before the connection was lost may never have arrived, or not have been kept.
const typed = new Map();
document.addEventListener('input', (event) => {
  const box = event.target;
  if (event.isTrusted && box.id && box.closest('.resource-form')) typed.set(box.id, performance.now());
}, true);

function whatIsOnThePage() {
  // Lost again before the form was there: what was to be brought back still is.
  if (arrived && arrived.at === here() && !document.querySelector('.resource-form[data-ready]')) return arrived;
  const since = (downSince ?? performance.now()) - lastMoment;
  const fields = [...typed].filter(([, at]) => at >= since).map(([id]) => document.getElementById(id)).filter((box) => box)
    .map((box) => ({ id: box.id, value: box.type === 'checkbox' ? box.checked : box.value }));
  // What was typed last may be kept already although the page was never told so.
  const hasDraft = fields.length > 0 || document.querySelector('.resource-form[data-unsaved]') !== null;
  return { at: here(), hasDraft, focus: document.activeElement?.id ?? '', fields };
}

function takeMark() {
  const text = sessionStorage.getItem(marks.back);
  sessionStorage.removeItem(marks.back);
  const back = text ? JSON.parse(text) : null;
  return back?.at === here() ? back : null;
}

function put({ id, value }) {
  const box = document.getElementById(id);
  if (!box || box.readOnly || box.disabled) return;
  if (box.type === 'checkbox') {
    if (box.checked !== value) box.click();
  } else if (box.value !== value) {
    box.value = value;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

// The form takes nothing before it knows whether there is a draft.
function fillWhenReady({ fields, focus }) {
  const fill = () => {
    if (!document.querySelector('.resource-form[data-ready]')) return;
    looking.disconnect();
    fields.forEach(put);
    if (fields.length > 0) document.getElementById(focus)?.focus();
  };
  const looking = new MutationObserver(fill);
  looking.observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-ready'] });
  setTimeout(() => looking.disconnect(), 30000);
}

const arrived = takeMark();
let back = arrived;
if (back) fillWhenReady(back);

// Asked once by a form that has found a draft: whether it is what this window had on the page when it loaded itself again.
window.portal.takeBack = () => {
  const had = back?.hasDraft === true && back.at === here();
  back = null;
  return had;
};

// One connection from the first byte: what is negotiated with one instance means nothing to another one.
window.Blazor?.start({
  circuit: {
    configureSignalR: (connection) => connection.withUrl('_blazor', { skipNegotiation: true, transport: webSocketsOnly }),
    circuitHandlers: [{ onCircuitOpened: () => setTimeout(() => sessionStorage.removeItem(marks.returns), settledAfter) }],
    reconnectionHandler: {
      onConnectionDown: () => {
        if (downSince !== null || isLeaving) return;
        downSince = performance.now();
        show('show');
        waitUntilThere(reconnect);
      },
      onConnectionUp: () => {
        downSince = null;
        show(null);
      },
    },
  },
});

// A page whose circuit is refused before it began would stay empty.
function beginAnew() {
  if (document.querySelector('main') || downSince !== null) return;
  downSince = performance.now();
  failure.style.display = 'none';
  show('show');
  waitUntilThere(async () => {
    await comeBack();
    return true;
  });
}

addEventListener('unhandledrejection', beginAnew);
new MutationObserver(() => failure.style.display === 'block' && beginAnew()).observe(failure, { attributeFilter: ['style'] });
if (!window.Blazor) beginAnew();
