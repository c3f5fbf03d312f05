package dev.bylaw.internal.engine;

import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.List;

/** What one rule found. */
public record Outcomes(
        RuleRun run,
        List<Violation> violations,
        List<Undecided> undecided,
        List<Problem> problems,
        List<Notice> notices) {}
