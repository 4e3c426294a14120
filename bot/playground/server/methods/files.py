"""getFile: where the bytes of a file stand."""

from bot.playground.server.arguments import Arguments
from bot.playground.server.errors import bad_request
from bot.playground.server.methods.registry import method
from bot.playground.server.shared import Json
from bot.playground.server.world import World

DOWNLOAD = 20 * 1024 * 1024


@method("getFile", "file_id")
def get_file(world: World, args: Arguments) -> Json:
    file = world.files.get(args.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD:
        raise bad_request("file is too big")
    return {"file_id": file.id, "file_unique_id": f"u{file.id}", "file_size": file.size, "file_path": file.path}
