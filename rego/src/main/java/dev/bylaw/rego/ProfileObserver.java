package dev.bylaw.rego;

import dev.bylaw.rego.internal.eval.Observer;
import dev.bylaw.rego.internal.eval.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts evaluations by line. The time between two events belongs to the expression of the first. */
final class ProfileObserver implements Observer {
    /** A line of a file. */
    private record Line(String file, int row) {}

    /** What is known of a line. */
    private static final class Counts {
        private final RegoLocation first;
        private final Set<RegoLocation> expressions = new HashSet<>();
        private long evaluations;
        private long redos;
        private long nanos;

        Counts(RegoLocation first) {
            this.first = first;
        }
    }

    private final Map<Line, Counts> lines = new LinkedHashMap<>();
    private Counts running;
    private long since;

    @Override
    public void event(Event event, Probe probe, Value[] slots) {
        boolean query = event == Event.LEAVE && probe.at().file().equals(Policy.QUERY);
        if (!query && (probe.kind() != Probe.Kind.EXPRESSION || (event != Event.EVAL && event != Event.REDO))) {
            return;
        }
        long now = System.nanoTime();
        if (running != null) {
            running.nanos += now - since;
        }
        running = null;
        if (!query) {
            running = lines.computeIfAbsent(
                    new Line(probe.at().file(), probe.at().row()), line -> new Counts(probe.at()));
            running.expressions.add(probe.at());
            if (event == Event.EVAL) {
                running.evaluations++;
            } else {
                running.redos++;
            }
            since = System.nanoTime();
        }
    }

    Profile report() {
        List<Profile.Entry> entries = new ArrayList<>();
        for (Counts counts : lines.values()) {
            entries.add(new Profile.Entry(
                    counts.first,
                    counts.evaluations,
                    counts.redos,
                    counts.expressions.size(),
                    Duration.ofNanos(counts.nanos)));
        }
        entries.sort((a, b) -> b.time().compareTo(a.time()));
        return new Profile(entries);
    }
}
