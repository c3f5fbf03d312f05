package dev.bylaw.internal.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Unites the analyses of several renderings of one model, such as the full and the incremental one. Stateless. */
public final class SqlVariants {
    private SqlVariants() {}

    /**
     * What holds for a model that is built by one of two queries: columns are matched by name, and each is made of what
     * makes it in either. Places come from the first query where both have the column.
     *
     * <p>Where one of the two failed, the columns are those of the other, each uncertain for the reason of the failure.
     *
     * @param one the analysis of one query
     * @param other the analysis of the other
     * @return what holds for both
     */
    public static SqlAnalysis united(SqlAnalysis one, SqlAnalysis other) {
        List<OutputColumn> columns = new ArrayList<>();
        Set<OutputColumn> used = Collections.newSetFromMap(new IdentityHashMap<>());
        for (OutputColumn column : one.columns()) {
            Optional<OutputColumn> twin = twin(column, other.columns(), used);
            twin.ifPresent(used::add);
            ColumnLineage lineage = twin.map(found -> united(column.lineage(), found.lineage()))
                    .orElseGet(() -> uncertain(column.lineage(), other.open()));
            columns.add(new OutputColumn(column.name(), column.quoted(), column.location(), lineage));
        }
        for (OutputColumn column : other.columns()) {
            if (!used.contains(column)) {
                ColumnLineage lineage = uncertain(column.lineage(), one.open());
                columns.add(new OutputColumn(column.name(), column.quoted(), column.location(), lineage));
            }
        }
        Set<String> reasons = new LinkedHashSet<>(one.reasons());
        reasons.addAll(other.reasons());
        return new SqlAnalysis(
                status(one.status(), other.status()),
                List.copyOf(reasons),
                columns,
                joined(one.open(), other.open()),
                sorted(one.indirect(), other.indirect()));
    }

    /** Two queries of which one is understood are partly understood. */
    private static SqlAnalysis.Status status(SqlAnalysis.Status one, SqlAnalysis.Status other) {
        return one == other ? one : SqlAnalysis.Status.PARTIAL;
    }

    private static Optional<OutputColumn> twin(OutputColumn column, List<OutputColumn> others, Set<OutputColumn> used) {
        Optional<OutputColumn> loose = Optional.empty();
        for (OutputColumn other : others) {
            if (used.contains(other)) {
                continue;
            }
            if (other.name().equals(column.name()) && other.quoted() == column.quoted()) {
                return Optional.of(other);
            }
            if (loose.isEmpty() && other.name().equalsIgnoreCase(column.name())) {
                loose = Optional.of(other);
            }
        }
        return loose;
    }

    private static ColumnLineage united(ColumnLineage one, ColumnLineage other) {
        List<ColumnInput> inputs = sorted(one.inputs(), other.inputs());
        List<ColumnInput> candidates = new ArrayList<>(sorted(one.candidates(), other.candidates()));
        candidates.removeAll(inputs);
        return new ColumnLineage(inputs, candidates, joined(one.unknown(), other.unknown()));
    }

    /** A column that the other query does not list may still be among those that it does not know. */
    private static ColumnLineage uncertain(ColumnLineage lineage, Optional<String> open) {
        return new ColumnLineage(lineage.inputs(), lineage.candidates(), joined(lineage.unknown(), open));
    }

    private static Optional<String> joined(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
            return one.isPresent() ? one : other;
        }
        return Optional.of(one.get() + "; " + other.get());
    }

    private static List<ColumnInput> sorted(Collection<ColumnInput> one, Collection<ColumnInput> other) {
        Set<ColumnInput> all = new TreeSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
