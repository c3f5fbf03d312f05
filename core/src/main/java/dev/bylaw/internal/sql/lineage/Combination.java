package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Query.Operation;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.List;

/** Unites the relations of a set operation. */
final class Combination {
    /** A further relation of the operation. */
    record Part(Operation operation, boolean byName, Relation relation) {}

    private final Context context;

    Combination(Context context) {
        this.context = context;
    }

    Relation of(Relation first, List<Part> others) {
        List<Relation> matched = new ArrayList<>();
        List<Relation> named = new ArrayList<>();
        List<Flow> rows = new ArrayList<>();
        rows.add(first.rows());
        for (Part part : others) {
            rows.add(part.relation().rows());
            if (part.operation() == Operation.EXCEPT) {
                // The rows of the second query only decide which rows of the first remain.
                rows.add(part.relation().everything().through(EdgeKind.INDIRECT, ""));
            } else if (part.byName()) {
                named.add(part.relation());
            } else {
                matched.add(part.relation());
            }
        }
        Relation result = named(positions(first, matched), named);
        return new Relation(result.columns(), result.rests(), Flow.union(rows), context);
    }

    private Relation positions(Relation first, List<Relation> others) {
        if (others.isEmpty()) {
            return first;
        }
        boolean closed = first.isClosed() && others.stream().allMatch(Relation::isClosed);
        boolean sameShape = others.stream().allMatch(other -> isSameShape(first, other));
        return closed || sameShape ? aligned(first, others) : guessed(first, others);
    }

    /** Whether two open relations have the same columns at the same places, since both read the same. */
    private static boolean isSameShape(Relation one, Relation other) {
        if (!one.rests().equals(other.rests())
                || one.columns().size() != other.columns().size()) {
            return false;
        }
        for (Rest rest : one.rests()) {
            if (!(rest instanceof Rest.Base)) {
                return false;
            }
        }
        for (int i = 0; i < one.columns().size(); i++) {
            if (!one.columns().get(i).name().equals(other.columns().get(i).name())) {
                return false;
            }
        }
        return true;
    }

    private Relation aligned(Relation first, List<Relation> others) {
        int width = first.columns().size();
        boolean equal = others.stream().allMatch(other -> other.columns().size() == width);
        List<Relation.Column> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Relation.Column column = first.columns().get(i);
            List<Flow> flows = new ArrayList<>();
            flows.add(column.flow());
            for (Relation other : others) {
                if (i < other.columns().size()) {
                    flows.add(other.columns().get(i).flow());
                }
            }
            Flow flow = Flow.union(flows);
            columns.add(column.with(
                    equal
                            ? flow
                            : flow.withUnknown("the queries of a set operation differ in their number of columns")));
        }
        return new Relation(columns, first.rests(), first.rows(), context);
    }

    /** Columns whose place is not known are guessed by name; nothing of that is certain. */
    private Relation guessed(Relation first, List<Relation> others) {
        String reason = reasonOf(first, others);
        List<Relation.Column> columns = new ArrayList<>();
        for (Relation.Column column : first.columns()) {
            Flow flow = column.flow();
            Name name = new Name(column.name(), column.quoted(), column.span());
            for (Relation other : others) {
                Relation.Lookup guess = other.lookup(name);
                if (guess.flow().size() > 0) {
                    flow = Flow.union(flow, guess.flow().asCandidates(reason));
                }
            }
            columns.add(column.with(flow.withUnknown(reason)));
        }
        List<Rest> rests =
                first.isClosed() ? List.of() : List.of(new Rest.Combined(first.rests(), List.copyOf(others), reason));
        return new Relation(columns, rests, first.rows(), context);
    }

    private static String reasonOf(Relation first, List<Relation> others) {
        List<Relation> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        for (Relation relation : all) {
            if (!relation.isClosed()) {
                boolean nothing = relation.columns().isEmpty()
                        && relation.rests().stream().allMatch(Rest.Unknown.class::isInstance);
                return (nothing
                                ? "a query of a set operation is not known: "
                                : "the columns of a set operation are matched by position, and they are not all known: ")
                        + relation.rests().get(0).reason();
            }
        }
        throw new AssertionError("all relations are closed");
    }

    /** {@code UNION BY NAME}: the columns of all, those of the same name united. */
    private Relation named(Relation first, List<Relation> others) {
        Relation result = first;
        for (Relation other : others) {
            result = namedPair(result, other);
        }
        return result;
    }

    private Relation namedPair(Relation one, Relation other) {
        List<Relation.Column> columns = new ArrayList<>();
        for (Relation.Column column : one.columns()) {
            columns.add(column.with(Flow.union(column.flow(), flowOf(column, other))));
        }
        for (Relation.Column column : other.columns()) {
            Relation.Lookup own = one.lookup(nameOf(column));
            if (own.certainty() == Relation.Certainty.ABSENT) {
                columns.add(column);
            } else if (own.certainty() == Relation.Certainty.POSSIBLE) {
                columns.add(column.with(Flow.union(
                        column.flow(),
                        own.flow().asCandidates(one.rests().get(0).reason()))));
            }
        }
        List<Rest> rests = new ArrayList<>(one.rests());
        rests.addAll(other.rests());
        return new Relation(columns, rests, one.rows(), context);
    }

    private static Flow flowOf(Relation.Column column, Relation other) {
        Relation.Lookup lookup = other.lookup(nameOf(column));
        return switch (lookup.certainty()) {
            case KNOWN -> lookup.flow();
            case POSSIBLE -> lookup.flow().asCandidates(other.rests().get(0).reason());
            case ABSENT -> Flow.NONE;
        };
    }

    private static Name nameOf(Relation.Column column) {
        return new Name(column.name(), column.quoted(), new Span(0, 0));
    }
}
