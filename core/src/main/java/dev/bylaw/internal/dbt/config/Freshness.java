package dev.bylaw.internal.dbt.config;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.List;
import java.util.Optional;

/**
 * The freshness thresholds of sources. A source, its {@code config}, a table and its {@code config} each may state them;
 * they are merged in this order, and a null switches off what was stated before.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/sources.py} ({@code merge_source_freshness}) and {@code components.py}
 * ({@code FreshnessThreshold}, {@code Time}).
 */
public final class Freshness {
    /** The thresholds where nobody states any, as dbt writes them. */
    public static final Tree NONE_GIVEN = threshold(Trees.emptyMapping(Origin.DEFAULT));

    private Freshness() {}

    /** A stated threshold in full: both times, with count and period, and the filter. */
    static Tree.Mapping threshold(Tree.Mapping stated) {
        return new MappingBuilder()
                .put("warn_after", time(stated, "warn_after"))
                .put("error_after", time(stated, "error_after"))
                .put("filter", stated.get("filter").orElse(new Tree.Scalar(null, Origin.DEFAULT)))
                .open(stated.open())
                .build(stated.origin());
    }

    /** The freshness of a model: nothing without {@code build_after}, which has a default. */
    static Tree ofModel(Tree.Mapping stated) {
        Tree after = stated.get("build_after").orElse(new Tree.Scalar(null, stated.origin()));
        if (!(after instanceof Tree.Mapping mapping)) {
            return after instanceof Tree.Unknown ? after : new Tree.Scalar(null, stated.origin());
        }
        MappingBuilder full = new MappingBuilder();
        for (String part : List.of("count", "period")) {
            full.put(part, new Tree.Scalar(null, Origin.DEFAULT));
        }
        full.put("updates_on", new Tree.Scalar("any", Origin.DEFAULT))
                .putAll(mapping)
                .open(mapping.open());
        return new MappingBuilder()
                .putAll(stated)
                .put("build_after", full.build(mapping.origin()))
                .open(stated.open())
                .build(stated.origin());
    }

    private static Tree time(Tree.Mapping stated, String key) {
        Tree value = stated.get(key).orElse(Trees.emptyMapping(Origin.DEFAULT));
        if (!(value instanceof Tree.Mapping time)) {
            return value;
        }
        MappingBuilder builder = new MappingBuilder();
        for (String part : List.of("count", "period")) {
            builder.put(part, time.get(part).orElse(new Tree.Scalar(null, Origin.DEFAULT)));
        }
        return builder.build(time.origin());
    }

    /** Whether a time counts: both of its parts are there, or it is unknown. */
    private static boolean counts(Tree time) {
        if (time instanceof Tree.Mapping mapping) {
            return mapping.entries().values().stream().noneMatch(entry -> Trees.isNull(entry.value()));
        }
        return time instanceof Tree.Unknown;
    }

    private static boolean counts(Tree.Mapping threshold, String key) {
        return counts(threshold.get(key).orElseThrow());
    }

    private static boolean isStated(Tree.Mapping threshold) {
        return counts(threshold, "warn_after") || counts(threshold, "error_after");
    }

    /**
     * Merges what is stated, from the weakest to the strongest.
     *
     * @param stated the values; absent ones state nothing, a null switches off
     * @return empty if nothing is stated; a null if freshness is switched off
     */
    public static Optional<Tree> merge(List<Optional<Tree>> stated) {
        Optional<Tree.Mapping> current = Optional.empty();
        boolean first = true;
        for (Optional<Tree> next : stated) {
            Tree value = next.orElse(Trees.emptyMapping(Origin.DEFAULT));
            if (value instanceof Tree.Unknown unknown) {
                return Optional.of(unknown);
            }
            Optional<Tree.Mapping> update =
                    value instanceof Tree.Mapping mapping ? Optional.of(threshold(mapping)) : Optional.empty();
            current = first ? update : merge(current, update);
            first = false;
        }
        if (current.isEmpty()) {
            Origin origin = stated.stream()
                    .flatMap(Optional::stream)
                    .filter(Trees::isNull)
                    .reduce((earlier, later) -> later)
                    .map(Tree::origin)
                    .orElse(Origin.DEFAULT);
            return Optional.of(new Tree.Scalar(null, origin));
        }
        return isStated(current.get()) ? Optional.of(current.get()) : Optional.empty();
    }

    private static Optional<Tree.Mapping> merge(Optional<Tree.Mapping> base, Optional<Tree.Mapping> update) {
        if (base.isPresent() && update.isPresent()) {
            return Optional.of(merge(base.get(), update.get()));
        }
        return base.isEmpty() ? update.filter(Freshness::isStated) : Optional.empty();
    }

    private static Tree.Mapping merge(Tree.Mapping base, Tree.Mapping update) {
        Tree filter = update.get("filter").orElseThrow();
        Origin origin = isStated(update) ? update.origin() : base.origin();
        return new MappingBuilder()
                .put("warn_after", mergedTime(base, update, "warn_after"))
                .put("error_after", mergedTime(base, update, "error_after"))
                .put("filter", Trees.isNull(filter) ? base.get("filter").orElseThrow() : filter)
                .open(base.open())
                .open(update.open())
                .build(origin);
    }

    /** Both count: the later one part by part. A null switches off; else whichever counts, the base at last. */
    private static Tree mergedTime(Tree.Mapping base, Tree.Mapping update, String key) {
        Tree before = base.get(key).orElseThrow();
        Tree later = update.get(key).orElseThrow();
        if (Trees.isNull(later)) {
            return later;
        }
        return counts(later) ? later : before;
    }
}
