package dev.bylaw.internal.report;

import dev.bylaw.report.Explanation;
import dev.bylaw.workspace.Location;
import java.io.IOException;
import java.util.Optional;

/** Explanations for people: each expression with its line, and below it what its parts came to and where that is stated. */
final class ExplanationText {
    private static final String INDENT = "  ";

    /** How much of a value is shown, in characters. */
    private static final int SHOWN = 100;

    private final Style style;
    private final Appendable out;

    ExplanationText(Style style, Appendable out) {
        this.style = style;
        this.out = out;
    }

    void write(Explanation explanation) throws IOException {
        for (Explanation.Derivation derivation : explanation.derivations()) {
            derivation(derivation, "   ");
        }
    }

    private void derivation(Explanation.Derivation derivation, String indent) throws IOException {
        Optional<Location> at = derivation.location();
        line(indent + "= " + style.bold("because") + " "
                + at.map(place -> Inert.line(place.file()) + ":" + place.start().line() + ": ")
                        .orElse(Inert.line(derivation.rule()) + " read")
                + Inert.line(derivation.head()));
        for (Explanation.Step step : derivation.steps()) {
            step(step, indent + INDENT);
        }
    }

    private void step(Explanation.Step step, String indent) throws IOException {
        String number = step.location().map(at -> at.start().line() + ": ").orElse("");
        if (step.location().isPresent()) {
            line(indent + style.blue(number) + Inert.line(step.text()));
        }
        String inner = step.location().isPresent() ? indent + INDENT : indent;
        for (Explanation.Part part : step.parts()) {
            if (isSaid(step, part)) {
                continue;
            }
            String none = step.unknown().isEmpty() ? " is undefined" : " is not known";
            line(inner
                    + Inert.line(cut(part.text()))
                    + part.value().map(text -> " = " + Inert.line(cut(text))).orElse(none)
                    + part.location()
                            .map(at -> style.blue(" (" + position(at) + ")"))
                            .orElse(""));
        }
        for (String reason : step.unknown()) {
            line(inner + style.yellow("not known: ") + Inert.line(reason));
        }
        for (Explanation.Derivation derivation : step.because()) {
            derivation(derivation, inner);
        }
    }

    /** Whether what a part came to follows from the expression alone, since that holds. */
    private static boolean isSaid(Explanation.Step step, Explanation.Part part) {
        return step.unknown().isEmpty()
                && (part.text().equals(step.text()) && part.value().equals(Optional.of("true"))
                        || part.value().isEmpty() && step.text().equals("not " + part.text()));
    }

    private static String cut(String text) {
        return text.length() <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHOWN))) + "...";
    }

    private static String position(Location at) {
        return Inert.line(at.file()) + ":" + at.start().line() + ":"
                + at.start().column();
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
