// Runs the official Node package, as published, once through everything an uploader uses.
//
// It needs TWELVELABS_BASE_URL and TWELVE_LABS_API_KEY of a running sandbox, and a directory for its files as the
// only argument. TWELVELABS_LARGE_BYTES sets the size of the multipart upload, which must be more than ten chunks.
// The package is looked up in node_modules above this file or in NODE_MODULES.

import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(path.join(process.env.NODE_MODULES ?? here, "index.js"));
const { TwelveLabs } = require("twelvelabs-js");

const directory = process.argv[2];
const environment = process.env.TWELVELABS_BASE_URL;
const client = new TwelveLabs({ apiKey: process.env.TWELVE_LABS_API_KEY, environment });
const largeBytes = Number(process.env.TWELVELABS_LARGE_BYTES ?? 12 * 8 * 1024 * 1024 - 12345);
const run = crypto.randomBytes(4).toString("hex");
let passed = 0;
let failed = 0;

const small = path.join(directory, `klein-ü-${run}.mp4`);
fs.writeFileSync(small, Buffer.concat([Buffer.from("\0\0\0\x18ftypmp42"), crypto.randomBytes(300_000)]));
const large = path.join(directory, `large-${run}.mov`);
fs.writeFileSync(large, Buffer.concat([Buffer.from("\0\0\0\x18ftypqt  "), crypto.randomBytes(largeBytes - 12)]));

async function step(name, work) {
    try {
        const result = await work();
        passed += 1;
        console.log(`ok    ${name}`);
        return result;
    } catch (error) {
        failed += 1;
        console.log(`FAIL  ${name}: ${error?.stack ?? error}`);
    }
}

async function wait(read) {
    const seen = [];
    for (let turn = 0; turn < 600; turn += 1) {
        const thing = await read();
        if (!seen.includes(thing.status)) seen.push(thing.status);
        if (["ready", "failed"].includes(thing.status)) return { thing, seen };
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`still ${seen.at(-1)}`);
}

async function all(pager) {
    const rows = [];
    for await (const row of await pager) rows.push(row);
    return rows;
}

async function refused(status, call) {
    try {
        await call();
    } catch (error) {
        assert.equal(error.statusCode, status, String(error));
        return JSON.stringify(error.body);
    }
    throw new Error("was not refused");
}

const direct = await step("direct upload", async () => {
    const userMetadata = JSON.stringify({ take: 3, tags: ["a", "b"] });
    const file = fs.createReadStream(small);
    const asset = await client.assets.create({ method: "direct", file, filename: path.basename(small), userMetadata });
    assert.equal(asset.status, "processing");
    assert.equal(asset.method, "direct");
    assert.equal(asset.filename, path.basename(small));
    assert.equal(asset.userMetadata.take, 3);
    return asset.id;
});

await step("retrieve until ready", async () => {
    const { thing, seen } = await wait(() => client.assets.retrieve(direct));
    assert.deepEqual(seen, ["processing", "ready"]);
    assert.equal(thing.size, fs.statSync(small).size);
});

const byUrl = await step("URL upload", async () => {
    const asset = await client.assets.create({ method: "url", url: `https://media.example/clips/${run}.mp4` });
    assert.equal(asset.filename, `${run}.mp4`);
    return asset.id;
});

const multipart = await step("multipart upload", async () => {
    const events = [];
    const result = await client.multipartUpload.uploadFile(large, { progressCallback: (event) => events.push(event) });
    assert.ok(events[0].totalChunks > 10);
    assert.equal(events.at(-1).completedChunks, events.at(-1).totalChunks);
    assert.ok(result.assetUrl);
    const { thing } = await wait(() => client.assets.retrieve(result.assetId));
    assert.equal(thing.status, "ready");
    assert.equal(thing.size, largeBytes);
    return result.assetId;
});

