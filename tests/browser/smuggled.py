"""Two hundred ways to smuggle a script in, and where a person may write them (tests/hostile/payloads.txt)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from themes.project import Project

_FILE = Path(__file__).parent.parent / "hostile" / "payloads.txt"
EVERY = _FILE.read_text(encoding="utf-8").rstrip("\n").split("\n")  # not splitlines: one holds U+2028
SOME = EVERY[::10]
"""Twenty of them, for CI."""

_EVIL = "evil.invalid"
TRAP = "window.ranSoOften = 0; window.ran = () => { window.ranSoOften += 1; };"
"""What every payload would call, as an init script."""

# Which elements words were made into: what leads elsewhere, or would run.
MADE = f"""() => [...document.querySelectorAll(
  "[href], [src], [srcset], [action], [formaction], [data], [poster], iframe[srcdoc], [onerror], [onload], [onclick]"
)].filter(one => ["href", "src", "srcset", "action", "formaction", "data", "poster"].some(
  name => /{_EVIL.replace(".", "[.]")}|^\\s*(javascript|vbscript|data:text)/i.test(one.getAttribute(name) ?? "")
) || /ran\\(/.test(["onerror", "onload", "onclick", "srcdoc"].map(name => one.getAttribute(name) ?? "").join(" "))
).map(one => `${{location.pathname}}: ${{one.outerHTML.slice(0, 160)}}`)"""


def write_everywhere(project: Project, payloads: Sequence[str]) -> None:
    """Put every payload into all that a person may write: words, titles, names, values, statements, memos."""
    for nth, words in enumerate(payloads):
        code = project.add_code(f"{words} {nth}", definition=words, use_when=words, dont_use_when=words)
        project.add_theme(f"{words} {nth}", statement=words, codes=[code])
        project.add_memo(words, about=code)
        project.save_query(f"{nth} {words}"[:200], code.id, memo=words)
    for first in range(0, len(payloads), 20):
        some = payloads[first : first + 20]
        said = "".join(f"Interviewer: And {words}?\n\n{some[0]}: I said {words} to them, twice.\n\n" for words in some)
        transcript = project.add_bytes(f"{some[0].replace('/', ' ')}.txt", said.encode())
        project.rename_transcript(transcript, some[0])
        project.add_memo(some[-1], about=transcript)
        speech = next(turn for turn in transcript.turns if turn.end - turn.start > 20)
        project.add_coding(transcript, speech.start, speech.end, project.codes()[first])
    for nth, case in enumerate(project.cases()):
        project.rename_case(case, f"{payloads[nth % len(payloads)]} {nth}")
    for nth, case in enumerate(project.cases()):
        for words in payloads[nth % len(payloads) :: 10]:
            project.set_value(case, words[:60], words)
    project.read_guide("guide.txt", "\n".join(f"{nth}. {words}?" for nth, words in enumerate(payloads, 1)).encode())
    project.match_questions()
    parts = [part.key for part in project.report_parts()][: len(payloads)]
    for key, words in zip(parts, payloads, strict=False):
        project.write_report_text(key, words)
    project.describe(commissioner=payloads[-1], questions=payloads[1])
