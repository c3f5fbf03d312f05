package dev.bylaw.internal.code;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.Finding;
import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Node;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.Subject;
import dev.bylaw.workspace.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** One call of a rule written in Java. */
public final class CodeRun {
    private CodeRun() {}

    /**
     * What a rule is asked about.
     *
     * @param element what it is
     * @param value its part of the document
     * @param owner of a column the element that it belongs to
     * @param workspace the whole document
     * @param parameters the parameters in force
     * @param now the time that rules see
     * @param stopped asked from time to time; once it says true the rule is ended
     */
    public record Question(
            Element element,
            Value value,
            Optional<Value> owner,
            ObjectValue workspace,
            ObjectValue parameters,
            Instant now,
            BooleanSupplier stopped) {}

    /**
     * What a rule answered.
     *
     * @param violations those that are there in every possible world, in the order of the rule
     * @param undecided what the rule says that it cannot tell
     * @param notApplicable why the rule does not apply, as far as that is certain
     * @param doubt what unknown places the rule has read
     * @param failure how the rule failed
     * @param seen what the rule has read, the first time only, in its order; empty unless that was asked for
     */
    public record Answer(
            List<Finding> violations,
            List<String> undecided,
            List<String> notApplicable,
            Doubt doubt,
            Optional<Throwable> failure,
            List<Seen> seen) {}

    /**
     * A place that a rule has read.
     *
     * @param root {@code subject}, {@code owner}, {@code workspace} or {@code parameters}
     * @param pointer where in it
     * @param value what is there; empty if nothing is
     * @param doubt why it may be another value
     */
    public record Seen(String root, String pointer, Optional<Value> value, Doubt doubt) {}

    /**
     * Asks a rule.
     *
     * @param rule the rule
     * @param question what it is asked about
     * @return what it answered
     * @throws CancellationException if the check was cancelled meanwhile
     */
    public static Answer ask(Rule rule, Question question) {
        return ask(rule, question, false);
    }

    /**
     * Asks a rule.
     *
     * @param rule the rule
     * @param question what it is asked about
     * @param explained whether the answer says what the rule has read
     * @return what it answered
     * @throws CancellationException if the check was cancelled meanwhile
     */
    public static Answer ask(Rule rule, Question question, boolean explained) {
        Reads reads = Reads.start(question.stopped(), explained);
        reads.stopIfCancelled();
        Collected collected = new Collected(reads);
        Optional<Throwable> failure = Optional.empty();
        try {
            rule.check(new Asked(question, reads), collected);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            // Code of others may fail in any way, checked exceptions that are not declared among them.
            if (e instanceof CancellationException cancelled
                    && question.stopped().getAsBoolean()) {
                throw cancelled;
            }
            failure = Optional.of(e);
        } finally {
            reads.close();
        }
        return new Answer(
                List.copyOf(collected.violations),
                List.copyOf(collected.undecided),
                List.copyOf(collected.notApplicable),
                reads.doubt(),
                failure,
                reads.seen());
    }

    /** {@return the reasons of a doubt in words, one for each place} */
    public static List<String> reasons(Doubt doubt) {
        return Reads.reasons(doubt);
    }

    /** The subject as the rule sees it. */
    private record Asked(Question question, Reads reads) implements Subject {
        @Override
        public Element element() {
            return question.element();
        }

        @Override
        public Node node() {
            return ValueNode.of(reads, ValueNode.Root.SUBJECT, Optional.of(question.value()));
        }

        @Override
        public Node owner() {
            return ValueNode.of(reads, ValueNode.Root.OWNER, question.owner());
        }

        @Override
        public Node workspace() {
            boolean asked = question.value() == question.workspace();
            return ValueNode.of(
                    reads,
                    asked ? ValueNode.Root.SUBJECT : ValueNode.Root.WORKSPACE,
                    Optional.of(question.workspace()));
        }

        @Override
        public Node parameter(String name) {
            if (question.parameters().get(name) == null) {
                throw new IllegalArgumentException(
                        "the rule reads the parameter " + name + ", which its metadata do not have");
            }
            return ValueNode.of(reads, ValueNode.Root.PARAMETERS, Optional.of(question.parameters()))
                    .get(name);
        }

        @Override
        public Instant now() {
            return question.now();
        }

        @Override
        public void stopIfCancelled() {
            reads.step();
            reads.stopIfCancelled();
        }

        /** Says what is asked about, and nothing that is read. */
        @Override
        public String toString() {
            return question.element().id();
        }
    }

    /** Takes what the rule finds: a violation only as long as nothing unknown was read. */
    private static final class Collected implements Findings {
        private final Reads reads;
        private final Set<Finding> violations = new LinkedHashSet<>();
        private final List<String> undecided = new ArrayList<>();
        private final List<String> notApplicable = new ArrayList<>();

        Collected(Reads reads) {
            this.reads = reads;
        }

        @Override
        public void violation(Finding finding) {
            reads.step();
            reads.requireNoPart();
            if (finding.place().isPresent()
                    && !(finding.place().get() instanceof ValueNode node && node.root() == ValueNode.Root.SUBJECT)) {
                throw new IllegalArgumentException("the violation \"" + finding.message()
                        + "\" is at " + finding.at() + " of something other than the subject;"
                        + " report it at a node of the subject, or leave the place out");
            }
            if (reads.doubt().isNone()) {
                violations.add(
                        new Finding(finding.message(), finding.at(), Optional.empty(), finding.key(), finding.path()));
            }
        }

        @Override
        public void undecided(String message) {
            reads.step();
            reads.requireNoPart();
            undecided.add(Objects.requireNonNull(message, "message is null"));
        }

        @Override
        public void notApplicable(String message) {
            reads.step();
            reads.requireNoPart();
            Objects.requireNonNull(message, "message is null");
            if (reads.doubt().isNone()) {
                notApplicable.add(message);
            }
        }
    }
}
