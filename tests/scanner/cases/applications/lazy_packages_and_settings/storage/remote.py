import ftplib


class Backend:
    def put(self, key):  # -> blocking-async
        with ftplib.FTP("ftp.test") as ftp:
            ftp.cwd(key)
        return key
