"""The one file of a backup: a zip of a manifest and databases, written, and read as if an enemy had written it.

Zip and not tar, because the manifest can be read before anything else is unpacked, and no header makes the reader
take more memory than the file is long.
"""

import hashlib
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from bot.model.backup import FORMAT, DatabaseCopy, DatabaseName, Manifest
from bot.model.base import Noun
from bot.model.errors import InputError, NotFoundError, StoreError
from bot.store.backup import describe_copy, knows_revision

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1_000_000
"""Bytes; ours have about a thousand."""
_BLOCK = 1 << 20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Others may ask for much memory."""
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OverflowError)
"""What `zipfile` raises over files that are no zip, or not any more."""


class _Head(Noun, extra="ignore"):
    program: str
    format: int


def write_backup(file: Path, folder: Path, manifest: Manifest) -> None:
    """A new file, readable by its owner only and on the disk when this returns, from the databases in `folder`.

    OSError when it is there already or cannot be written.
    """
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            archive.writestr(MANIFEST, manifest.model_dump_json(indent=2) + "\n")
            for name in manifest.databases:
                archive.write(folder / name, name)
        stream.flush()
        os.fsync(stream.fileno())


def read_manifest(file: Path) -> Manifest:
    """What the backup says about itself, once its members are those that a backup has.

    Raises NotFoundError when the file is not there, InputError when it is no backup, is damaged, holds anything that
    a backup has no place for, or was made by a newer version.
    """
    with _opened(file) as archive:
        return _read_manifest(archive, file)


def unpack_backup(file: Path, folder: Path) -> Manifest:
    """The databases in `folder`, each checked against the manifest: bytes, SHA-256, what SQLite says, revision, counts.

    Files are named by us and never by the archive. Raises as `read_manifest` does, InputError also when `folder` has
    no room for them, OSError when it cannot be written.
    """
    with _opened(file) as archive:
        manifest = _read_manifest(archive, file)
        _check_room(manifest, folder, file)
        for name, copy in manifest.databases.items():
            _unpack(archive, name, copy, folder / name, file)
    for name, copy in manifest.databases.items():
        _check_copy(folder / name, copy, file)
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    if not file.exists():
        raise NotFoundError(f"{file} does not exist", path=str(file))
    if not file.is_file():
        raise _refusal(file, "backup-foreign", "it is no file")
    try:
        stream = file.open("rb")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        text = f"backup {file} cannot be read: {reason}"
        raise InputError(text, message_id="backup-unreadable", path=str(file), reason=reason) from error
    with stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (*_DAMAGE, OSError) as error:
            raise _refusal(file, "backup-foreign", str(error)) from error
        with archive:
            yield archive


def _read_manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    members = archive.infolist()
    if MANIFEST not in {member.filename for member in members}:
        raise _refusal(file, "backup-foreign", "it has no manifest")
    text = _read_text(archive, file)
    try:
        head = _Head.model_validate_json(text)
    except ValidationError as error:
        raise _refusal(file, "backup-foreign", "its manifest cannot be read") from error
    if head.program != Manifest.model_fields["program"].default:
        raise _refusal(file, "backup-foreign", "another program made it")
    if head.format > FORMAT:
        raise _refusal(file, "backup-newer", f"format {head.format}")
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise _refusal(file, "backup-damaged", "its manifest is damaged") from error
    _check_members(members, manifest, file)
    if not all(knows_revision(name, copy.revision) for name, copy in manifest.databases.items()):
        raise _refusal(file, "backup-newer", "unknown revision")
    return manifest


def _read_text(archive: zipfile.ZipFile, file: Path) -> bytes:
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST or not _is_plain(archive.getinfo(MANIFEST)):
        raise _refusal(file, "backup-damaged", "its manifest is damaged")
    try:
        with archive.open(MANIFEST) as stream:
            return stream.read(LARGEST_MANIFEST)
    except (*_DAMAGE, OSError) as error:
        raise _refusal(file, "backup-damaged", str(error)) from error


def _check_members(members: list[zipfile.ZipInfo], manifest: Manifest, file: Path) -> None:
    """Exactly the manifest and its databases, once each, as plain files."""
    wanted = {MANIFEST, *manifest.databases}
    for member in members:
        if member.filename not in wanted or not _is_plain(member):
            text = f"backup {file} holds {member.filename!a}, which a backup never does"
            raise InputError(text, message_id="backup-hostile", path=str(file), name=member.filename[:100])
    sizes = {member.filename: member.file_size for member in members}
    stated = {name: copy.bytes for name, copy in manifest.databases.items()}
    if len(members) != len(wanted) or any(sizes.get(name) != size for name, size in stated.items()):
        raise _refusal(file, "backup-damaged", "it holds other members than its manifest says")


def _is_plain(member: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind in (0, stat.S_IFREG) and member.compress_type in _METHODS and not member.flag_bits & _ENCRYPTED


def _check_room(manifest: Manifest, folder: Path, file: Path) -> None:
    """For the databases; the index needs about as much again, and says so itself when it has it not."""
    needed, free = sum(copy.bytes for copy in manifest.databases.values()), shutil.disk_usage(folder).free
    if needed > free:
        text = f"backup {file} needs {needed} bytes, {free} are free"
        values = {"needed": f"{needed / 1e9:.1f}", "free": f"{free / 1e9:.1f}"}
        raise InputError(text, message_id="backup-no-room", path=str(file), **values)


def _unpack(archive: zipfile.ZipFile, name: DatabaseName, copy: DatabaseCopy, target: Path, file: Path) -> None:
    """No more than the manifest says is written, whatever the archive says or does."""
    digest, left = hashlib.sha256(), copy.bytes
    try:
        source = archive.open(name)
    except (*_DAMAGE, OSError) as error:
        raise _refusal(file, "backup-damaged", str(error)) from error
    with source, os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
        while block := _read_block(source, file):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            stream.write(block)
    if left or digest.hexdigest() != copy.sha256:
        raise _refusal(file, "backup-damaged", f"{name} is not what the manifest says")


def _read_block(source: IO[bytes], file: Path) -> bytes:
    """Apart from the writing, so that a full disk is not taken for a damaged file."""
    try:
        return source.read(_BLOCK)
    except (*_DAMAGE, OSError) as error:
        raise _refusal(file, "backup-damaged", str(error)) from error


def _check_copy(database: Path, copy: DatabaseCopy, file: Path) -> None:
    try:
        found = describe_copy(database)
    except StoreError as error:
        raise _refusal(file, "backup-damaged", error.text) from error
    if found != copy:
        raise _refusal(file, "backup-damaged", f"{database.name} is not what the manifest says")


def _refusal(file: Path, message_id: str, why: str) -> InputError:
    return InputError(f"backup {file} refused: {why}", message_id=message_id, path=str(file))
