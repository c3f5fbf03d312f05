package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Value;

/** Where the text of a template goes. What was added since a mark can be taken back out. Not thread-safe. */
interface Output {
    /** Adds data of a template as it is, with newlines as Jinja writes them. */
    void data(Template template, int start, int end, Machine machine);

    /**
     * Adds a value.
     *
     * @param value the value
     * @param constant whether the expression is constant
     * @param start the first offset of the tag that prints it
     * @param end the offset behind the tag
     * @param machine the evaluation
     */
    void value(Value value, boolean constant, int start, int end, Machine machine);

    /** {@return where the output stands} */
    int mark();

    /** {@return what was added since a mark; it is taken out} */
    Piece cut(int mark);

    /** Adds what was taken out. */
    void add(Piece piece);

    /** Notes that the text might be another one. */
    void unknown(String reason);

    /** What was taken out of an output. */
    interface Piece {
        /** {@return its text} */
        String text();
    }
}
