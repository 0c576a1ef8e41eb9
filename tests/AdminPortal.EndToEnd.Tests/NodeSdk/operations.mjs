// Runs every operation of the sandbox through the official SDK and asserts what the SDK's types promise.
import assert from 'node:assert/strict';
import Cloudflare from 'cloudflare';

const account_id = process.env.SANDBOX_ACCOUNT_ID;
const client = new Cloudflare({
  apiToken: process.env.SANDBOX_TOKEN,
  apiEmail: null,
  apiKey: null,
  baseURL: process.env.SANDBOX_URL.replace(/\/$/, ''),
  maxRetries: 0,
});

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const hex = /^[0-9a-f]{32}$/;
const sample = {
  target: '182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e',
  app: 'ac60d3d0435248289d446cedd870bcf4',
  peer: '23ff594956f20c2a721606e94745a8aa',
  interconnect: 'c4a7362d577a6c3019a474fd6f485821',
  network: 'c77b744e-acc8-428f-9257-6878c046ed55',
  tsig: '69cd1e104af3e6ed3cb344f263fd0d5a',
};

let count = 0;
async function operation(name, run) {
  await run();
  count += 1;
  console.log(`ok ${name}`);
}

async function all(page) {
  const items = [];
  for await (const item of page) items.push(item);
  return items;
}

const isNotFound = (error) => error instanceof Cloudflare.NotFoundError && error.errors.length > 0;

function assertTarget(target) {
  assert.match(target.id, uuid);
  assert.equal(typeof target.hostname, 'string');
  assert.equal(typeof target.ip, 'object');
  assert.ok(target.created_at && target.modified_at);
}

// Targets
const { targets } = client.zeroTrust.access.infrastructure;
let created;

await operation('targets list', async () => {
  const found = await all(targets.list({ account_id, per_page: 100 }));
  assert.equal(found.length, 240);
  assert.equal(new Set(found.map((target) => target.id)).size, 240);
  found.forEach(assertTarget);
  const narrowed = await all(targets.list({ account_id, target_ids: [sample.target, found[1].id], order: 'hostname', direction: 'desc' }));
  assert.deepEqual(narrowed.map((target) => target.id), [sample.target, found[1].id]);
  const tagged = await all(targets.list({ account_id, tag: ['env:lab'] }));
  assert.ok(tagged.length > 0 && tagged.every((target) => target.tags.env === 'lab'));
});

await operation('targets create', async () => {
  created = await targets.create({ account_id, hostname: 'sdk-01.fra.example.net', ip: { ipv4: { ip_addr: '10.99.0.1' } } });
  assertTarget(created);
  assert.deepEqual(created.ip.ipv4, { ip_addr: '10.99.0.1', virtual_network_id: sample.network });
});

await operation('targets get', async () => {
  const target = await targets.get(sample.target, { account_id });
  assertTarget(target);
  assert.equal(target.hostname, 'infra-access-target');
  assert.equal(target.ip.ipv4.ip_addr, '187.26.29.249');
  assert.equal(target.ip.ipv6.virtual_network_id, sample.network);
});

await operation('targets update', async () => {
  const target = await targets.update(created.id, { account_id, hostname: 'sdk-02.fra.example.net', ip: {}, tags: { env: 'lab' } });
  assertTarget(target);
  assert.equal(target.id, created.id);
  assert.equal(target.created_at, created.created_at);
  assert.deepEqual([target.hostname, target.ip, target.tags], ['sdk-02.fra.example.net', {}, { env: 'lab' }]);
});

await operation('targets delete', async () => {
  await targets.delete(created.id, { account_id });
  await assert.rejects(targets.get(created.id, { account_id }), isNotFound);
});

let batch;
await operation('targets batch create', async () => {
  const body = [1, 2].map((number) => ({ hostname: `sdk-batch-${number}`, ip: { ipv6: { ip_addr: `2001:db8:99::${number}` } } }));
  batch = await all(targets.bulkUpdate({ account_id, body }));
  assert.deepEqual(batch.map((target) => target.hostname), ['sdk-batch-1', 'sdk-batch-2']);
  batch.forEach(assertTarget);
});

await operation('targets batch delete', async () => {
  await targets.bulkDeleteV2({ account_id, target_ids: batch.map((target) => target.id) });
  await assert.rejects(targets.get(batch[1].id, { account_id }), isNotFound);
});

// Apps
const { apps, cfInterconnects } = client.magicTransit;

await operation('apps list', async () => {
  const found = await all(apps.list({ account_id }));
  assert.equal(found.filter((app) => app.account_app_id).length, 24);
  assert.equal(found.filter((app) => app.managed_app_id).length, 6);
  assert.ok(found.some((app) => app.account_app_id === sample.app));
});

await operation('apps create', async () => {
  created = await apps.create({ account_id, name: 'SDK', type: 'Development', hostnames: ['sdk.example.com'] });
  assert.match(created.account_app_id, hex);
  assert.deepEqual(created.hostnames, ['sdk.example.com']);
});

await operation('apps update', async () => {
  const app = await apps.update(created.account_app_id, { account_id, name: 'SDK 2', type: 'Test', ip_subnets: ['10.0.0.0/8'] });
  assert.deepEqual(app, { account_app_id: created.account_app_id, name: 'SDK 2', type: 'Test', ip_subnets: ['10.0.0.0/8'] });
});

