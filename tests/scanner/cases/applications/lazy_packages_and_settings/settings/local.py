ARCHIVE = "storage.remote"
