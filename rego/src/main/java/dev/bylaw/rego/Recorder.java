package dev.bylaw.rego;

import dev.bylaw.rego.internal.eval.Observer;
import dev.bylaw.rego.internal.eval.Probe;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records what evaluations do: which places they reach, how long expressions take, every step. It takes the events of
 * any number of evaluations, one after the other, of policies that were compiled to be observed
 * ({@link Policy.Options#observed()}); of other policies it hears nothing. Not thread-safe.
 *
 * <pre>{@code
 * Recorder recorder = new Recorder(Set.of(Recorder.What.TRACE));
 * policy.prepare("data.example.allow").evaluate(Optional.of(input), data, options, recorder);
 * recorder.trace().lines(true).forEach(System.out::println);
 * }</pre>
 */
public final class Recorder {
    /** What can be recorded. */
    public enum What {
        /** The places that were reached. */
        COVERAGE,
        /** How often expressions were evaluated, and how long that took. */
        PROFILE,
        /** Every step. */
        TRACE
    }

    private final Map<String, String> texts = new HashMap<>();
    private final List<Observer> observers = new ArrayList<>();
    private final CoverageObserver coverage = new CoverageObserver();
    private final ProfileObserver profile = new ProfileObserver();
    private final TraceObserver trace = new TraceObserver();
    private final List<Value> testCases = new ArrayList<>();

    /**
     * A recorder.
     *
     * @param what what to record; a trace costs memory, a profile and coverage next to none
     */
    public Recorder(Set<What> what) {
        EnumSet<What> wanted = EnumSet.noneOf(What.class);
        wanted.addAll(what);
        if (wanted.contains(What.COVERAGE)) {
            observers.add(coverage);
        }
        if (wanted.contains(What.PROFILE)) {
            observers.add(profile);
        }
        if (wanted.contains(What.TRACE)) {
            observers.add(trace);
        }
    }

    /** A recorder that tells another one too. */
    Recorder(Set<What> what, Recorder other) {
        this(what);
        observers.addAll(other.observers);
    }

    /** What hears of an evaluation of a policy. */
    Observer observe(Policy policy, String query) {
        policy.modules().forEach(module -> texts.put(module.file(), module.text()));
        texts.put(Policy.QUERY, query);
        trace.begin();
        return new Observer() {
            @Override
            public void event(Event event, Probe probe, Value[] slots) {
                for (Observer observer : observers) {
                    observer.event(event, probe, slots);
                }
            }

            @Override
            public void note(String text) {
                observers.forEach(observer -> observer.note(text));
            }

            @Override
            public void testCase(Value name) {
                testCases.add(name);
            }
        };
    }

    /**
     * What was reached.
     *
     * @param modules the modules that the report is about
     * @return their lines
     */
    public Coverage coverage(List<RegoModule> modules) {
        return coverage.report(modules);
    }

    /** {@return the expressions that were evaluated, the one that took longest first} */
    public Profile profile() {
        return profile.report();
    }

    /** {@return the steps so far} */
    public Trace trace() {
        return trace.report(texts);
    }

    /** The test cases that were come to, each an array of the keys that name it. */
    List<Value> testCases() {
        return testCases;
    }
}
