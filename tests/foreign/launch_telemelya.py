"""Starts telemelya in the environment that it was installed in, without Redis and MinIO beside it.

Run by that environment's interpreter. Its state is kept by `fakeredis`, in the process; its files, which nobody here
sends, nowhere.
"""

import importlib
import sys


async def nothing() -> None:
    return None


def main(port: int) -> None:
    state = importlib.import_module("telemelya.server.state")
    fake = importlib.import_module("fakeredis").FakeAsyncRedis
    state.redis.from_url = lambda _url, **options: fake(**options)
    manager = importlib.import_module("telemelya.server.media").media_manager
    manager.connect = manager.close = nothing
    app = importlib.import_module("telemelya.server.app").app
    importlib.import_module("uvicorn").run(app, host="127.0.0.1", port=port)


if __name__ == "__main__":
    main(int(sys.argv[1]))
