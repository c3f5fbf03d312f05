package dev.bylaw.internal.jinja.value;

import java.util.Optional;

/**
 * A value of a template, with Python's behaviour. Only implementations of this type can be reached from a template, so
 * what a template can do is what they offer.
 */
public interface Value {
    /** {@return Python's name of the type, as its error messages give it} */
    String typeName();

    /**
     * Writes the value as Python prints it.
     *
     * @param printer where it goes
     * @param quoted whether as {@code repr()} does, with quotes around a text, or as {@code str()}
     */
    void print(Printer printer, boolean quoted);

    /** {@return whether the value counts as true} */
    default Truth truth() {
        return Truth.TRUE;
    }

    /**
     * {@return why the value, or a part of it, cannot be known; empty for a value that is known} Only the value itself
     * is looked at, not what a collection holds.
     */
    default Optional<String> unknown() {
        return Optional.empty();
    }

    /** {@return whether Python takes the value for a mapping} */
    default boolean isMapping() {
        return false;
    }

    /** {@return whether the value is worth printing even where it cannot be known that it is the right one} */
    default boolean isShownInDoubt() {
        return false;
    }

    /**
     * An attribute, as after a dot.
     *
     * @param name its name
     * @param machine the evaluation
     * @return the attribute; empty if there is none
     */
    default Optional<Value> attribute(String name, Machine machine) {
        return Optional.empty();
    }

    /**
     * An item, as in brackets.
     *
     * @param key the key or index
     * @param machine the evaluation
     * @return the item; empty if there is none, or the value has no items at all
     */
    default Optional<Value> item(Value key, Machine machine) {
        return Optional.empty();
    }
}
