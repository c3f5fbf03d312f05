package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A relation within a query: its known columns, what further ones it may have, what its rows depend on. */
final class Relation {
    /**
     * A column.
     *
     * @param name its name
     * @param quoted whether the name was quoted
     * @param flow what it is made of
     * @param span the select item that makes it
     */
    record Column(String name, boolean quoted, Flow flow, Span span) {
        Column at(Span place) {
            return new Column(name, quoted, flow, place);
        }

        Column with(Flow other) {
            return new Column(name, quoted, other, span);
        }

        Column named(Name other) {
            return new Column(other.text(), other.quoted(), flow, span);
        }
    }

    /** Whether a relation has a column. */
    enum Certainty {
        /** It is one of the known columns. */
        KNOWN,
        /** It may be one of those that are not known. */
        POSSIBLE,
        /** It is not there. */
        ABSENT
    }

    /**
     * The search for a column.
     *
     * @param certainty whether it is there
     * @param flow what it is made of if it is there
     */
    record Lookup(Certainty certainty, Flow flow) {}

    private static final Lookup ABSENT = new Lookup(Certainty.ABSENT, Flow.NONE);

    private final List<Column> columns;
    private final List<Rest> rests;
    private final Flow rows;
    private final Names names;
    private final boolean duplicates;
    private Map<String, List<Column>> exact = Map.of();
    private Map<String, List<Column>> loose = Map.of();

    /**
     * A relation.
     *
     * @param columns its known columns
     * @param rests what further columns it may have
     * @param rows what its rows depend on
     * @param context the names of the engine and whether a name may stand for several columns
     */
    Relation(List<Column> columns, List<Rest> rests, Flow rows, Context context) {
        context.budget().spend(columns.size() + 1);
        if (columns.size() > Budget.MAX_COLUMNS) {
            throw new Budget.Exhausted("a relation of the query has more than " + Budget.MAX_COLUMNS + " columns");
        }
        this.columns = List.copyOf(columns);
        this.rests = List.copyOf(rests);
        this.rows = rows;
        this.names = context.names();
        this.duplicates = context.duplicateNames();
    }

    List<Column> columns() {
        return columns;
    }

    List<Rest> rests() {
        return rests;
    }

    boolean isClosed() {
        return rests.isEmpty();
    }

    /** {@return the columns that choose or order its rows} */
    Flow rows() {
        return rows;
    }

    /** {@return what all its columns together are made of} */
    Flow everything() {
        List<Flow> flows = new ArrayList<>();
        for (Column column : columns) {
            flows.add(column.flow());
        }
        for (Rest rest : rests) {
            flows.add(rest instanceof Rest.Parts parts ? parts.value() : Flow.unknown(rest.reason()));
        }
        return flows.isEmpty() ? Flow.NONE : Flow.union(flows);
    }

    /** {@return the column of a name} */
    Lookup lookup(Name name) {
        List<Column> known = known(name);
        Optional<Flow> rest = restFlow(rests, name, names);
        if (known.isEmpty()) {
            return rest.isPresent() ? new Lookup(Certainty.POSSIBLE, rest.get()) : ABSENT;
        }
        List<Flow> flows = new ArrayList<>();
        for (Column column : known) {
            flows.add(column.flow());
        }
        Flow flow = Flow.union(flows);
        if (duplicates && rest.isPresent() && !rest.get().isAlike(flow)) {
            flow = Flow.union(flow, rest.get()).asCandidates("there may be a second column " + name.text());
        }
        return new Lookup(Certainty.KNOWN, flow);
    }

    private List<Column> known(Name name) {
        if (columns.isEmpty()) {
            return List.of();
        }
        if (exact.isEmpty()) {
            index();
        }
        List<Column> found = exact.getOrDefault(names.fold(name), List.of());
        // A valid query that writes another case can only mean this one: quoting is not always known.
        return found.isEmpty() ? loose.getOrDefault(Names.loose(name.text()), List.of()) : found;
    }

    private void index() {
        exact = new HashMap<>();
        loose = new HashMap<>();
        for (Column column : columns) {
            exact.computeIfAbsent(names.fold(column.name(), column.quoted()), key -> new ArrayList<>())
                    .add(column);
            loose.computeIfAbsent(Names.loose(column.name()), key -> new ArrayList<>())
                    .add(column);
        }
    }

    static Optional<Flow> restFlow(List<Rest> rests, Name name, Names names) {
        List<Flow> flows = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Rest rest : rests) {
            rest.flow(name, names).ifPresent(flow -> {
                if (!flows.contains(flow)) {
                    flows.add(flow);
                    reasons.add(rest.reason());
                }
            });
        }
        if (flows.size() <= 1) {
            return flows.stream().findFirst();
        }
        String reason = "column " + name.text() + " may come from several relations: " + reasons.get(0);
        return Optional.of(Flow.union(flows).asCandidates(reason));
    }
}
