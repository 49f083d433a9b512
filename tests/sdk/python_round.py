"""Runs the official Python package, as published, once through everything an uploader uses.

It needs TWELVELABS_BASE_URL and TWELVE_LABS_API_KEY of a running sandbox, and a directory for its files as the only
argument. TWELVELABS_LARGE_BYTES sets the size of the multipart upload, which must be more than ten chunks.
"""

import hashlib
import json
import os
import pathlib
import sys
import time

from twelvelabs import TwelveLabs
from twelvelabs.core.api_error import ApiError
from twelvelabs.errors import BadRequestError

directory = pathlib.Path(sys.argv[1])
client = TwelveLabs(api_key=os.environ["TWELVE_LABS_API_KEY"], base_url=os.environ["TWELVELABS_BASE_URL"])
large_bytes = int(os.environ.get("TWELVELABS_LARGE_BYTES", 12 * 8 * 1024 * 1024 - 12345))
run = hashlib.sha256(os.urandom(16)).hexdigest()[:8]
passed = failed = 0
kept = {}


def step(function):
    """Runs one step; what it returns is kept for the later ones."""
    global passed, failed
    name = function.__name__.replace("_", " ")
    try:
        kept[function.__name__] = function()
        passed += 1
        print(f"ok    {name}")
    except Exception as error:
        failed += 1
        print(f"FAIL  {name}: {type(error).__name__}: {error}")


def wait(read, final=("ready", "failed")):
    seen = []
    for _ in range(600):
        thing = read()
        if thing.status not in seen:
            seen.append(thing.status)
        if thing.status in final:
            return thing, seen
        time.sleep(0.05)
    raise TimeoutError(f"still {seen[-1]}")


def refused(expected, call):
    try:
        call()
    except ApiError as error:
        assert error.status_code == expected, error
        return error
    raise AssertionError("was not refused")


small = directory / f"klein-ü-{run}.mp4"
small.write_bytes(b"\0\0\0\x18ftypmp42" + os.urandom(300_000))
large = directory / f"large-{run}.mov"
large.write_bytes(b"\0\0\0\x18ftypqt  " + os.urandom(large_bytes - 12))


@step
def direct_upload():
    with small.open("rb") as file:
        asset = client.assets.create(
            method="direct", file=file, filename=small.name, enable_hls=True, enable_thumbnail=False,
            user_metadata=json.dumps({"take": 3, "tags": ["a", "b"]}))
    assert asset.id and asset.status == "processing" and asset.method == "direct", asset
    assert asset.filename == small.name and asset.user_metadata["take"] == 3, asset
    return asset.id


@step
def retrieve_until_ready():
    asset, seen = wait(lambda: client.assets.retrieve(kept["direct_upload"]))
    assert seen == ["processing", "ready"], seen
    assert asset.size == small.stat().st_size and asset.duration > 0, asset
    assert asset.hls.status == "ready" and asset.thumbnail is None, asset


@step
def url_upload():
    asset = client.assets.create(method="url", url=f"https://media.example/clips/{run}.mp4")
    assert asset.filename == f"{run}.mp4" and asset.method == "url", asset
    return asset.id


@step
def url_upload_of_a_page_is_refused():
    error = refused(400, lambda: client.assets.create(method="url", url="https://www.youtube.com/watch?v=1"))
    assert isinstance(error, BadRequestError) and "code" in str(error.body), error.body


@step
def multipart_upload():
    events = []
    result = client.multipart_upload.upload_file(large, progress_callback=events.append)
    assert events[0].total_chunks > 10, events
    assert events[-1].completed_chunks == events[-1].total_chunks, events
    assert result.asset_id and result.asset_url, result
    asset, _ = wait(lambda: client.assets.retrieve(result.asset_id))
    assert asset.status == "ready" and asset.size == large_bytes and asset.method == "multipart", asset
    return result.asset_id


@step
def session_status_and_unfinished_list():
    session = client.multipart_upload.create(filename="never.mp4", type="video", total_size=large_bytes)
    assert session.chunk_size and session.total_chunks > len(session.upload_urls), session
    assert session.upload_headers["Content-Type"] == "application/octet-stream", session
    chunks = list(client.multipart_upload.get_status(session.upload_id, page_limit=5))
    assert [chunk.index for chunk in chunks] == list(range(1, session.total_chunks + 1)), chunks
    assert {chunk.status for chunk in chunks} == {"pending"}, chunks
    listed = [row.upload_id for row in client.multipart_upload.list_incomplete_uploads()]
    assert session.upload_id in listed, listed
    assert client.assets.retrieve(session.asset_id).status == "processing"


