package dev.bylaw.internal.jinja.value;

import java.util.List;

/** Something changeable whose changes can be undone, and whose different outcomes can be united. */
public interface Tracked {
    /** {@return an unchangeable copy of the present state} */
    Object state();

    /**
     * Goes back to a state.
     *
     * @param state what {@link #state()} gave
     */
    void restore(Object state);

    /**
     * Takes on a state that stands for several possible ones.
     *
     * @param states the possible states, at least one
     * @param reason why it cannot be told which one it is
     */
    void unite(List<Object> states, String reason);

    /** {@return about how many parts a copy has} */
    int size();
}