await step("session status and unfinished list", async () => {
    const wish = { filename: "never.mp4", type: "video", totalSize: largeBytes };
    const session = await client.multipartUpload.create(wish);
    assert.ok(session.totalChunks > session.uploadUrls.length);
    const chunks = await all(client.multipartUpload.getStatus(session.uploadId, { pageLimit: 5 }));
    assert.equal(chunks.length, session.totalChunks);
    assert.ok(chunks.every((chunk) => chunk.status === "pending"));
    const unfinished = await all(client.multipartUpload.listIncompleteUploads());
    assert.ok(unfinished.some((row) => row.uploadId === session.uploadId));
    assert.equal((await client.assets.retrieve(session.assetId)).status, "processing");
});

await step("list assets", async () => {
    const wanted = [direct, byUrl, multipart];
    const rows = await all(client.assets.list({ assetIds: wanted, pageLimit: 2 }));
    assert.deepEqual(rows.map((row) => row.id), [...wanted].reverse());
    const found = await all(client.assets.list({ filename: path.basename(small).toUpperCase() }));
    assert.deepEqual(found.map((row) => row.id), [direct]);
});

const index = await step("create index", async () => {
    const models = [{ modelName: "marengo3.0", modelOptions: ["visual", "audio"] }];
    const created = await client.indexes.create({ indexName: `node ${run}`, models });
    const body = await refused(400, () => client.indexes.create({ indexName: `node ${run}`, models }));
    assert.match(body, /index_name_already_exists/);
    return created.id;
});

await step("list indexes", async () => {
    const rows = await all(client.indexes.list({ indexName: `node ${run}` }));
    assert.deepEqual(rows.map((row) => row.id), [index]);
    assert.equal(rows[0].models[0].modelName, "marengo3.0");
});

await step("indexed asset", async () => {
    const created = await client.indexes.indexedAssets.create(index, { assetId: multipart });
    const { thing, seen } = await wait(() => client.indexes.indexedAssets.retrieve(index, created.id));
    assert.equal(seen.at(-1), "ready");
    assert.ok(seen.length > 2);
    assert.equal(thing.assetId, multipart);
    const ready = await all(client.indexes.indexedAssets.list(index, { status: ["ready", "failed"] }));
    assert.deepEqual(ready.map((row) => row.id), [created.id]);
});

const task = await step("task with a file", async () => {
    const created = await client.tasks.create({ indexId: index, videoFile: fs.createReadStream(small) });
    const { thing, seen } = await wait(() => client.tasks.retrieve(created.id));
    assert.equal(seen.at(-1), "ready");
    assert.ok(seen.includes("indexing"));
    assert.equal(thing.hls.status, "COMPLETE");
    return created.id;
});

await step("task with a URL and list", async () => {
    const created = await client.tasks.create({ indexId: index, videoUrl: "https://media.example/other.mp4" });
    const rows = await all(client.tasks.list({ indexId: index }));
    assert.deepEqual(rows.map((row) => row.id), [created.id, task]);
    await refused(400, () => client.tasks.delete(task));
    const { videoId } = await client.tasks.retrieve(task);
    await client.indexes.videos.delete(index, videoId);
    await client.tasks.delete(task);
});

await step("knowledge store and item", async () => {
    // An item shows the metadata of its asset, of which this package takes texts only: one without any.
    const store = await client.knowledgeStores.create({ name: `store ${run}` });
    assert.match(store.id, /^ks_/);
    const item = await client.knowledgeStoreItems.create(store.id, { assetId: multipart });
    assert.equal(item.status, "queued");
    const { seen } = await wait(() => client.knowledgeStoreItems.retrieve(store.id, item.id));
    assert.equal(seen.at(-1), "ready");
});

await step("delete assets", async () => {
    await refused(409, () => client.assets.delete(multipart, {}, { maxRetries: 0 }));
    await client.assets.delete(multipart, { force: true });
    await client.assets.delete(byUrl);
    assert.match(await refused(404, () => client.assets.retrieve(byUrl)), /resource_not_exist/);
});

await step("wrong key is refused", async () => {
    const stranger = new TwelveLabs({ apiKey: "tlk_wrong", environment });
    assert.match(await refused(401, () => all(stranger.indexes.list())), /api_key_invalid/);
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
