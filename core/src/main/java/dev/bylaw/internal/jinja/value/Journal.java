package dev.bylaw.internal.jinja.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes down changes, so that a branch that may not be taken can be tried, undone, and united with the others. Frames
 * are opened and closed in nested order. Not thread-safe.
 */
public final class Journal {
    /** What a tried branch changed: for each changed thing, its state at the end of the branch. */
    public static final class Outcome {
        private final Map<Tracked, Object> states;

        private Outcome(Map<Tracked, Object> states) {
            this.states = states;
        }

        /** {@return the outcome of a branch that changes nothing} */
        public static Outcome unchanged() {
            return new Outcome(Map.of());
        }

        /** {@return whether nothing changed} */
        public boolean isEmpty() {
            return states.isEmpty();
        }
    }

    private final Budget budget;
    private final Deque<Map<Tracked, Object>> frames = new ArrayDeque<>();

    /** An empty journal. */
    public Journal(Budget budget) {
        this.budget = budget;
    }

    /** Must be called before a tracked thing changes. */
    public void touch(Tracked thing) {
        if (!frames.isEmpty() && !frames.peek().containsKey(thing)) {
            budget.steps(thing.size());
            frames.peek().put(thing, thing.state());
        }
    }

    /** Opens a frame: from here on changes can be undone. */
    public void open() {
        frames.push(new LinkedHashMap<>());
    }

    /** {@return what changed since the frame was opened; all of it is undone} */
    public Outcome undo() {
        Map<Tracked, Object> before = frames.pop();
        Map<Tracked, Object> after = new LinkedHashMap<>();
        before.forEach((thing, state) -> {
            budget.steps(thing.size());
            after.put(thing, thing.state());
            thing.restore(state);
        });
        return new Outcome(after);
    }

    /**
     * Takes on what several branches did, of which it cannot be told which one is taken.
     *
     * @param outcomes the branches
     * @param reason why it cannot be told
     */
    public void unite(List<Outcome> outcomes, String reason) {
        Set<Tracked> changed = new LinkedHashSet<>();
        outcomes.forEach(outcome -> changed.addAll(outcome.states.keySet()));
        for (Tracked thing : changed) {
            touch(thing);
            Object before = thing.state();
            List<Object> states = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                states.add(outcome.states.getOrDefault(thing, before));
            }
            budget.steps(thing.size() * (long) outcomes.size());
            thing.unite(states, reason);
        }
    }
}
