// What Mozilla's HTTP Observatory says of pages of a site on this machine, as JSON: [{path, score, failed}].
//
//     node observatory.mjs <folder of @mdn/mdn-http-observatory> <host> <port of http> <port of https> <path> …
//
// The package scans the start page of a public host, and follows redirects to its usual ports. Here the name and the
// ports lead to this machine, and each path is scanned.

import dns from "node:dns";
import fs from "node:fs";
import net from "node:net";
import { pathToFileURL } from "node:url";

const [folder, host, http, https, ...paths] = process.argv.slice(2);
const ports = { 80: Number(http), 443: Number(https) };

dns.lookup = (name, options, callback) => {
  const answer = typeof options === "function" ? options : callback;
  if (options.all) answer(null, [{ address: "127.0.0.1", family: 4 }]);
  else answer(null, "127.0.0.1", 4);
};
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const options = Array.isArray(given[0]) ? given[0][0] : given[0];
  if (options.port in ports) options.port = ports[options.port];
  return connect.apply(this, given);
};

// The package downloads the list of preloaded hosts when it is installed with scripts; an example is on none.
const preloaded = `${folder}/conf/hsts-preload.json`;
if (!fs.existsSync(preloaded)) fs.writeFileSync(preloaded, "{}");

const load = (file) => import(pathToFileURL(`${folder}/src/${file}`));
const { retrieve } = await load("retriever/retriever.js");
const { ALL_TESTS } = await load("constants.js");
const { getScoreModifier } = await load("grader/grader.js");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await load("grader/charts.js");

// As in the package's own scan, which takes no path.
async function scan(path) {
  const found = await retrieve(host, { path });
  if (!found.responses.auto) return { path, score: 0, failed: ["no answer"] };
  const results = ALL_TESTS.map((test) => test(found));
  const modifiers = results.map((result) => getScoreModifier(result.result));
  const bad = modifiers.filter((modifier) => modifier < 0).reduce((sum, one) => sum + one, 100);
  const all = modifiers.reduce((sum, one) => sum + one, 100);
  const failed = results.filter((result, index) => !result.pass || modifiers[index] < 0).map((result) => result.result);
  return { path, score: bad >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? all : bad, failed };
}

const scanned = [];
for (const path of paths) scanned.push(await scan(path));
console.log(JSON.stringify(scanned));
