// Sends files with the official Node package, as its documentation shows it. The arguments are the way and the
// files; the sandbox is named by TWELVELABS_BASE_URL and TWELVE_LABS_API_KEY, and the package's folder by
// NODE_MODULES.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.env.NODE_MODULES, "index.js"));
const { TwelveLabs } = require("twelvelabs-js");
const environment = process.env.TWELVELABS_BASE_URL;
const client = new TwelveLabs({ apiKey: process.env.TWELVE_LABS_API_KEY, environment });
const [way, ...files] = process.argv.slice(2);
let progress = false;

function progressCallback() {
    if (!progress) console.log('{"event":"progress"}');
    progress = true;
}

console.log('{"event":"begin"}');
for (const file of files) {
    if (way === "direct") {
        const stream = fs.createReadStream(file);
        await client.assets.create({ method: "direct", file: stream, filename: path.basename(file) });
        progressCallback();
    } else {
        await client.multipartUpload.uploadFile(file, { progressCallback });
    }
}
