// Signs in to the published portal, lets the load tool measure it beside the template, and holds the result against the budgets.
// Started by ./circuits, which publishes both and copies the tool.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: given } = parseArgs({
  options: {
    work: { type: 'string' },
    out: { type: 'string', default: 'circuits-result.json' },
    circuits: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    starts: { type: 'string', default: '5' },
    hold: { type: 'string', default: '20' },
    think: { type: 'string', default: '5000' },
    role: { type: 'string', default: 'Operator' },
    steps: { type: 'string', default: 'size,start,weight,circuits' },
    cpu: { type: 'string', default: '0' },
    accept: { type: 'boolean', default: false },
    'template-only': { type: 'boolean', default: false },
  },
});

const kilobyte = 1000;
// What the figures were, as ratios to the template's in the same run; more than a fifth above fails.
const baselineFile = new URL('circuits.baseline.json', import.meta.url);
const tolerance = 1.2;
// Under load, a server has a core to itself, and the load tool has the others.
const pinned = given.cpu ? ['taskset', '-c', given.cpu] : [];
const tool = path.join(given.work, 'tool');
const { request, Jar, closeAgents } = await import(pathToFileURL(path.join(tool, 'lib/http.mjs')));

const template = {
  name: 'template', dir: path.join(given.work, 'template'), cmd: ['./Template'], port: await freePort(), path: '/', nav: ['/counter', '/'],
};
const targets = given['template-only'] ? [template] : [template, ...(await portalTargets())];
const steps = given.steps.split(',');
const others = steps.filter((step) => step !== 'circuits');
const result = others.length ? await compare(targets, others) : { targets: Object.fromEntries(targets.map(({ name }) => [name, { start: [] }])) };
if (steps.includes('circuits')) {
  const pinnedTargets = targets.map(({ api, ...target }) => ({ ...target, cmd: [...pinned, ...target.cmd], env: { ...target.env, ...api?.asked } }));
  const loaded = await besideItsApi(targets.find((target) => target.api), () => compare(pinnedTargets, ['circuits']));
  for (const [name, { circuits }] of Object.entries(loaded.targets)) result.targets[name].circuits = circuits;
}
const repeat = result && given.steps.includes('weight') ? await repeatVisits(targets, result) : {};
const kept = report(result, repeat);
closeAgents();
process.exit(kept ? 0 : 1);

async function portalTargets() {
  const account = '023e105f4ecef8ad9ca31a8372d0c353';
  const list = `/accounts/${account}/infrastructure/targets`;
  const sandbox = `http://127.0.0.1:${await freePort()}`;
  const portal = {
    dir: path.join(given.work, 'portal'), cmd: ['./AdminPortal'], port: await freePort(),
    env: {
      Store__Folder: path.join(given.work, 'data'), Logging__LogLevel__Default: 'Warning',
      Sandbox__Url: sandbox, Sandbox__Accounts__0__Id: account, Sandbox__ApiToken: 'sandbox-token',
      // Two hundred people would use the documented quota up in the warm-up.
      Sandbox__RateLimit__Enabled: 'false',
    },
  };
  const asked = { Cloudflare__BaseAddress: `${sandbox}/client/v4/`, Cloudflare__Accounts__0__Id: account, Cloudflare__Accounts__0__ApiToken: 'sandbox-token' };
  portal.api = { address: sandbox, asked };
  return running(portal, '/health/live', async (address) => {
    const cookies = (await signIn(address)).header.split('; ');
    const form = `${list}/${await firstTarget(`${sandbox}/client/v4${list}?per_page=1`)}`;
    return [
      { ...portal, cookies, name: 'portal, list of 50', path: list, nav: [form, list] },
      { ...portal, cookies, name: 'portal, form', path: form, nav: [list, form] },
    ];
  });
}

// Under load, the API is what it is for the published portal: not on the core that is measured.
async function besideItsApi(portal, act) {
  if (!portal) return act();
  const cores = os.cpus().map((_, core) => String(core)).filter((core) => core !== given.cpu);
  const elsewhere = given.cpu && cores.length ? ['taskset', '-c', cores.join(',')] : [];
  const api = { ...portal, cmd: [...elsewhere, './AdminPortal.Sandbox'], env: { ...portal.env, Sandbox__FaultsEnabled: 'true' }, address: portal.api.address };
  return running(api, '/sandbox/faults', act);
}

