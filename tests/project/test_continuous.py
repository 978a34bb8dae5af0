"""What comes later joins what stands, and decisions stay where they were made."""

from __future__ import annotations

from pathlib import Path

from themes import Project

MORE = (
    "Interviewer: What was it like on the ward?\n\n"
    "Nora: The nurses and the doctors on the ward had no time for it, and we were asked to wait until spring.\n\n"
    "Interviewer: And the change team?\n\n"
    "Nora: The change team came every week and sat with us, and when the sponsor left it all became much slower.\n"
)


def test_one_interview_more_leaves_candidates_what_they_are(project: Project, tmp_path: Path):
    names = [view.name for view in project.candidates()]
    accepted = project.candidate(2)
    code = project.accept(accepted, name="Change team")
    (tmp_path / "Nora.txt").write_text(MORE)
    project.add(tmp_path / "Nora.txt")
    project.discover()
    became = [change.became for change in project.what_changed()]
    assert became.count("same") + became.count("grown") >= 0.9 * len(names)
    kept = [view.name for view in project.candidates() if view.name in names]
    assert len(kept) >= 0.9 * len(names)
    (at,) = (rank for rank, before in project.decided_before().items() if before.code)
    assert ("open", code) == (project.candidate(at).decision.outcome, project.decided_before()[at].code)
