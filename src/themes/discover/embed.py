"""Encoders: words in, vectors out, on this computer and without a network.

The default encoder is all-MiniLM-L6-v2 with its weights quantised to int8, built by models/build_encoder.py and run by
onnxruntime.
Any sentence-transformers model on disk serves as well, with the `topics` extra.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from themes.errors import MissingExtra, ModelError

ENCODER_NAME = "all-MiniLM-L6-v2-int8"
"""The default encoder, and the name of its folder."""

MANIFEST_FORMAT = 1
"""The format of manifest.toml that this version reads and writes."""

# Small, so that no thread idles long at the end of a call with few texts.
_N_BATCH = 4
_N_BATCH_TORCH = 64
_MOST_THREADS = 8
_N_HEX = 12
_MODELS = "THEMES_MODELS"


class Encoder(Protocol):
    """What discovery needs of an encoder.

    Attributes:
        name: Which model and which build of it, so that vectors of two builds are never compared.
        dimensions: How many numbers a vector has.
    """

    name: str
    dimensions: int

    def encode(
        self, words: Sequence[str], *, on_progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors for texts.

        Args:
            words: n texts.
            on_progress: Called in the caller's thread with how many texts are done, and n.

        Returns:
            Shape (n, dimensions), in the order of the texts; every row has length 1.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What manifest.toml says of an encoder, as far as running it needs it.

    Attributes:
        name: The encoder's name, without its build.
        dimensions: How many numbers a vector has.
        max_tokens: Word pieces that the encoder reads of a text, its two marks included; what follows is not read.
        files: The sha256 of each file beside the manifest, in hexadecimal.
    """

    name: str
    dimensions: int
    max_tokens: int
    files: Mapping[str, str]


