package dev.bylaw.internal.jinja.value;

import dev.bylaw.workspace.Location;
import java.util.Optional;

/** Where an expression stands in its file, down to the entries of literal collections. */
public interface Site {
    /**
     * An entry of a literal dictionary, or a named argument.
     *
     * @param key where the key or name stands
     * @param value where the value stands
     */
    record Member(Location key, Site value) {}

    /** {@return the place of the whole expression} */
    Location location();

    /** {@return the entry with a literal key, if the expression is a literal dictionary that has it} */
    Optional<Member> member(String key);

    /** {@return the item at an index, if the expression is a literal list or tuple that has it} */
    Optional<Site> item(int index);
}
