package dev.bylaw.internal.rule;

import dev.bylaw.internal.rule.DocumentFields.Shape;
import dev.bylaw.rego.LiteralMember;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.SubjectKind;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds slips in what rules write out as their results: keys that no result has, no message, and an {@code at} whose first step
 * is no field of the subject. What a rule computes is looked at when it gives it.
 */
public final class ResultCheck {
    /** The keys that a member of a rule's result may have. */
    public static final NavigableSet<String> KEYS =
            Collections.unmodifiableNavigableSet(new TreeSet<>(List.of("at", "key", "message", "path")));

    private final DocumentFields fields = new DocumentFields();
    private final Collection<String> results;
    private final Faults faults;

    ResultCheck(Collection<String> results, Faults faults) {
        this.results = List.copyOf(results);
        this.faults = faults;
    }

    void check(List<LoadedRule> rules, List<LiteralMember> members) {
        for (LoadedRule rule : rules) {
            for (LiteralMember member : members) {
                results.stream()
                        .filter(result -> member.path().equals(rule.path() + "." + result))
                        .forEach(result -> check(rule.metadata().subject(), result, member));
            }
        }
    }

    private void check(SubjectKind subject, String result, LiteralMember member) {
        boolean known = true;
        boolean message = false;
        for (LiteralMember.Entry entry : member.entries()) {
            String key = entry.key();
            message |= key.equals("message");
            if (!KEYS.contains(key)) {
                known = false;
                faults.at(
                        entry.keyAt(),
                        "a member of " + result + " has no key " + key + Suggestion.hint(key, KEYS) + "; known are "
                                + String.join(", ", KEYS));
            } else if (key.equals("at")) {
                entry.value()
                        .flatMap(at -> wrongPlace(subject, at))
                        .ifPresent(wrong -> faults.at(entry.valueAt(), wrong));
            }
        }
        if (known && !message && member.whole()) {
            faults.at(member.at(), "a member of " + result + " needs the key message, which says what is wrong");
        }
    }

    private Optional<String> wrongPlace(SubjectKind subject, String at) {
        if (!at.isEmpty() && !at.startsWith("/")) {
            return Optional.of(
                    "at must be a JSON pointer into the subject, such as /description, or empty text for the whole"
                            + " of it; found \"" + at + "\"");
        }
        Optional<DocumentFields.Part> part = fields.of(new Shape(subject.inputKey(), false));
        if (part.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        String name = at.split("/", -1)[1].replace("~1", "/").replace("~0", "~");
        NavigableSet<String> known = part.get().names();
        return known.contains(name) || !part.get().closed() && !Suggestion.isSlip(name, known)
                ? Optional.empty()
                : Optional.of("at points at nothing: input." + subject.inputKey() + " has no field " + name
                        + Suggestion.hint(name, known) + "; known are " + String.join(", ", known));
    }
}