class OnnxEncoder:
    """An encoder in a folder with encoder.onnx, tokenizer.json and manifest.toml, run by onnxruntime.

    A text has the same vector, bit for bit, alone and among others and on any number of threads.
    """

    def __init__(self, folder: Path, *, n_threads: int | None = None) -> None:
        """Check the files against the manifest and load them.

        Args:
            folder: Where the three files are.
            n_threads: Texts encoded at a time; as many as the computer has cores, up to 8, where None.

        Raises:
            ModelError: A file is missing, altered, or made for another version of Themes.
        """
        import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - only where something is encoded
        from tokenizers import Tokenizer  # noqa: PLC0415

        manifest = read_manifest(folder)
        options = onnxruntime.SessionOptions()
        # One thread inside a text, several texts side by side: more texts a second than several threads inside one, for
        # less processor time, and no sum is split, so that vectors cannot depend on the number of threads.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            read_verified(folder, "encoder.onnx", manifest=manifest), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_buffer(read_verified(folder, "tokenizer.json", manifest=manifest))
        # The published tokenizer.json cuts at 128 and pads to 128; the model was published to read 256.
        self._tokenizer.enable_truncation(manifest.max_tokens)
        self._tokenizer.no_padding()
        self._n_threads = n_threads or min(os.cpu_count() or 1, _MOST_THREADS)
        self.name = f"{manifest.name}@{manifest.files['encoder.onnx'][:_N_HEX]}"
        self.dimensions = manifest.dimensions

    def encode(
        self, words: Sequence[str], *, on_progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors for texts.

        Args:
            words: n texts; of each, the first 256 word pieces are read.
            on_progress: Called in the caller's thread with how many texts are done, and n. What it raises stops the
                work and is passed on.

        Returns:
            Shape (n, dimensions), in the order of the texts; every row has length 1.
        """
        vectors = np.empty((len(words), self.dimensions), dtype=np.float32)
        batches = [words[start : start + _N_BATCH] for start in range(0, len(words), _N_BATCH)]
        n_done = 0
        pool = ThreadPoolExecutor(self._n_threads)
        try:
            for rows in pool.map(self._encode_one_by_one, batches):
                vectors[n_done : n_done + len(rows)] = rows
                n_done += len(rows)
                if on_progress is not None:
                    on_progress(n_done, len(words))
        finally:
            pool.shutdown(cancel_futures=True)
        return vectors

    def _encode_one_by_one(self, words: Sequence[str]) -> list[NDArray[np.float32]]:
        """A vector for each text, shape (dimensions,)."""
        return [self._encode_one(text) for text in words]

    def _encode_one(self, text: str) -> NDArray[np.float32]:
        """The vector of a text, shape (dimensions,).

        One text at a time: int8 scales its activations by the largest in a batch, so that a text encoded together
        with others would get another vector than alone.
        """
        tokens = self._tokenizer.encode(text)
        (embedding,) = self._session.run(
            ["embedding"],
            {
                "input_ids": np.array([tokens.ids], dtype=np.int64),
                "attention_mask": np.array([tokens.attention_mask], dtype=np.int64),
            },
        )
        vector: NDArray[np.float32] = embedding[0]
        return vector


class SentenceTransformerEncoder:
    """Any sentence-transformers model in a folder on disk; needs the `topics` extra."""

    def __init__(self, path: Path) -> None:
        """Load the model from disk; the network is not asked.

        Args:
            path: The model's folder, as `SentenceTransformer.save` or a snapshot of a hub leaves it.

        Raises:
            MissingExtra: sentence-transformers is not installed.
            ModelError: The folder is not there or holds no model that can be loaded.
        """
        if not path.is_dir():
            raise ModelError(f"There is no model in {path}. Nothing was encoded. Name a folder that holds one.")
        # Both are read by huggingface_hub when it is first imported; how far we are is told by us.
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds to import, and optional
        except ImportError as error:
            raise MissingExtra(
                f"The model in {path} needs sentence-transformers, which is not installed. Nothing was encoded. "
                "Install it with `pip install themes[topics]`, or use the default encoder, which does without."
            ) from error
        from safetensors import SafetensorError  # noqa: PLC0415 - comes with sentence-transformers

        try:
            self._model = SentenceTransformer(str(path), device="cpu", local_files_only=True)
        except (OSError, ValueError, LookupError, RuntimeError, SafetensorError) as error:
            raise ModelError(
                f"The model in {path} cannot be loaded ({type(error).__name__}). Nothing was encoded. "
                "Is it complete? A model copied from a hub's cache may lack files."
            ) from error
        dimensions = self._model.get_embedding_dimension()
        if dimensions is None:
            raise ModelError(f"The model in {path} gives no vectors of a fixed length. Nothing was encoded.")
        self.name = f"{path.resolve().name}@{_sha256_of_folder(path)[:_N_HEX]}"
        self.dimensions = dimensions

    def encode(
        self, words: Sequence[str], *, on_progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors for texts.

        Args:
            words: n texts; of each, as many word pieces are read as the model was made for.
            on_progress: Called with how many texts are done, and n. What it raises stops the work and is passed on.

        Returns:
            Shape (n, dimensions), in the order of the texts; every row has length 1.
        """
        vectors = np.empty((len(words), self.dimensions), dtype=np.float32)
        for start in range(0, len(words), _N_BATCH_TORCH):
            batch = list(words[start : start + _N_BATCH_TORCH])
            vectors[start : start + len(batch)] = self._model.encode(
                batch, normalize_embeddings=True, show_progress_bar=False
            )
            if on_progress is not None:
                on_progress(start + len(batch), len(words))
        return vectors


def default_encoder() -> Encoder:
    """The encoder that Themes brings along.

    It lies in `themes/_models` of an installed wheel, in `models` of the repository, or where THEMES_MODELS says.

    Raises:
        ModelError: It is not there, or not as it was built.
    """
    package = Path(__file__).parents[1]
    said = os.environ.get(_MODELS)
    places = [Path(said)] if said else [package / "_models", package.parents[1] / "models"]
    for place in places:
        if (place / ENCODER_NAME).is_dir():
            return OnnxEncoder(place / ENCODER_NAME)
    raise ModelError(
        f"The encoder {ENCODER_NAME} is not in {' or '.join(map(str, places))}. Nothing was encoded. "
        f"Install Themes again, or set {_MODELS} to the folder that holds {ENCODER_NAME}."
    )


def load_encoder(path: Path | None) -> Encoder:
    """The encoder in a folder: one with a manifest.toml, else a sentence-transformers model.

    Args:
        path: The folder; the default encoder where None.

    Raises:
        MissingExtra: The model needs sentence-transformers, which is not installed.
        ModelError: There is no model, or it is altered or cannot be loaded.
    """
    if path is None:
        return default_encoder()
    if (path / "manifest.toml").is_file():
        return OnnxEncoder(path)
    return SentenceTransformerEncoder(path)


def read_manifest(folder: Path) -> Manifest:
    """What a folder's manifest.toml says.

    Args:
        folder: The encoder's folder.

    Raises:
        ModelError: There is none, it cannot be read, or it has a format that this version does not know.
    """
    file = folder / "manifest.toml"
    again = "Nothing was encoded. Install Themes again."
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{file} cannot be read ({error.strerror}). {again}") from error
    except ValueError as error:
        raise ModelError(f"{file} is damaged: {error}. {again}") from error
    if said.get("format") != MANIFEST_FORMAT:
        raise ModelError(
            f"{file} has format {said.get('format')}; this version of Themes reads format {MANIFEST_FORMAT}. "
            "Nothing was encoded. Use the encoder that came with this version."
        )
    try:
        return Manifest(
            name=said["name"], dimensions=said["dimensions"], max_tokens=said["max_tokens"], files=said["files"]
        )
    except KeyError as error:
        raise ModelError(f"{file} does not say {error}. {again}") from error


def read_verified(folder: Path, file: str, *, manifest: Manifest) -> bytes:
    """The bytes of an encoder's file, once they are known to be those that the manifest names.

    Args:
        folder: The encoder's folder.
        file: The file's name.
        manifest: It names the file's sha256.

    Raises:
        ModelError: The file is missing or altered, or the manifest does not name it.
    """
    again = "Nothing was encoded. Install Themes again."
    try:
        content = (folder / file).read_bytes()
    except OSError as error:
        raise ModelError(f"{folder / file} cannot be read ({error.strerror}). {again}") from error
    expected = manifest.files.get(file)
    actual = sha256(content).hexdigest()
    if actual != expected:
        raise ModelError(
            f"{folder / file} is not the file that its manifest names (sha256 {actual}, expected {expected}). {again}"
        )
    return content


def _sha256_of_folder(folder: Path) -> str:
    """A sha256 over the names and contents of a folder's files, hidden ones left out."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    whole = sha256()
    for name in names:
        whole.update(f"{name}\0{_sha256_of_file(folder / name)}\n".encode())
    return whole.hexdigest()


def _sha256_of_file(file: Path) -> str:
    """The sha256 of a file that may be larger than memory should hold."""
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
