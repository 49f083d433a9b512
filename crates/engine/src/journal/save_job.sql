INSERT INTO job (
    id, account, path, url, nonce, wish_method, task_index, language, anyway, size, modified, fingerprint,
    media_kind, format, media_type, method, why, creation, upload, part_size, total, headers, expires,
    complete, asset, asset_status, task, task_status, paused, retries, "end", end_kind, end_detail, added,
    started, sent, ended, origin, whole, blake3, sha256, width, height, millis, video, audio, placed, metadata,
    if_exists, ask_host, reused, end_code
) VALUES (
    :id, :account, :path, :url, :nonce, :wish_method, :task_index, :language, :anyway, :size, :modified,
    :fingerprint, :media_kind, :format, :media_type, :method, :why, :creation, :upload, :part_size, :total,
    :headers, :expires, :complete, :asset, :asset_status, :task, :task_status, :paused, :retries, :end,
    :end_kind, :end_detail, :added, :started, :sent, :ended, :origin,
    :whole, :blake3, :sha256, :width, :height, :millis, :video, :audio, :placed, :metadata, :if_exists, :ask_host,
    :reused, :end_code
)
ON CONFLICT (id) DO UPDATE SET
    nonce = excluded.nonce,
    wish_method = excluded.wish_method, task_index = excluded.task_index, language = excluded.language,
    anyway = excluded.anyway, size = excluded.size, modified = excluded.modified, fingerprint =
    excluded.fingerprint, media_kind = excluded.media_kind, format = excluded.format, media_type =
    excluded.media_type, method = excluded.method, why = excluded.why, creation = excluded.creation, upload
    = excluded.upload, part_size = excluded.part_size, total = excluded.total, headers = excluded.headers,
    expires = excluded.expires, complete = excluded.complete, asset = excluded.asset, asset_status =
    excluded.asset_status, task = excluded.task, task_status = excluded.task_status, paused =
    excluded.paused, retries = excluded.retries, "end" = excluded."end", end_kind = excluded.end_kind,
    end_detail = excluded.end_detail, started = excluded.started, sent = excluded.sent, ended =
    excluded.ended, origin = excluded.origin, whole = excluded.whole, blake3 = excluded.blake3, sha256 = excluded.sha256,
    width = excluded.width, height = excluded.height, millis = excluded.millis, video = excluded.video, audio =
    excluded.audio, placed = excluded.placed, metadata = excluded.metadata, if_exists = excluded.if_exists,
    ask_host = excluded.ask_host, reused = excluded.reused, end_code = excluded.end_code
