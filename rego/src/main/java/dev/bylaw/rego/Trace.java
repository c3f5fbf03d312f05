package dev.bylaw.rego;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The steps of an evaluation, in their order: rules, queries and closures are entered and exited with each solution,
 * expressions in them are evaluated, and fail where they have no solution. What is known already is not evaluated again,
 * and rules that an index leaves out are not entered.
 *
 * @param events the steps
 * @param complete whether all steps are there; a trace ends after {@link #MOST_EVENTS}
 */
public record Trace(List<Event> events, boolean complete) {
    /** How many steps a trace holds at most. */
    public static final int MOST_EVENTS = 200_000;

    /** How much of an expression or a value a line shows, in characters. */
    private static final int SHOWN = 120;

    /** Spaces between the place and the step. */
    private static final int GAP = 4;

    /** What a step is. */
    public enum Operation {
        /** The evaluation of a rule, a query or a closure begins. */
        ENTER("Enter"),
        /** An expression is evaluated. */
        EVAL("Eval"),
        /** An expression has no solution. */
        FAIL("Fail"),
        /** A rule, a query or a closure has a solution. */
        EXIT("Exit"),
        /** An expression, or what was exited, is come back to: for another solution, unless there are enough. */
        REDO("Redo"),
        /** The policy says something by {@code trace}. */
        NOTE("Note");

        private final String text;

        Operation(String text) {
            this.text = text;
        }

        /** {@return the word that OPA has for it} */
        public String text() {
            return text;
        }
    }

    /**
     * A step.
     *
     * @param operation what it is
     * @param location where
     * @param text the name of the rule, the expression on one line, or the note
     * @param depth in how many rules, queries and closures it lies
     * @param locals the variables of the expression, or of the solution, that have a value then
     */
    public record Event(
            Operation operation, RegoLocation location, String text, int depth, SortedMap<String, Value> locals) {
        /** Copies the variables. */
        public Event {
            Objects.requireNonNull(operation, "operation is null");
            Objects.requireNonNull(location, "location is null");
            Objects.requireNonNull(text, "text is null");
            locals = Collections.unmodifiableSortedMap(new TreeMap<>(locals));
        }
    }

    /** Copies the events. */
    public Trace {
        events = List.copyOf(events);
    }

    /** {@return the notes, each with what was entered on the way to it} */
    public Trace notes() {
        return only(event -> event.operation() == Operation.NOTE);
    }

    /** {@return the expressions that failed, each with what was entered on the way to it} */
    public Trace fails() {
        return only(event -> event.operation() == Operation.FAIL);
    }

    private Trace only(Predicate<Event> wanted) {
        List<Event> kept = new ArrayList<>();
        Deque<Event> entered = new ArrayDeque<>();
        int shown = 0;
        for (Event event : events) {
            while (entered.size() > event.depth() && !comesBack(event, entered)) {
                entered.removeLast();
                shown = Math.min(shown, entered.size());
            }
            if (event.operation() == Operation.ENTER) {
                entered.addLast(event);
            } else if (wanted.test(event)) {
                kept.addAll(new ArrayList<>(entered).subList(shown, entered.size()));
                shown = entered.size();
                kept.add(event);
            }
        }
        return new Trace(kept, complete);
    }

    /** Whether an event goes on in what was entered last, which it names. */
    private static boolean comesBack(Event event, Deque<Event> entered) {
        Event last = entered.getLast();
        return event.operation() == Operation.REDO
                && event.depth() == entered.size() - 1
                && event.location().equals(last.location())
                && event.text().equals(last.text());
    }

    /**
     * The steps as text: place, depth as bars, and what happens.
     *
     * @param locals whether to show the values of variables
     * @return a line for each step
     */
    public List<String> lines(boolean locals) {
        int width = 0;
        for (Event event : events) {
            width = Math.max(width, place(event).length());
        }
        List<String> lines = new ArrayList<>();
        for (Event event : events) {
            String place = place(event);
            String step = "| ".repeat(event.depth())
                    + event.operation().text() + " "
                    + (event.operation() == Operation.NOTE ? StringValue.of(event.text()) : cut(event.text()));
            String values = locals ? "    " + values(event.locals()) : "";
            lines.add(place + " ".repeat(width - place.length() + GAP) + step + values);
        }
        if (!complete) {
            lines.add("the trace ends here, after " + MOST_EVENTS + " steps");
        }
        return lines;
    }

    private static String place(Event event) {
        return event.location().file() + ":" + event.location().row();
    }

    private static String values(Map<String, Value> locals) {
        List<String> parts = new ArrayList<>();
        locals.forEach((name, value) -> parts.add(name + ": " + cut(value.toString())));
        return "{" + String.join(", ", parts) + "}";
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
    }
}
