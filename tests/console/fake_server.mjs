// A server that speaks docs/console-protocol.md to the page and makes up a hall: for trying the page and for its browser
// test, never for an exam. node fake_server.mjs FOLDER [--rows 10000] [--rate 1000] [--port 0] [--hostile] [--wide-drop]
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { Simulation } from './simulation.mjs';
import { accept } from './websocket.mjs';

const kMedia = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml' };
const kPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'";

const [folder, ...rest] = process.argv.slice(2);
const option = (name, otherwise) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : otherwise);
const simulation = new Simulation({ rows: option('--rows', 10_000), rate: option('--rate', 1_000), hostile: rest.includes('--hostile'), wide: rest.includes('--wide-drop') });

function json(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

const signedIn = (request) => /(^|; )fake=1/.test(request.headers.cookie ?? '');
const who = { account: 'zhang.chief', name: '张主考' };

function session(request, response) {
  if (simulation.away) return json(response, 503, { error: 'busy' });
  if (request.url.endsWith('/renewal')) return signedIn(request) ? json(response, 200, who) : json(response, 401, { error: 'not_signed_in' });
  if (request.method === 'DELETE') return json(response, 204, undefined, { 'Set-Cookie': 'fake=0; Path=/' });
  let text = '';
  request.on('data', (part) => (text += part));
  request.on('end', () => {
    const { account, password } = JSON.parse(text);
    if (password !== 'secret') return json(response, 401, { error: 'wrong_credentials' });
    json(response, 200, { ...who, account }, { 'Set-Cookie': 'fake=1; Path=/; HttpOnly; SameSite=Strict' });
  });
}

function file(request, response) {
  const path = normalize(request.url.replace(/^\/console\//, '').replace(/[?#].*/, '') || 'index.html');
  try {
    const bytes = readFileSync(join(folder, path));
    response.writeHead(200, { 'Content-Type': kMedia[path.split('.').pop()], 'Content-Security-Policy': kPolicy, 'X-Content-Type-Options': 'nosniff' });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

/** For tests: /fake/storage?ok=0, /fake/cut (closes every socket), /fake/drop?room=3, /fake/refuse?on=1, /fake/hurry?on=1,
    /fake/away?on=1 (nobody is let in or out) */
function steer(request, response) {
  const url = new URL(request.url, 'http://fake');
  const value = url.searchParams;
  if (url.pathname === '/fake/cut') simulation.cut(Number(value.get('code') ?? 1001));
  if (url.pathname === '/fake/storage') simulation.storage(value.get('ok') === '1');
  if (url.pathname === '/fake/drop') simulation.drop(value.get('room'));
  if (url.pathname === '/fake/hurry') simulation.hurried = value.get('on') === '1';
  if (url.pathname === '/fake/away') simulation.away = simulation.refusing = value.get('on') === '1';
  if (url.pathname === '/fake/refuse') simulation.refusing = value.get('on') === '1';
  json(response, 200, { acts: simulation.acts, watched: simulation.watched });
}

const server = createServer((request, response) => {
  if (request.url.startsWith('/fake/')) return steer(request, response);
  if (request.url.startsWith('/console/session')) return session(request, response);
  file(request, response);
});
server.on('upgrade', (request, socket) => {
  if (!signedIn(request) || simulation.refusing) return socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
  simulation.join(accept(request, socket, 'examhall.console.v1'));
});
server.listen(option('--port', 0), '127.0.0.1', () => console.log(server.address().port));
