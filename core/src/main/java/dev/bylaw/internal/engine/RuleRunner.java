package dev.bylaw.internal.engine;

import dev.bylaw.internal.code.CodeFailure;
import dev.bylaw.internal.code.CodeRun;
import dev.bylaw.internal.rule.Faults;
import dev.bylaw.internal.rule.LoadedRule;
import dev.bylaw.internal.text.Fingerprint;
import dev.bylaw.internal.text.Stop;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.report.Explanation;
import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.Rule;
import dev.bylaw.workspace.Element;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Asks one rule about its subjects. Not thread-safe. */
final class RuleRunner {
    private final LoadedRule rule;
    private final Places places;
    private final Evaluators evaluators;
    private final Function<Subject, CodeRun.Question> question;
    private final Optional<Explanations> explanations;
    private final Stop stop;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Undecided> undecided = new ArrayList<>();
    private final Set<Problem> problems = new LinkedHashSet<>();

    /** What the rule says about elements that it does not apply to, each with their number. */
    private final Map<String, Integer> notApplicable = new TreeMap<>();

    RuleRunner(
            LoadedRule rule,
            Places places,
            Evaluators evaluators,
            Function<Subject, CodeRun.Question> question,
            Optional<Explanations> explanations,
            BooleanSupplier stopped) {
        this.rule = rule;
        this.places = places;
        this.evaluators = evaluators;
        this.question = question;
        this.explanations = explanations;
        this.stop = new Stop(stopped);
    }

    /** Asks about all subjects. */
    Outcomes run(List<Subject> subjects) {
        long start = System.nanoTime();
        subjects.forEach(this::ask);
        List<Notice> notices = new ArrayList<>();
        notApplicable.forEach((message, count) -> notices.add(new Notice(
                "rule-not-applicable",
                rule.id() + " does not apply to " + count + " "
                        + rule.metadata().subject().id() + (count == 1 ? "" : "s") + ": " + message,
                Optional.empty())));
        RuleRun run = new RuleRun(
                rule.metadata(),
                rule.severity(),
                Subjects.count(subjects),
                violations.size(),
                undecided.size(),
                Duration.ofNanos(System.nanoTime() - start));
        return new Outcomes(run, violations, undecided, List.copyOf(problems), notices);
    }

    private void ask(Subject subject) {
        // One evaluation is often too short to ask itself.
        stop.check();
        if (rule.code().isPresent()) {
            ask(subject, rule.code().get());
            return;
        }
        ObjectValue input = subject.input(rule);
        List<Evaluated> results;
        try {
            results = evaluators.evaluate(rule, input);
        } catch (RegoException e) {
            e.errors().forEach(error -> failed(error, subject));
            undecided(
                    subject,
                    new TreeSet<>(Set.of("the rule failed: " + e.errors().get(0).text())),
                    Optional.empty());
            return;
        }
        Set<String> reasons = new TreeSet<>();
        for (Evaluated result : results) {
            for (RegoError error : result.errors()) {
                failed(error, subject);
                reasons.add("the rule failed: " + error.text());
            }
            addReasons(result.doubt(), reasons);
            result.value().ifPresent(value -> addReasons(value.doubt(), reasons));
        }
        for (Value member : certain(results.get(0))) {
            if (isThere(subject, reasons)) {
                violation(
                        subject,
                        member,
                        explanations.flatMap(all -> all.member(rule.path() + ".violation", member, input)));
            }
        }
        for (Value member : certain(results.get(1))) {
            finding(subject, member).ifPresent(finding -> reasons.add(finding.message()));
        }
        for (Value member : certain(results.get(2))) {
            finding(subject, member)
                    .filter(finding -> !subject.hypothetical())
                    .ifPresent(finding -> notApplicable.merge(finding.message(), 1, Integer::sum));
        }
        if (!reasons.isEmpty()) {
            undecided(
                    subject, reasons, explanations.flatMap(all -> all.undecided(rule, certain(results.get(1)), input)));
        }
    }

    /** Asks a rule in Java. */
    private void ask(Subject subject, Rule code) {
        CodeRun.Answer answer = CodeRun.ask(code, question.apply(subject), explanations.isPresent());
        Optional<Explanation> read =
                explanations.map(all -> all.reads(code.getClass().getName(), answer.seen(), subject));
        Set<String> reasons = new TreeSet<>(answer.undecided());
        addReasons(answer.doubt(), reasons);
        answer.failure().ifPresent(failure -> {
            String what = CodeFailure.describe(failure, code);
            problem("rule " + rule.id() + " failed for " + subject.element().id() + ": " + what, subject.location());
            reasons.add("the rule failed: " + what);
        });
        for (dev.bylaw.rule.Finding finding : answer.violations()) {
            if (isThere(subject, reasons)) {
                violation(subject, Finding.of(finding), read);
            }
        }
        answer.notApplicable().forEach(message -> notApplicable.merge(message, 1, Integer::sum));
        if (!reasons.isEmpty()) {
            undecided(subject, reasons, read);
        }
    }

