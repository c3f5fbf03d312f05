package dev.bylaw.internal.code;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.UnknownPlace;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Remembers what unknown places a rule has read, as a whole or in a part of its work. Not thread-safe: it refuses other
 * threads.
 */
final class Reads {
    /** After how many steps it is asked whether the check was cancelled. */
    private static final int STEPS_BETWEEN_QUESTIONS = 256;

    /** How many places that were read an explanation names. */
    private static final int MOST_SEEN = 100;

    private final Run run;
    private final Optional<Reads> whole;
    private Doubt doubt = Doubt.NONE;
    private boolean ended;

    private Reads(Run run, Optional<Reads> whole) {
        this.run = run;
        this.whole = whole;
    }

    /** What is common to all parts of one call of a rule. */
    private static final class Run {
        private final BooleanSupplier stopped;
        private final Thread thread = Thread.currentThread();
        private int steps;
        private int parts;
        private boolean over;
        private final boolean explained;
        private final Map<String, CodeRun.Seen> seen = new LinkedHashMap<>();

        Run(BooleanSupplier stopped, boolean explained) {
            this.stopped = stopped;
            this.explained = explained;
        }
    }

    /** {@return the memory of one call of a rule, in this thread} */
    static Reads start(BooleanSupplier stopped, boolean explained) {
        return new Reads(new Run(stopped, explained), Optional.empty());
    }

    /** {@return the memory of a part of this work} */
    Reads part() {
        run.parts++;
        return new Reads(run, Optional.of(this));
    }

    /** Counts a step. */
    void step() {
        if (Thread.currentThread() != run.thread) {
            throw new IllegalStateException("a rule reads what it was asked about from another thread;"
                    + " read in the thread that called check");
        }
        if (run.over) {
            throw new IllegalStateException("a rule uses what it was asked about after check has returned;"
                    + " keep no node, subject or findings");
        }
        run.steps++;
        if (run.steps % STEPS_BETWEEN_QUESTIONS == 0) {
            stopIfCancelled();
        }
    }

    void stopIfCancelled() {
        if (run.stopped.getAsBoolean()) {
            throw new CancellationException("the check was cancelled or took too long");
        }
    }

    /** Refuses to take a finding in the middle of a question, when it is not settled yet what is remembered. */
    void requireNoPart() {
        if (run.parts > 0) {
            throw new IllegalStateException(
                    "a rule reports from inside of read or anyMatch; report after they have answered");
        }
    }

    /** Remembers a doubt; once the part is over, in the whole. */
    void note(Doubt more) {
        if (!more.isNone()) {
            if (ended && whole.isPresent()) {
                whole.get().note(more);
            } else {
                doubt = doubt.and(more);
            }
        }
    }

    /** Remembers what is read, where the answer has to say so. */
    void see(String root, String pointer, Optional<Value> value, Doubt unknown) {
        if (run.explained && run.seen.size() < MOST_SEEN) {
            run.seen.putIfAbsent(root + pointer, new CodeRun.Seen(root, pointer, value, unknown));
        }
    }

    /** {@return what was read} */
    List<CodeRun.Seen> seen() {
        return List.copyOf(run.seen.values());
    }

    /** {@return what was remembered so far} */
    Doubt doubt() {
        return doubt;
    }

    /** Ends a part, whose nodes note in the whole from now on. */
    Doubt end() {
        if (!ended) {
            ended = true;
            run.parts--;
        }
        return doubt;
    }

    /** Ends the call of the rule: nothing can be read any more. */
    void close() {
        run.over = true;
    }

    /** {@return the reasons of a doubt, one for each place} */
    static List<String> reasons(Doubt doubt) {
        List<String> reasons = new ArrayList<>();
        for (UnknownPlace place : doubt.places()) {
            reasons.add(place.pointer().isEmpty() ? place.reason() : place.reason() + " (" + place.pointer() + ")");
        }
        if (doubt.truncated()) {
            reasons.add("and more that is not known");
        }
        return reasons;
    }
}
