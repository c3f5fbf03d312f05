package dev.bylaw.rules.test;

import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.List;
import java.util.Optional;

/** What was found, as messages of assertions say it. */
final class Found {
    /** How much of what was found a message lists. */
    static final int LISTED = 20;

    private Found() {}

    static String line(Violation violation) {
        return "violation of " + violation.element().id() + " at " + pointer(violation.at())
                + place(violation.location()) + ": " + violation.message();
    }

    static String line(Element element, String at, String message) {
        return "violation of " + element.id() + " at " + pointer(at) + ": " + message;
    }

    static String line(Undecided open) {
        return "undecided: " + open.element().id() + place(open.location()) + ": " + String.join("; ", open.reasons());
    }

    static String line(Problem problem) {
        return "problem" + place(problem.location()) + ": " + problem.message();
    }

    /** Whether one of the reasons has a part. */
    static boolean gives(Undecided open, String part) {
        return open.reasons().stream().anyMatch(reason -> reason.contains(part));
    }

    static String pointer(String at) {
        return at.isEmpty() ? "the element itself" : at;
    }

    static String place(Optional<Location> location) {
        return location.map(at -> " (" + at.file() + ":" + at.start().line() + ":"
                        + at.start().column() + end(at) + ")")
                .orElse("");
    }

    /** Where a range ends, as several {@code ^} of a mark say it. */
    private static String end(Location at) {
        boolean range = at.end().line() == at.start().line()
                && at.end().column() > at.start().column() + 1;
        return range ? "-" + at.end().column() : "";
    }

    static void list(List<String> lines, StringBuilder message) {
        lines.stream().limit(LISTED).forEach(line -> message.append("\n  ").append(line));
        if (lines.size() > LISTED) {
            message.append("\n  and ").append(lines.size() - LISTED).append(" more");
        }
    }
}
