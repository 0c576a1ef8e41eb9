// A certified OpenID provider on this machine. Orders come as lines of JSON on the standard input, one answer each; it ends with its input.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const people = {
  anna: { name: 'Anna Administrator', roles: ['Administrator'], groups: ['network'] },
  otto: { name: 'Otto Operator', roles: ['Operator'], groups: ['network', 'night-shift'] },
  vera: { name: 'Vera Viewer', roles: 'Viewer', groups: [] },
  nora: { name: 'Nora Nobody', roles: [], groups: [] },
};

const secret = 'a-distinctive-secret-of-this-client-7Hq2';
const server = createServer((request, response) => answer(request, response));
let clients = [];
let answer;
let issuer;

function key() {
  return { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

const page = (title, body) => `<!DOCTYPE html><html lang="en"><head><title>${title}</title><link rel="icon" href="data:,"></head><body><h1>${title}</h1>${body}</body></html>`;

let signing = key();

/** Everything that is kept outlives a rotation: the store is the module's, the cookies are signed with the same key. */
function start() {
  const provider = new Provider(issuer, {
    clients,
    jwks: { keys: [signing] },
    cookies: { keys: ['a key for cookies'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles', 'groups'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        logoutSource: (ctx, form) => { ctx.body = page('Leave the provider?', `${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Yes, sign me out</button>`); },
        postLogoutSuccessSource: (ctx) => { ctx.body = page('Signed out at the provider', ''); },
      },
    },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => people[id] && { accountId: id, claims: () => ({ sub: id, preferred_username: `${id}@example.net`, ...people[id] }) },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => { ctx.body = page('The provider refuses', `<pre>${out.error}: ${out.error_description}</pre>`); },
    // Its own way out refuses this machine, where the portal of the tests is.
    fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
    ttl: { Session: 86400, Interaction: 86400, Grant: 86400, AccessToken: 3600, IdToken: 120, AuthorizationCode: 60 },
  });
  for (const event of ['server_error', 'grant.error', 'authorization.error', 'backchannel.error']) {
    provider.on(event, (...what) => console.error(event, what.find((one) => one instanceof Error)));
  }
  const callback = provider.callback();
  answer = (request, response) => (request.url.startsWith('/interaction/') ? interact(provider, request, response) : callback(request, response));
}

async function interact(provider, request, response) {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html').end(page('Sign in at the provider', '<form method="post"><label>Name <input name="login"></label><button>Sign in</button><button name="refuse" value="yes">Cancel</button></form>'));
    return;
  }
  let body = '';
  for await (const part of request) body += part;
  const form = new URLSearchParams(body);
  const result = form.get('refuse') ? { error: 'access_denied', error_description: 'not today <b>no</b>' } : { login: { accountId: form.get('login') } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const realNow = Date.now;
const orders = {
  clients({ portals, jwks }) {
    const common = {
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: portals.map((portal) => `${portal}signin-oidc`),
      post_logout_redirect_uris: portals.map((portal) => `${portal}signout-callback-oidc`),
      backchannel_logout_uri: `${portals[0]}backchannel-logout`,
      backchannel_logout_session_required: true,
    };
    clients = [
      { ...common, client_id: 'portal-basic', client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' },
      { ...common, client_id: 'portal-post', client_secret: secret, token_endpoint_auth_method: 'client_secret_post' },
      ...(jwks ? [{ ...common, client_id: 'portal-key', token_endpoint_auth_method: 'private_key_jwt', jwks }] : []),
    ];
    start();
  },
  rotate() { signing = key(); start(); },
  clock({ seconds }) { Date.now = () => realNow() + seconds * 1000; },
  person({ id, ...what }) { people[id] = what; },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { order, ...what } = JSON.parse(line);
  orders[order](what);
  console.log(`done ${order}`);
}).on('close', () => process.exit(0));

server.listen(0, '127.0.0.1', () => {
  issuer = `http://localhost:${server.address().port}`;
  start();
  console.log(`listening ${issuer}`);
});
