package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Value;

/** Hears what an evaluation does. Belongs to one thread; plans without observation have no place that would ask it. */
public interface Observer {
    /** What happened at a place. */
    enum Event {
        /** The evaluation of a rule, a query or a closure begins. */
        ENTER,
        /** The evaluation that began last and did not end yet has ended. */
        LEAVE,
        /** An expression is evaluated. */
        EVAL,
        /** An expression has a solution; what follows it is evaluated next. */
        SOLVED,
        /** What follows a solution has ended; the expression is asked for another one, unless the search is over. */
        REDO,
        /** All solutions of an expression were found, or enough of them; follows each {@link #EVAL}. */
        DONE,
        /** A rule, a query or a closure has a solution. */
        EXIT,
        /** What followed such a solution has ended. */
        BACK
    }

    /**
     * Something happened at a place.
     *
     * @param event what
     * @param probe where
     * @param slots the values of the rule's variables, to be read during the call only; null where there is none yet
     */
    void event(Event event, Probe probe, Value[] slots);

    /** A policy makes a note. */
    default void note(String text) {}

    /** A test says which of its cases it comes to. */
    default void testCase(Value name) {}
}