@step
def list_assets():
    wanted = [kept["direct_upload"], kept["url_upload"], kept["multipart_upload"]]
    rows = list(client.assets.list(asset_ids=wanted, page_limit=2))
    assert [row.id for row in rows] == wanted[::-1], rows
    found = list(client.assets.list(filename=small.name.upper()))
    assert [row.id for row in found] == [kept["direct_upload"]], found


@step
def change_metadata():
    asset = kept["direct_upload"]
    client.assets.update_user_metadata(asset, user_metadata={"take": 4, "tags": None})
    assert client.assets.retrieve(asset).user_metadata == {"take": 4}
    client.assets.delete_user_metadata(asset)
    assert not client.assets.retrieve(asset).user_metadata


@step
def create_index():
    models = [{"model_name": "marengo3.0", "model_options": ["visual", "audio"]}]
    created = client.indexes.create(index_name=f"python {run}", models=models)
    error = refused(400, lambda: client.indexes.create(index_name=f"python {run}", models=models))
    assert "index_name_already_exists" in str(error.body), error.body
    return created.id


@step
def list_indexes():
    rows = list(client.indexes.list(index_name=run))
    assert [row.id for row in rows] == [kept["create_index"]], rows
    assert rows[0].models[0].model_name == "marengo3.0" and rows[0].expires_at is None, rows
    assert client.indexes.retrieve(kept["create_index"]).index_name == f"python {run}"


@step
def indexed_asset():
    index = kept["create_index"]
    created = client.indexes.indexed_assets.create(index, asset_id=kept["multipart_upload"])
    row, seen = wait(lambda: client.indexes.indexed_assets.retrieve(index, created.id))
    assert seen[-1] == "ready" and len(seen) > 2, seen
    assert row.asset_id == kept["multipart_upload"] and row.system_metadata.filename == large.name, row
    ready = list(client.indexes.indexed_assets.list(index, status=["ready", "failed"]))
    assert [row.id for row in ready] == [created.id], ready


@step
def task_with_a_file():
    index = kept["create_index"]
    with small.open("rb") as file:
        created = client.tasks.create(index_id=index, video_file=file)
    task, seen = wait(lambda: client.tasks.retrieve(created.id))
    assert seen[-1] == "ready" and "indexing" in seen, seen
    assert task.video_id == created.video_id and task.hls.status == "COMPLETE", task
    return created.id


@step
def task_with_a_url_and_list():
    created = client.tasks.create(index_id=kept["create_index"], video_url="https://media.example/other.mp4")
    rows = list(client.tasks.list(index_id=kept["create_index"]))
    assert [row.id for row in rows] == [created.id, kept["task_with_a_file"]], rows
    client.tasks.delete(kept["task_with_a_file"])


@step
def knowledge_store_and_item():
    store = client.knowledge_stores.create(name=f"store {run}")
    assert store.id.startswith("ks_"), store
    item = client.knowledge_store_items.create(store.id, asset_id=kept["direct_upload"], metadata={"take": 1})
    assert item.id.startswith("ksi_") and item.status == "queued", item
    item, seen = wait(lambda: client.knowledge_store_items.retrieve(store.id, item.id))
    assert seen[-1] == "ready" and item.metadata["take"] == 1, item
    assert [row.id for row in client.knowledge_store_items.list(store.id)] == [item.id]
    assert client.knowledge_stores.retrieve(store.id).item_count == 1


@step
def delete_assets():
    refused(409, lambda: client.assets.delete(kept["multipart_upload"]))
    client.assets.delete(kept["multipart_upload"], force=True)
    client.assets.delete(kept["url_upload"])
    error = refused(404, lambda: client.assets.retrieve(kept["url_upload"]))
    assert "resource_not_exist" in str(error.body), error.body


@step
def wrong_key_is_refused():
    stranger = TwelveLabs(api_key="tlk_wrong", base_url=os.environ["TWELVELABS_BASE_URL"])
    error = refused(401, lambda: list(stranger.indexes.list()))
    assert "api_key_invalid" in str(error.body), error.body


print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
