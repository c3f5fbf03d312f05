package dev.bylaw.rules.test;

import dev.bylaw.report.Report;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares a report with what a test asks for: everything that is asked for must be there, and nothing else. */
final class Verification {
    /** Something that has no place in a file, or none that a mark can stand at. */
    record Expectation(Marks.Kind kind, String element, Optional<String> at, String part) {
        @Override
        public String toString() {
            return kind.word() + " of " + element
                    + at.map(pointer -> " at " + (pointer.isEmpty() ? "the element itself" : pointer))
                            .orElse("")
                    + ": " + part;
        }
    }

    private final RuleId rule;
    private final Report report;

    Verification(RuleId rule, Report report) {
        this.rule = rule;
        this.report = report;
    }

    /**
     * Compares.
     *
     * @throws AssertionError with everything that is missing, and everything that nobody asked for
     */
    void require(List<Marks.Mark> marks, List<Expectation> expectations) {
        List<String> demands = new ArrayList<>();
        List<Predicate<Object>> wanted = new ArrayList<>();
        for (Expectation expectation : expectations) {
            demands.add(expectation.toString());
            wanted.add(found -> meets(expectation, found));
        }
        for (Marks.Mark mark : marks) {
            if (mark.isAbout(rule.toString())) {
                demands.add(mark.toString());
                wanted.add(found -> meets(mark, found));
            }
        }
        List<Object> found = new ArrayList<>(report.violations());
        found.addAll(report.undecided());
        found.addAll(report.problems());
        Pairing pairing = Pairing.of(wanted, found);
        List<String> missing =
                new ArrayList<>(pairing.unmet().stream().map(demands::get).toList());
        List<String> further =
                pairing.left().stream().map(index -> line(found.get(index))).toList();
        if (demands.isEmpty() && report.nothingChecked() && further.isEmpty()) {
            missing.add("that the rule looks at something; there is no "
                    + (report.rules().isEmpty()
                            ? "element"
                            : report.rules().get(0).rule().subject().id())
                    + " in the product");
        }
        if (missing.isEmpty() && further.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder(rule + ": what was found is not what was asked for");
        list("asked for and not found:", missing, message);
        list("found and not asked for:", further, message);
        throw new AssertionError(message.toString());
    }

    private static void list(String title, List<String> lines, StringBuilder message) {
        if (!lines.isEmpty()) {
            message.append('\n').append(title);
            Found.list(lines, message);
        }
    }

    private static String line(Object found) {
        if (found instanceof Violation violation) {
            return Found.line(violation);
        }
        return found instanceof Undecided open ? Found.line(open) : Found.line((Problem) found);
    }

    private static boolean meets(Marks.Mark mark, Object found) {
        return switch (mark.kind()) {
            case VIOLATION ->
                found instanceof Violation violation
                        && mark.isAt(violation.location())
                        && violation.message().contains(mark.part());
            case UNDECIDED ->
                found instanceof Undecided open && mark.isAt(open.location()) && Found.gives(open, mark.part());
            case PROBLEM ->
                found instanceof Problem problem
                        && mark.isAt(problem.location())
                        && problem.message().contains(mark.part());
        };
    }

    private static boolean meets(Expectation expected, Object found) {
        return switch (expected.kind()) {
            case VIOLATION ->
                found instanceof Violation violation
                        && violation.element().id().equals(expected.element())
                        && expected.at()
                                .filter(at -> !at.equals(violation.at()))
                                .isEmpty()
                        && violation.message().contains(expected.part());
            case UNDECIDED ->
                found instanceof Undecided open
                        && open.element().id().equals(expected.element())
                        && Found.gives(open, expected.part());
            case PROBLEM ->
                found instanceof Problem problem && problem.message().contains(expected.part());
        };
    }
}