// The session outlives the restarts that follow: its keys lie in the store.
async function signIn(address) {
  const jar = new Jar();
  const page = await request(`${address}/signin`, { jar });
  const fields = new URLSearchParams({ ...hiddenFields(page.body.toString()), role: given.role, returnUrl: '/' });
  const answer = await request(`${address}/signin`, {
    method: 'POST', jar, body: fields.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', origin: address },
  });
  const home = await request(`${address}/`, { jar });
  if (home.status !== 200) throw new Error(`signing in as ${given.role} answered ${answer.status}, and the page after it ${home.status}`);
  return jar;
}

function hiddenFields(html) {
  const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  const hidden = [...html.matchAll(/<input\b[^>]*>/gi)].map(([tag]) => tag).filter((tag) => attribute(tag, 'type') === 'hidden');
  return Object.fromEntries(hidden.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value') ?? '']));
}

async function firstTarget(address) {
  const answer = await request(address, { headers: { authorization: 'Bearer sandbox-token' } });
  return JSON.parse(answer.body.toString()).result[0].id;
}

function compare(list, wanted) {
  const config = path.join(given.work, 'targets.json');
  fs.writeFileSync(config, JSON.stringify({
    rounds: Number(given.rounds), circuits: [Number(given.circuits)], hold: Number(given.hold), think: Number(given.think), startRounds: Number(given.starts), targets: list,
  }));
  return new Promise((resolve, reject) => {
    const args = [path.join(tool, 'compare.mjs'), '--config', config, '--out', path.resolve(given.out), '--steps', wanted.join(',')];
    spawn(process.execPath, args, { stdio: 'inherit' }).once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(fs.readFileSync(given.out, 'utf8'))) : reject(new Error(`the load tool ended with ${code}`)));
  });
}

// A second visit: the page anew, what the cache may not answer by itself asked for by its tag, everything else for nothing.
async function repeatVisits(list, measured) {
  const bytes = {};
  for (const target of list) {
    const { html, assets } = measured.targets[target.name].weight;
    bytes[target.name] = await running(target, target.path, async (address) => {
      let sum = html.wire;
      for (const asset of assets.filter((one) => !/immutable|max-age=[1-9]/.test(one.cache ?? ''))) {
        const jar = new Jar(target.cookies);
        const first = await request(address + asset.url, { jar });
        const tag = first.headers.etag;
        const second = tag ? await request(address + asset.url, { jar, headers: { 'if-none-match': tag } }) : first;
        sum += second.wire;
      }
      return sum;
    });
  }
  return bytes;
}

