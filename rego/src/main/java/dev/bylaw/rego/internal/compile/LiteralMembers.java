package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.LiteralMember;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the objects that rules write out as members of their sets. */
public final class LiteralMembers {
    private LiteralMembers() {}

    /** The members of all rules, in the order of the modules. */
    public static List<LiteralMember> of(RuleTree tree) {
        List<LiteralMember> members = new ArrayList<>();
        for (RuleGroup group : tree.groups()) {
            for (RuleGroup.Source source : group.sources()) {
                source.rule()
                        .head()
                        .contains()
                        .filter(Term.ObjectLiteral.class::isInstance)
                        .map(Term.ObjectLiteral.class::cast)
                        .ifPresent(literal -> members.add(member(group.name(), literal)));
            }
        }
        return List.copyOf(members);
    }

    private static LiteralMember member(String path, Term.ObjectLiteral literal) {
        List<LiteralMember.Entry> entries = new ArrayList<>();
        for (Term.Entry entry : literal.entries()) {
            text(entry.key())
                    .ifPresent(key -> entries.add(new LiteralMember.Entry(
                            key,
                            text(entry.value()),
                            entry.key().at(),
                            entry.value().at())));
        }
        return new LiteralMember(
                path, entries, entries.size() == literal.entries().size(), literal.at());
    }

    private static Optional<String> text(Term term) {
        return term instanceof Term.Scalar scalar && scalar.value() instanceof StringValue text
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
