package dev.bylaw.internal.sql;

/** How a column reaches another, from the closest to the loosest. */
public enum EdgeKind {
    /** The value itself, perhaps renamed. */
    IDENTITY("identity"),
    /** A value computed from it: a function, an operator, a cast, a branch of a CASE. */
    TRANSFORMED("transformed"),
    /** A value over many rows: an aggregate function. */
    AGGREGATED("aggregated"),
    /** Only the choice or order of rows: a filter, a join key, a group key, an order, a condition of a CASE. */
    INDIRECT("indirect");

    private final String id;

    EdgeKind(String id) {
        this.id = id;
    }

    /** {@return the name in documents} */
    public String id() {
        return id;
    }

    /** {@return the kind of two hops in a row: the looser one} */
    public EdgeKind then(EdgeKind next) {
        return compareTo(next) >= 0 ? this : next;
    }
}
