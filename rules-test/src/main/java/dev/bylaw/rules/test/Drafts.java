package dev.bylaw.rules.test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a {@link DataProduct} before they are text. Numbers that choose among what is there are taken modulo. */
final class Drafts {
    private Drafts() {}

    /** How a column comes about. */
    enum Shape {
        /** From nothing. */
        LITERAL("1"),
        /** As it is. */
        SAME("%s"),
        /** By a function. */
        LOWERED("lower(%s)"),
        /** By a function that hides the value. */
        HASHED("sha256(%s)"),
        /** By counting. */
        COUNTED("count(%s)");

        private final String pattern;

        Shape(String pattern) {
            this.pattern = pattern;
        }

        String sql(String column) {
            return this == LITERAL ? pattern : String.format(pattern, column);
        }
    }

    /**
     * A column.
     *
     * @param from which column it is made of
     * @param declared whether it is among the properties
     */
    record Column(
            String name,
            Shape shape,
            int from,
            boolean declared,
            Optional<String> description,
            Optional<String> type,
            Map<String, String> meta,
            List<String> tags,
            List<String> tests) {}

    /** A table that others load. */
    record Source(String name, List<Column> columns) {}

    /**
     * A model.
     *
     * @param from which of the sources and earlier models it reads
     * @param star whether it takes over all columns
     */
    record Model(
            String name,
            String folder,
            int from,
            boolean star,
            boolean enforced,
            Optional<String> description,
            Map<String, String> config,
            Map<String, String> meta,
            List<String> tags,
            List<String> grantees,
            List<Column> columns) {}

    /**
     * A contract.
     *
     * @param model which model it promises
     * @param owner who answers for it
     * @param classification of its first column
     * @param complete whether it has all columns, or the first only
     */
    record Contract(
            int model,
            Optional<String> owner,
            Optional<String> classification,
            List<String> roles,
            String status,
            boolean complete) {}
}