    /** Whether a subject is certain to be there, so that what is found is a violation; else the reasons say why not. */
    private boolean isThere(Subject subject, Set<String> reasons) {
        if (subject.hypothetical()) {
            reasons.add("every " + rule.metadata().subject().id() + " that may be here would be a violation");
            return false;
        }
        addReasons(subject.existence(), reasons);
        return subject.existence().isNone();
    }

    /** The members that are there in every possible world. */
    private static List<Value> certain(Evaluated result) {
        List<Value> members = new ArrayList<>();
        if (result.doubt().isNone() && result.value().orElse(SetValue.EMPTY) instanceof SetValue set) {
            for (int i = 0; i < set.size(); i++) {
                if (set.memberDoubt(i).isNone()) {
                    members.add(set.get(i));
                }
            }
        }
        return members;
    }

    private static void addReasons(Doubt doubt, Set<String> reasons) {
        reasons.addAll(CodeRun.reasons(doubt));
    }

    private void undecided(Subject subject, Set<String> reasons, Optional<Explanation> explanation) {
        undecided.add(new Undecided(
                rule.id(), subject.element(), subject.location(), List.copyOf(new TreeSet<>(reasons)), explanation));
    }

    private Optional<Finding> finding(Subject subject, Value member) {
        try {
            return Optional.of(Finding.of(member));
        } catch (Finding.Malformed e) {
            problem(
                    "rule " + rule.id() + " gave a result that cannot be used for "
                            + subject.element().id() + ": " + e.getMessage(),
                    subject.location());
            return Optional.empty();
        }
    }

    private void violation(Subject subject, Value member, Optional<Explanation> explanation) {
        finding(subject, member).ifPresent(finding -> violation(subject, finding, explanation));
    }

    private void violation(Subject subject, Finding finding, Optional<Explanation> explanation) {
        Optional<Places.Found> place = place(subject, finding.at());
        if (place.isEmpty()) {
            problem(
                    "rule " + rule.id() + " points at nothing for "
                            + subject.element().id() + ": there is no "
                            + finding.at(),
                    subject.location());
        }
        String names = place.map(Places.Found::names).orElse("");
        violations.add(new Violation(
                        rule.id(),
                        rule.severity(),
                        finding.message(),
                        subject.element(),
                        finding.at(),
                        place.flatMap(Places.Found::location).or(subject::location),
                        rule.metadata().remedy(),
                        rule.metadata().page(),
                        rule.layer(),
                        Fingerprint.of(
                                rule.id().toString(),
                                subject.element().kind(),
                                subject.element().id(),
                                names,
                                finding.key()),
                        hops(finding))
                .withExplanation(explanation));
    }

    private static Optional<Places.Found> place(Subject subject, String at) {
        Optional<Places.Found> own =
                Places.find(subject.tree(), Subjects.withinColumn(subject, at).orElse(at));
        return own.isPresent() || subject.owner().isEmpty()
                ? own
                : Places.find(subject.owner().get(), at);
    }

    private List<Violation.Hop> hops(Finding finding) {
        List<Violation.Hop> hops = new ArrayList<>();
        for (Finding.Step step : finding.path()) {
            Optional<Places.Named> element = places.element(step.element());
            if (element.isPresent()) {
                hops.add(new Violation.Hop(
                        element.get().element(), Places.location(element.get().tree()), step.edge()));
            } else {
                int mark = step.element().lastIndexOf(Places.COLUMN_MARK);
                Optional<Location> owner = mark < 0
                        ? Optional.empty()
                        : places.element(step.element().substring(0, mark))
                                .flatMap(found -> Places.location(found.tree()));
                hops.add(new Violation.Hop(
                        new Element(
                                mark < 0 ? "element" : "column",
                                step.element(),
                                step.element().substring(mark + 1)),
                        owner,
                        step.edge()));
            }
        }
        return hops;
    }

    private void failed(RegoError error, Subject subject) {
        problems.add(new Problem(
                Problem.Kind.RULE_FAILED,
                "rule " + rule.id() + " failed for " + subject.element().id() + ": " + error.text(),
                error.location().map(Faults::location)));
    }

    private void problem(String message, Optional<Location> location) {
        problems.add(new Problem(Problem.Kind.RULE_FAILED, message, location));
    }
}