await operation('apps edit', async () => {
  const app = await apps.edit(created.account_app_id, { account_id, source_subnets: ['192.168.0.0/16'] });
  assert.deepEqual([app.name, app.ip_subnets, app.source_subnets], ['SDK 2', ['10.0.0.0/8'], ['192.168.0.0/16']]);
});

await operation('apps delete', async () => {
  const app = await apps.delete(created.account_app_id, { account_id });
  assert.equal(app.account_app_id, created.account_app_id);
  await assert.rejects(apps.delete(created.account_app_id, { account_id }), isNotFound);
});

// Peers
const { peers, tsigs } = client.dns.zoneTransfers;

await operation('peers list', async () => {
  const found = await all(peers.list({ account_id }));
  assert.equal(found.length, 12);
  assert.ok(found.every((peer) => peer.id && peer.name));
});

await operation('peers create', async () => {
  created = await peers.create({ account_id, name: 'sdk peer' });
  assert.deepEqual(created, { id: created.id, name: 'sdk peer', ip: '', port: 0, ixfr_enable: false });
  assert.match(created.id, hex);
});

await operation('peers get', async () => {
  const peer = await peers.get(sample.peer, { account_id });
  assert.deepEqual(peer, { id: sample.peer, name: 'my-peer-1', ip: '192.0.2.53', ixfr_enable: false, port: 53, tsig_id: sample.tsig });
});

await operation('peers update', async () => {
  const values = { name: 'sdk peer 2', ip: '2001:db8::53', port: 5353, ixfr_enable: true, tsig_id: sample.tsig };
  assert.deepEqual(await peers.update(created.id, { account_id, ...values }), { id: created.id, ...values });
});

await operation('peers delete', async () => {
  assert.deepEqual(await peers.delete(created.id, { account_id }), { id: created.id });
  await assert.rejects(peers.get(created.id, { account_id }), isNotFound);
});

// Interconnects
const objectForm = { account_id, 'x-magic-new-hc-target': true };

await operation('interconnects list', async () => {
  const { interconnects } = await cfInterconnects.list(objectForm);
  assert.equal(interconnects.length, 9);
  assert.ok(interconnects.every(({ id, health_check: { target } }) => hex.test(id) && 'saved' in target && 'effective' in target));
});

await operation('interconnects get', async () => {
  const { interconnect } = await cfInterconnects.get(sample.interconnect, { account_id });
  assert.deepEqual([interconnect.id, interconnect.name, interconnect.mtu, interconnect.health_check.target], [sample.interconnect, 'pni_ord', 0, '203.0.113.1']);
});

await operation('interconnects update', async () => {
  const { interconnect } = await cfInterconnects.get(sample.interconnect, objectForm);
  const proposed = { ...objectForm, ...interconnect, description: 'from the SDK' };
  const dry = await cfInterconnects.update(sample.interconnect, proposed, { query: { validate_only: true } });
  assert.equal(dry.modified, false);
  const { modified, modified_interconnect } = await cfInterconnects.update(sample.interconnect, proposed);
  assert.equal(modified, true);
  assert.equal(modified_interconnect.description, 'from the SDK');
  assert.deepEqual(modified_interconnect.health_check.target, { saved: '203.0.113.1', effective: '203.0.113.1' });
  assert.ok(modified_interconnect.modified_on > interconnect.modified_on);
});

await operation('interconnects bulk update', async () => {
  const { interconnects } = await cfInterconnects.list(objectForm);
  const body = { interconnects: interconnects.slice(1, 3).map((interconnect) => ({ ...interconnect, mtu: 1400 })) };
  const { modified, modified_interconnects } = await cfInterconnects.bulkUpdate({ ...objectForm, body });
  assert.equal(modified, true);
  assert.deepEqual(modified_interconnects.map(({ id, mtu }) => [id, mtu]), body.interconnects.map(({ id }) => [id, 1400]));
});

// Helpers
await operation('virtual networks list', async () => {
  const { virtualNetworks } = client.zeroTrust.networks;
  assert.equal((await all(virtualNetworks.list({ account_id }))).length, 4);
  const live = await all(virtualNetworks.list({ account_id, is_deleted: false }));
  assert.equal(live.length, 3);
  assert.equal(live.find((network) => network.is_default_network).id, sample.network);
  assert.ok(live.every((network) => uuid.test(network.id) && network.name && network.created_at && 'comment' in network));
});

await operation('tsigs list', async () => {
  const found = await all(tsigs.list({ account_id }));
  assert.equal(found.length, 3);
  assert.ok(found.every((tsig) => tsig.id && tsig.name && tsig.algo && tsig.secret));
});

await operation('user token verify', async () => {
  const token = await client.user.tokens.verify();
  assert.match(token.id, hex);
  assert.equal(token.status, 'active');
});

await operation('account token verify', async () => {
  const token = await client.accounts.tokens.verify({ account_id });
  assert.match(token.id, hex);
  assert.equal(token.status, 'active');
});

await operation('accounts list', async () => {
  const found = await all(client.accounts.list({ per_page: 5 }));
  assert.deepEqual(found.map((account) => [account.id, account.type]), [[account_id, 'enterprise']]);
  assert.ok(found[0].name);
});

console.log(`all ${count} operations`);
