package dev.bylaw.internal.report;

import dev.bylaw.report.Report;
import dev.bylaw.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/** What a report says in one line: how many findings of each sort there are, and what was checked. */
final class Totals {
    private Totals() {}

    /** {@return for example {@code 1 error, 0 warnings, 0 undecided, 0 problems; checked 1 model with 1 rule}} */
    static String of(Report report) {
        List<String> counts = new ArrayList<>();
        counts.add(count(report.count(Severity.ERROR), "error"));
        counts.add(count(report.count(Severity.WARNING), "warning"));
        if (report.count(Severity.INFO) > 0) {
            counts.add(report.count(Severity.INFO) + " info");
        }
        if (report.compared()) {
            counts.add(report.countNew() + " new");
        }
        counts.add(report.undecided().size() + " undecided");
        if (!report.suppressed().isEmpty()) {
            counts.add(report.suppressed().size() + " suppressed");
        }
        counts.add(count(report.problems().size(), "problem"));
        List<String> checked = new ArrayList<>();
        report.checked().forEach((kind, number) -> checked.add(count(number, kind)));
        return String.join(", ", counts) + "; "
                + (report.nothingChecked() ? "nothing was checked" : "checked " + String.join(", ", checked))
                + " with " + count(report.rules().size(), "rule");
    }

    /** {@return a number and what it counts, in the plural but for one} */
    static String count(int number, String name) {
        return number + " " + name + (number == 1 ? "" : "s");
    }
}
