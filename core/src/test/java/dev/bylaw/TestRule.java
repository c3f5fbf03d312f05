package dev.bylaw;

import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleMetadataBuilder;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import java.util.function.BiConsumer;

/** A rule in Java for tests. */
record TestRule(RuleMetadata metadata, BiConsumer<Subject, Findings> code) implements Rule {
    /** The rule {@code acme/java/NAME}, an error. */
    static TestRule of(String name, SubjectKind subject, BiConsumer<Subject, Findings> code) {
        return new TestRule(metadata(name, subject).build(), code);
    }

    static RuleMetadataBuilder metadata(String name, SubjectKind subject) {
        return RuleMetadata.builder("acme/java/" + name)
                .title("A rule for tests")
                .description("It is there to be tested.")
                .severity(Severity.ERROR)
                .subject(subject)
                .since("1.0.0")
                .remedy("Mend it");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        code.accept(subject, findings);
    }
}
