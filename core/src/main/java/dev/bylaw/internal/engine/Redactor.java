package dev.bylaw.internal.engine;

import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.Comparator;
import java.util.List;

/** Takes the values of secrets out of everything that a report says. Immutable. */
final class Redactor {
    /** Shorter values are no secrets, and replacing them would garble every text. */
    private static final int SHORTEST = 3;

    private static final String REPLACEMENT = "[redacted]";

    private final List<String> secrets;

    Redactor(List<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    String text(String text) {
        String safe = text;
        for (String secret : secrets) {
            safe = safe.replace(secret, REPLACEMENT);
        }
        return safe;
    }

    Violation redact(Violation violation) {
        return secrets.isEmpty()
                ? violation
                : new Violation(
                        violation.rule(),
                        violation.severity(),
                        text(violation.message()),
                        element(violation.element()),
                        text(violation.at()),
                        violation.location(),
                        violation.remedy(),
                        violation.page(),
                        violation.layer(),
                        violation.fingerprint(),
                        violation.path().stream()
                                .map(hop -> new Violation.Hop(element(hop.element()), hop.location(), hop.edge()))
                                .toList());
    }

    private Element element(Element element) {
        return new Element(element.kind(), text(element.id()), text(element.name()));
    }

    Undecided redact(Undecided undecided) {
        return secrets.isEmpty()
                ? undecided
                : new Undecided(
                        undecided.rule(),
                        element(undecided.element()),
                        undecided.location(),
                        undecided.reasons().stream().map(this::text).toList());
    }

    Problem redact(Problem problem) {
        return secrets.isEmpty() ? problem : new Problem(problem.kind(), text(problem.message()), problem.location());
    }

    Notice redact(Notice notice) {
        return secrets.isEmpty() ? notice : new Notice(notice.kind(), text(notice.message()), notice.location());
    }
}
