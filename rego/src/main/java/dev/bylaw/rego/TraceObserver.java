package dev.bylaw.rego;

import dev.bylaw.rego.internal.eval.Observer;
import dev.bylaw.rego.internal.eval.Probe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the steps of evaluations. */
final class TraceObserver implements Observer {
    /** A step before its text is cut out of the source. */
    private record Step(
            Trace.Operation operation, Probe probe, String note, int depth, SortedMap<String, Value> locals) {}

    private static final SortedMap<String, Value> NO_LOCALS = new TreeMap<>();

    private final List<Step> steps = new ArrayList<>();
    private boolean complete = true;

    /** For each expression that is being evaluated whether it had a solution. */
    private final Deque<Boolean> solved = new ArrayDeque<>();

    /** Where the evaluation is, for notes. */
    private final Deque<Probe> places = new ArrayDeque<>();

    private int depth;

    @Override
    public void event(Event event, Probe probe, Value[] slots) {
        boolean hidden = probe.at().file().equals(TestModules.NOWHERE);
        switch (event) {
            case ENTER -> {
                add(Trace.Operation.ENTER, probe, slots);
                depth++;
            }
            case LEAVE -> depth--;
            case EVAL -> {
                if (!hidden) {
                    add(Trace.Operation.EVAL, probe, slots);
                }
                solved.push(false);
                places.push(probe);
            }
            case SOLVED -> {
                solved.pop();
                solved.push(true);
                places.pop();
            }
            case REDO -> {
                places.push(probe);
                if (!hidden) {
                    add(Trace.Operation.REDO, probe, slots);
                }
            }
            case DONE -> {
                places.pop();
                if (!solved.pop() && !hidden) {
                    add(Trace.Operation.FAIL, probe, slots);
                }
            }
            case EXIT -> add(Trace.Operation.EXIT, probe, slots);
            case BACK -> {
                depth--;
                add(Trace.Operation.REDO, probe, slots);
                depth++;
            }
        }
    }

    @Override
    public void note(String text) {
        if (!places.isEmpty()) {
            add(new Step(Trace.Operation.NOTE, places.peek(), text, depth, NO_LOCALS));
        }
    }

    private void add(Trace.Operation operation, Probe probe, Value[] slots) {
        SortedMap<String, Value> locals = probe.locals().isEmpty() ? NO_LOCALS : new TreeMap<>();
        for (Probe.Local local : probe.locals()) {
            if (slots[local.slot()] != null) {
                locals.put(local.name(), slots[local.slot()]);
            }
        }
        add(new Step(operation, probe, "", depth, locals));
    }

    private void add(Step step) {
        if (steps.size() < Trace.MOST_EVENTS) {
            steps.add(step);
        } else {
            complete = false;
        }
    }

    /** Begins an evaluation; the last one may have ended by an error. */
    void begin() {
        solved.clear();
        places.clear();
        depth = 0;
    }

    Trace report(Map<String, String> texts) {
        Map<RegoLocation, String> slices = new HashMap<>();
        List<Trace.Event> events = new ArrayList<>();
        for (Step step : steps) {
            Probe probe = step.probe();
            String text = step.operation() == Trace.Operation.NOTE
                    ? step.note()
                    : probe.rule()
                            .orElseGet(() -> slices.computeIfAbsent(
                                    probe.at(), at -> SourceSlices.of(texts.getOrDefault(at.file(), ""), at)));
            events.add(new Trace.Event(step.operation(), probe.at(), text, step.depth(), step.locals()));
        }
        return new Trace(events, complete);
    }
}
