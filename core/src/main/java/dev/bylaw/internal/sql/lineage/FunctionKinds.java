package dev.bylaw.internal.sql.lineage;

import java.util.Set;

/** What functions do with their arguments, as far as their names say. */
final class FunctionKinds {
    /** Functions that make one value of many rows. A function that is not here counts as the closer edge. */
    private static final Set<String> AGGREGATES = Set.of(
            "sum",
            "count",
            "avg",
            "min",
            "max",
            "mean",
            "median",
            "mode",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp",
            "corr",
            "covar_pop",
            "covar_samp",
            "any_value",
            "arbitrary",
            "array_agg",
            "arrayagg",
            "array_union_agg",
            "array_unique_agg",
            "array_concat_agg",
            "list",
            "listagg",
            "string_agg",
            "group_concat",
            "collect_list",
            "collect_set",
            "json_agg",
            "jsonb_agg",
            "json_arrayagg",
            "json_objectagg",
            "json_object_agg",
            "jsonb_object_agg",
            "object_agg",
            "map_agg",
            "multimap_agg",
            "histogram",
            "xmlagg",
            "bool_and",
            "bool_or",
            "every",
            "booland_agg",
            "boolor_agg",
            "logical_and",
            "logical_or",
            "bit_and",
            "bit_or",
            "bit_xor",
            "bitand_agg",
            "bitor_agg",
            "checksum",
            "hash_agg",
            "count_if",
            "countif",
            "sum_if",
            "sumif",
            "avgif",
            "minif",
            "maxif",
            "count_distinct",
            "uniq",
            "uniqexact",
            "uniqif",
            "grouparray",
            "groupuniqarray",
            "approx_count_distinct",
            "approx_distinct",
            "approx_percentile",
            "approx_quantiles",
            "approx_top_count",
            "approx_top_sum",
            "approx_top_k",
            "percentile",
            "percentile_cont",
            "percentile_disc",
            "percentile_approx",
            "quantile",
            "quantile_cont",
            "quantile_disc",
            "quantiles",
            "hll",
            "hll_sketch_agg",
            "hll_count.init",
            "hll_count.merge",
            "approx_set",
            "merge",
            "max_by",
            "min_by",
            "maxby",
            "minby",
            "arg_max",
            "arg_min",
            "argmax",
            "argmin",
            "any",
            "anylast",
            "first",
            "last",
            "numeric_histogram",
            "geometric_mean",
            "kurtosis",
            "skewness",
            "regr_slope",
            "regr_intercept",
            "regr_r2",
            "regr_count",
            "st_union_agg",
            "reduce_agg",
            "try_sum",
            "try_avg",
            "sumdistinct",
            "product",
            "entropy",
            "bitmap_agg");

    private static final Set<String> FIRST_DECIDES = Set.of("if", "iff", "iif", "nvl2", "if_then_else");
    private static final Set<String> SECOND_DECIDES =
            Set.of("max_by", "min_by", "maxby", "minby", "arg_max", "arg_min", "argmax", "argmin");

    /** Functions whose result consists of what a lambda yields, nothing else. */
    private static final Set<String> MAPS =
            Set.of("transform", "list_transform", "array_transform", "arraymap", "list_apply", "array_map");

    /** Functions whose lambda only chooses or orders elements. */
    private static final Set<String> CHOOSES =
            Set.of("filter", "list_filter", "array_filter", "arrayfilter", "array_sort", "list_sort", "arraysort");

    private FunctionKinds() {}

    static boolean isAggregate(String function) {
        return AGGREGATES.contains(function);
    }

    static boolean mapsByLambda(String function) {
        return MAPS.contains(function);
    }

    static boolean choosesByLambda(String function) {
        return CHOOSES.contains(function);
    }

    /** {@return whether an argument only decides between others} */
    static boolean decides(String function, int argument, int arguments) {
        if (FIRST_DECIDES.contains(function)) {
            return argument == 0;
        }
        if (SECOND_DECIDES.contains(function)) {
            return argument == 1;
        }
        if (function.equals("decode") && arguments > 2) {
            return argument == 0 || argument % 2 == 1 && argument < arguments - 1;
        }
        return function.equals("multiif") && argument % 2 == 0 && argument < arguments - 1;
    }
}
