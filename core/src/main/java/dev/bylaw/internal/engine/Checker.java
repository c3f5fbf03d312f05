package dev.bylaw.internal.engine;

import dev.bylaw.RuleInputs;
import dev.bylaw.internal.document.Document;
import dev.bylaw.internal.rule.LoadedRule;
import dev.bylaw.internal.rule.RuleSet;
import dev.bylaw.internal.text.Stop;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rule.SubjectKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Asks all rules about one document. */
public final class Checker {
    /** How long threads are waited for once a check is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RuleSet rules;
    private final EvaluationOptions options;

    private final Optional<Redactor> explained;

    /**
     * A checker.
     *
     * @param rules what is asked
     * @param options how rules are evaluated
     * @param explained if findings are to say how the rule came to them, what takes secrets out of that
     */
    public Checker(RuleSet rules, EvaluationOptions options, Optional<Redactor> explained) {
        this.rules = rules;
        this.options = options;
        this.explained = explained;
    }

    /** The rules as they are to be asked, with their subjects listed. */
    private record Work(Places places, Subjects subjects, Document document, ObjectValue workspace) {}

    private Work prepare(Document document, ObjectValue workspace) {
        Subjects subjects = new Subjects(document, workspace, options.cancelled());
        for (SubjectKind kind : SubjectKind.values()) {
            subjects.of(kind);
        }
        return new Work(new Places(document), subjects, document, workspace);
    }

    /** {@return the document {@code data} of rules} */
    public static ObjectValue data(ObjectValue workspace) {
        return ObjectValue.builder().put("workspace", workspace).build();
    }

    /**
     * What a rule is asked about.
     *
     * @param document what it looks at
     * @param workspace the document as a value
     * @param rule the rule
     * @return each element that is there with its input
     */
    public static List<RuleInputs.Input> inputs(Document document, ObjectValue workspace, LoadedRule rule) {
        List<RuleInputs.Input> inputs = new ArrayList<>();
        for (Subject subject :
                new Subjects(document, workspace, Stop.NEVER).of(rule.metadata().subject())) {
            if (!subject.hypothetical()) {
                inputs.add(new RuleInputs.Input(subject.element(), subject.input(rule)));
            }
        }
        return inputs;
    }

    /**
     * Asks all rules.
     *
     * @param document what they look at
     * @param workspace the document as a value
     * @param threads how many threads work; with 1 it is the caller's alone
     * @param progress takes each rule that is done
     * @return what each rule found, sorted by rule
     * @throws InterruptedException if the caller is interrupted
     */
    public List<Outcomes> check(Document document, ObjectValue workspace, int threads, Consumer<LoadedRule> progress)
            throws InterruptedException {
        Work work = prepare(document, workspace);
        List<Outcomes> all = new ArrayList<>();
        if (threads <= 1) {
            try (Evaluators evaluators = new Evaluators(rules.policy(), work.workspace(), options)) {
                for (LoadedRule rule : rules.rules()) {
                    all.add(run(rule, work, evaluators, options));
                    progress.accept(rule);
                }
            }
            return all;
        }
        AtomicBoolean abandoned = new AtomicBoolean();
        EvaluationOptions stoppable = options.withCancelled(
                () -> abandoned.get() || options.cancelled().getAsBoolean());
        List<Thread> started = Collections.synchronizedList(new ArrayList<>());
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> thread(task, started));
        Queue<Evaluators> opened = new ConcurrentLinkedQueue<>();
        try {
            ThreadLocal<Evaluators> evaluators = ThreadLocal.withInitial(() -> {
                Evaluators own = new Evaluators(rules.policy(), work.workspace(), stoppable);
                opened.add(own);
                return own;
            });
            List<Future<Outcomes>> futures = new ArrayList<>();
            for (LoadedRule rule : rules.rules()) {
                futures.add(executor.submit(() -> run(rule, work, evaluators.get(), stoppable)));
            }
            for (int i = 0; i < futures.size(); i++) {
                all.add(futures.get(i).get());
                progress.accept(rules.rules().get(i));
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            abandoned.set(true);
            executor.shutdownNow();
            await(started);
            if (executor.isTerminated()) {
                opened.forEach(Evaluators::close);
            }
        }
    }

    /** Waits until the threads have noticed that the check is over; only a rule in Java that reads nothing does not. */
    private static void await(List<Thread> started) {
        boolean interrupted = false;
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (Thread thread : List.copyOf(started)) {
                while (thread.isAlive() && System.nanoTime() < end) {
                    try {
                        // An executor says that it has ended a moment before its threads have.
                        TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Thread thread(Runnable task, List<Thread> started) {
        Thread thread = new Thread(task, "bylaw-rules");
        started.add(thread);
        thread.setDaemon(true);
        return thread;
    }

    private Outcomes run(LoadedRule rule, Work work, Evaluators evaluators, EvaluationOptions how) {
        Optional<Explanations> explanations = explained.map(redactor -> new Explanations(
                rules.policy().explainer(data(work.workspace()), how), work.document(), work.workspace(), redactor));
        return new RuleRunner(
                        rule,
                        work.places(),
                        evaluators,
                        subject -> subject.question(rule, work.workspace(), how),
                        explanations,
                        how.cancelled())
                .run(work.subjects().of(rule.metadata().subject()));
    }
}