async function running(target, until, act) {
  const address = target.address ?? `http://127.0.0.1:${target.port}`;
  const server = spawn(target.cmd[0], target.cmd.slice(1), {
    cwd: target.dir, stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: 'Production', ASPNETCORE_URLS: address, ...target.env },
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  try {
    const jar = new Jar(target.cookies);
    for (let wait = 0; ; wait++) {
      const answer = await request(address + until, { timeout: 5000, jar }).catch(() => null);
      if (answer?.status === 200) break;
      if (wait === 300 || server.exitCode != null) throw new Error(`${target.cmd[0]} did not answer ${until} with 200 (last: ${answer?.status ?? 'nothing'})`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return await act(address);
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

function report(measured, repeat) {
  const base = measured.targets.template;
  const lines = [];
  let kept = true;
  const row = (what, value, unit, budget) => {
    if (value == null || Number.isNaN(value)) return;
    const over = budget != null && value > budget;
    kept &&= !over;
    lines.push(`| ${what} | ${value.toFixed(2)} ${unit} | ${budget == null ? '' : `${budget} ${unit}`} | ${budget == null ? '' : over ? 'EXCEEDED' : 'kept'} |`);
  };
  const loads = (one) => one.circuits?.[given.circuits] ?? [];
  const memory = (one, when) => median(loads(one).map((run) => run.perCircuitMB?.[when]));
  // The load tool's round trip ends with the first batch, which may say no more than that the page is being read. The budget holds for the last one.
  const first = (one) => median(loads(one).map((run) => run.renavigation?.firstBatchMs.p95));
  const navigation = (one) => median(loads(one).map((run) => run.renavigation?.lastBatchMs.p95));
  const work = (one) => median(loads(one).map((run) => run.cpu?.msPerAction));
  const left = (one) => median(loads(one).map((run) => run.released && (100 * (run.released.rssMB - run.before.rssMB)) / run.peak.rssMB));
  const start = (one) => median(one.start.map((run) => run.ms));
  const visit = (one) => one.weight && (one.weight.total + one.weight.other.wire) / kilobyte;
  // Figures of a page that did not work are worse than none.
  const broken = (name, what) => {
    kept = false;
    lines.push(`| ${name}: ${what} | | | BROKEN |`);
  };
  for (const [name, one] of Object.entries(measured.targets)) {
    for (const address of one.weight?.failed ?? []) broken(name, `${new URL(address).pathname} is not served`);
    for (const run of loads(one)) if (run.circuits.opened < Number(given.circuits)) broken(name, `${run.circuits.opened} circuits opened`);
    const limit = (value) => (one === base ? undefined : value);
    row(`${name}: memory per circuit, ${given.circuits} open, before they navigate`, memory(one, 'rssIdle'), 'MB');
    row(`${name}: memory per circuit, ${given.circuits} open, after they navigated`, memory(one, 'rssHeld'), 'MB', limit(name.endsWith('form') ? 1.5 : 2.0));
    row(`${name}: left when all circuits are closed, of the peak`, left(one), '%', limit(15));
    row(`${name}: navigation p95, to the first batch`, first(one), 'ms');
    row(`${name}: navigation p95, to the last batch`, navigation(one), 'ms');
    row(`${name}: CPU per navigation`, work(one), 'ms');
    row(`${name}: cold start to the first 200`, start(one), 'ms');
    if (one !== base) {
      row(`${name}: navigation p95 to the template's, to the first batch`, first(one) / first(base), '×', 4);
      row(`${name}: navigation p95 to the template's, to the last batch`, navigation(one) / navigation(base), '×', 4);
      row(`${name}: cold start to the template's`, start(one) / start(base), '×', 1.6);
    }
    row(`${name}: first visit, without fonts`, visit(one), 'KB', limit(350));
    row(`${name}: fonts that its styles name`, one.weight?.fontsReferenced.wire / kilobyte, 'KB');
    row(`${name}: repeat visit`, repeat[name] / kilobyte, 'KB', limit(15));
  }
  const ratios = Object.fromEntries(Object.entries(measured.targets).filter(([, one]) => one !== base).map(([name, one]) => [name, {
    memory: memory(one, 'rssHeld') / memory(base, 'rssHeld'), navigation: navigation(one) / navigation(base), work: work(one) / work(base), start: start(one) / start(base),
    firstVisit: visit(one) / visit(base), repeatVisit: repeat[name] / repeat.template,
  }]));
  // What exceeds a budget is not accepted; what has regressed is told all the same.
  const within = given.accept ? kept && accept(ratios) : compareWithBaseline(ratios, lines);
  console.log(['', '| what | measured | budget | |', '| --- | ---: | ---: | --- |', ...lines].join('\n'));
  return kept && within;
}

function compareWithBaseline(ratios, lines) {
  const before = JSON.parse(fs.readFileSync(baselineFile, 'utf8'));
  let kept = true;
  for (const [name, measured] of Object.entries(ratios)) {
    for (const [what, was] of Object.entries(before[name] ?? {})) {
      if (measured[what] == null || Number.isNaN(measured[what])) continue;
      const worse = measured[what] > was * tolerance;
      kept &&= !worse;
      lines.push(`| ${name}: ${what}, ratio to the template's, committed ${was.toFixed(2)} | ${measured[what].toFixed(2)} × | ${(was * tolerance).toFixed(2)} × | ${worse ? 'REGRESSED' : 'kept'} |`);
    }
  }
  return kept;
}

// What was measured is what later runs are compared with; a step that was left out keeps its old figure.
function accept(ratios) {
  const before = fs.existsSync(baselineFile) ? JSON.parse(fs.readFileSync(baselineFile, 'utf8')) : {};
  for (const [name, measured] of Object.entries(ratios)) {
    const known = Object.entries(measured).filter(([, value]) => value != null && !Number.isNaN(value)).map(([what, value]) => [what, Number(value.toFixed(3))]);
    before[name] = { ...before[name], ...Object.fromEntries(known) };
  }
  fs.writeFileSync(baselineFile, `${JSON.stringify(before, null, 2)}\n`);
  return true;
}

function median(list) {
  const known = list.filter((value) => value != null).sort((a, b) => a - b);
  return known.length ? known[Math.floor(known.length / 2)] : undefined;
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
