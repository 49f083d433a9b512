"""Sends files with the official Python package, as its documentation shows it. The arguments are the way and the
files; the sandbox is named by TWELVELABS_BASE_URL and TWELVE_LABS_API_KEY."""

import os
import pathlib
import sys

from twelvelabs import TwelveLabs

client = TwelveLabs(api_key=os.environ["TWELVE_LABS_API_KEY"], base_url=os.environ["TWELVELABS_BASE_URL"])
progress = False


def tell(_event=None):
    global progress
    if not progress:
        print('{"event":"progress"}', flush=True)
        progress = True


print('{"event":"begin"}', flush=True)
for path in map(pathlib.Path, sys.argv[2:]):
    if sys.argv[1] == "direct":
        with path.open("rb") as file:
            client.assets.create(method="direct", file=file, filename=path.name)
        tell()
    else:
        client.multipart_upload.upload_file(path, progress_callback=tell)
